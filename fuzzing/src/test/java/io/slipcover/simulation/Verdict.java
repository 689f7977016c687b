package io.slipcover.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipcover.testbed.CouchClient;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** What has to hold when all replicas have come to rest. */
record Verdict(
        CouchClient couch,
        Function<Release, CouchClient> clients,
        String database,
        List<Replica> replicas,
        Ledger ledger) {
    void require() {
        Map<String, Set<String>> leaves = replicas.get(0).leaves();
        replicasAreEqual(leaves);
        viewsAreWhatReplicasHave(leaves);
        Map<String, List<JsonNode>> stored = new TreeMap<>();
        leaves.keySet().forEach(id -> stored.put(id, storedLeaves(id)));
        leavesAreCouchDbs(leaves, stored);
        editsAreThere(stored);
        stored.forEach((id, documents) -> documents.forEach(leaf -> hiddenIsUnchanged(leaf, history(id, documents))));
    }

    private void replicasAreEqual(Map<String, Set<String>> leaves) {
        for (Replica replica : replicas) {
            assertThat(replica.leaves())
                    .as("%s has the leaves of %s", replica, replicas.get(0))
                    .isEqualTo(leaves);
            Replica first = replicas.stream()
                    .filter(other -> other.release() == replica.release())
                    .findFirst()
                    .orElseThrow();
            assertThat(replica.documents())
                    .as("%s has what %s has", replica, first)
                    .isEqualTo(first.documents());
        }
    }

    /** Also for the leaves that lose, which users do not see. */
    private void viewsAreWhatReplicasHave(Map<String, Set<String>> leaves) {
        leaves.forEach((id, revisions) -> {
            for (String revision : revisions) {
                for (Replica replica : replicas) {
                    JsonNode view = clients.apply(replica.release())
                            .get("/" + database + "/" + id + "?rev=" + revision)
                            .orThrow()
                            .json();
                    assertThat(replica.document(id, revision))
                            .as(
                                    "%s has release %s's view",
                                    replica, replica.release().version())
                            .isEqualTo(view);
                }
            }
        });
    }

    private List<JsonNode> storedLeaves(String id) {
        List<JsonNode> leaves = new ArrayList<>();
        couch.get("/" + database + "/" + id + "?open_revs=all&revs=true")
                .orThrow()
                .json()
                .forEach(answer -> leaves.add(answer.get("ok")));
        return leaves;
    }

    private static void leavesAreCouchDbs(Map<String, Set<String>> leaves, Map<String, List<JsonNode>> stored) {
        stored.forEach((id, documents) -> assertThat(
                        documents.stream().map(each -> each.get("_rev").asText()))
                .as("leaves of %s", id)
                .containsExactlyInAnyOrderElementsOf(leaves.get(id)));
    }

    /** Each edit is a leaf, or an ancestor of one. */
    private void editsAreThere(Map<String, List<JsonNode>> stored) {
        for (Ledger.Edit edit : ledger.edits()) {
            Set<String> revisions = new HashSet<>();
            for (JsonNode leaf : stored.getOrDefault(edit.id(), List.of())) {
                int generation = leaf.get("_revisions").get("start").asInt();
                for (JsonNode digits : leaf.get("_revisions").get("ids")) {
                    revisions.add(generation-- + "-" + digits.asText());
                }
            }
            assertThat(revisions).as("%s", edit).contains(edit.revision());
        }
    }

    /** What is known of a document, for whoever has to find out what happened to it. */
    private String history(String id, List<JsonNode> leaves) {
        return "leaves " + leaves + ", edits "
                + ledger.edits().stream().filter(edit -> edit.id().equals(id)).toList();
    }

    /** Nobody ever changed the group or the people of a todo, and nobody the status of a blocked one. */
    private static void hiddenIsUnchanged(JsonNode leaf, String history) {
        if (leaf.path("_deleted").asBoolean()) {
            return;
        }
        assertThat(leaf.path("version").asInt()).as("%s, %s", leaf, history).isEqualTo(3);
        Release madeBy = Release.madeBy(leaf);
        assertThat(leaf.path("groupName").asText())
                .as("%s, %s", leaf, history)
                .isEqualTo(madeBy == Release.ONE ? "default" : Release.group(leaf));
        assertThat(leaf.path("assignees").toString())
                .as("%s, %s", leaf, history)
                .isEqualTo(
                        switch (madeBy) {
                            case ONE -> "[]";
                            case TWO -> "[\"ada\"]";
                            case THREE -> "[\"ada\",\"bob\"]";
                        });
        if (Release.isBlocked(leaf)) {
            assertThat(leaf.path("status").asText()).as("%s, %s", leaf, history).isEqualTo(Release.BLOCKED);
        }
    }
}
