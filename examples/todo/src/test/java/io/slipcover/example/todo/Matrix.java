package io.slipcover.example.todo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipcover.example.todo.replication.Database;
import io.slipcover.example.todo.replication.DocumentStore;
import io.slipcover.example.todo.replication.ReplicatingClient;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** What the tests of the replication matrix share. */
final class Matrix {
    private static final int DIGITS_OF_A_REVISION = 32;

    private Matrix() {}

    /** The stored documents, past the proxy. */
    static Database database(Todos todos) {
        return new Database(todos.server().client(), todos.stage().database());
    }

    /** A document that is to be written. */
    static ObjectNode document(String id, ObjectNode members) {
        ObjectNode document = JsonNodeFactory.instance.objectNode().put("_id", id);
        document.setAll(members);
        return document;
    }

    /**
     * A revision that is to be stored under a name that it has.
     *
     * @param history its own digit and those of its ancestors: {@code "cba"} is the third revision, {@code 3-ccc…}
     */
    static ObjectNode revision(String id, ObjectNode members, String history) {
        List<String> digits = history.chars()
                .mapToObj(digit -> Character.toString(digit).repeat(DIGITS_OF_A_REVISION))
                .toList();
        ObjectNode document = document(id, members);
        document.put("_rev", digits.size() + "-" + digits.get(0));
        ObjectNode revisions = document.putObject("_revisions").put("start", digits.size());
        digits.forEach(revisions.putArray("ids")::add);
        return document;
    }

    /**
     * A second revision of a document that is to be stored beside any other that follows the first, whichever comes earlier.
     *
     * @param first revision of the document
     */
    static ObjectNode sibling(ObjectNode document, String first) {
        String digits = "e".repeat(DIGITS_OF_A_REVISION);
        document.put("_rev", "2-" + digits);
        document.putObject("_revisions")
                .put("start", 2)
                .putArray("ids")
                .add(digits)
                .add(first.substring("1-".length()));
        return document;
    }

    /** Edits the winning revision of a document as a user of the release does. */
    static String edit(DocumentStore store, String id, Release release) {
        return store.put(edited(store, id, release));
    }

    /** The winning revision of a document with what a user of the release changes, not yet written. */
    static ObjectNode edited(DocumentStore store, String id, Release release) {
        ObjectNode document = store.winner(id).orElseThrow().deepCopy();
        return document.setAll(release.edit());
    }

    /** The members of the winning revision that are not CouchDB's. */
    static JsonNode members(DocumentStore store, String id) {
        return Story.own(store.winner(id).orElseThrow());
    }

    /** Checks that a client has exactly the leaves that are stored, that the same one wins, and that no more is to be transferred. */
    static void assertInStep(ReplicatingClient client, Database database, List<String> ids) {
        for (String id : ids) {
            assertThat(client.leaves(id).keySet())
                    .as("leaves of " + id)
                    .isNotEmpty()
                    .containsExactlyInAnyOrderElementsOf(database.leaves(id).keySet());
            assertThat(client.winner(id).map(winner -> winner.get("_rev")))
                    .as("winner of " + id)
                    .isEqualTo(database.winner(id).map(winner -> winner.get("_rev")));
        }
        assertThat(client.pull()).as("pulled again").isZero();
        assertThat(client.push()).as("pushed again").isZero();
    }

    /** Ends a live replication and checks the same. */
    static void assertInStepAfterLive(ReplicatingClient client, Database database, List<String> ids) {
        client.endLive();
        // It may have ended before it wrote down how far it came, which is made up for.
        client.pull();
        client.push();
        assertInStep(client, database, ids);
    }

    /** Checks that a document is deleted, and how many leaves it has. */
    static void assertDeleted(DocumentStore store, String id, int leaves) {
        assertThat(store.winner(id)).as(id).isEmpty();
        assertThat(store.leaves(id).values())
                .as("leaves of " + id)
                .hasSize(leaves)
                .allMatch(leaf -> leaf.path("_deleted").asBoolean());
    }

    /** The members of those leaves of a document that are not deleted. */
    static List<JsonNode> livingLeaves(DocumentStore store, String id) {
        return store.leaves(id).values().stream()
                .filter(leaf -> !leaf.path("_deleted").asBoolean())
                .map(Story::own)
                .toList();
    }

    static List<String> concat(List<String> ids, String... more) {
        return Stream.concat(ids.stream(), Arrays.stream(more)).toList();
    }
}
