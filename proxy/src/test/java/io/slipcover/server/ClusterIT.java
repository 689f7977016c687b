package io.slipcover.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipcover.testbed.CouchCluster;
import io.slipcover.testbed.NodePackages;
import io.slipcover.testbed.Patience;
import io.slipcover.testbed.PouchApp;
import io.slipcover.testbed.PouchApps;
import io.slipcover.testbed.PouchException;
import io.slipcover.testing.Opened;
import io.slipcover.testing.Seed;
import io.slipcover.testing.TestSite;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Apps of three releases that replicate live through Slipcover with a CouchDB of three nodes, which are killed and brought back.
 * {@code -Dslipcover.cluster.kills=N} lets it go on for longer.
 */
final class ClusterIT {
    private static final int KILLS = Integer.getInteger("slipcover.cluster.kills", 1);
    private static final int EDITS_BETWEEN = 12;
    private static final int DOCUMENTS = 8;

    /** A document of each app's own release: the member that an edit changes, and the first edition. */
    private record Form(String version, String member, String first) {}

    private static final List<Form> FORMS = List.of(
            new Form("1.0.0", "title", "{\"schema\":\"todo-item\",\"version\":1,\"title\":\"t\",\"isDone\":false}"),
            new Form(
                    "2.0.0", "title", "{\"schema\":\"todo-item\",\"version\":2,\"title\":\"t\",\"status\":\"active\"}"),
            new Form("3.0.0", "text", "{\"schema\":\"todo-item\",\"version\":3,\"text\":\"t\",\"status\":\"active\"}"));

    @RegisterExtension
    static final Seed SEED = Seed.of(ClusterIT.class);

    @RegisterExtension
    private final Opened opened = new Opened();

    private final Random random = SEED.random();

    @Test
    void nodesKilledAndBroughtBack_underLiveReplication_loseNothing() throws Exception {
        assumeThat(NodePackages.isNodeInstalled())
                .as("Node and npm for the apps")
                .isTrue();
        Optional<CouchCluster> started = CouchCluster.start(3);
        assumeThat(started)
                .as("an installed CouchDB, at /opt/couchdb or COUCHDB_HOME, whose nodes can be started")
                .isPresent();
        CouchCluster cluster = opened.add(started.get());
        cluster.client(0).createDatabaseNamed("todos");
        ProxyServer proxy = opened.proxy(new TestSite()
                .with(
                        "databases:",
                        "health: { interval: 500ms, timeout: 1s, pause: 200ms, longest-pause: 1s }\ndatabases:")
                .on(cluster.urls().stream().map(URI::getPort).toArray(Integer[]::new)));
        PouchApps process = opened.add(PouchApps.start());
        List<PouchApp> apps = new ArrayList<>();
        Map<String, Set<String>> acknowledged = new TreeMap<>();
        for (int number = 0; number < FORMS.size(); number++) {
            // Each app is another user, so that each may have another node.
            cluster.client(0)
                    .put(
                            "/_users/org.couchdb.user:anna-" + number,
                            "{\"name\":\"anna-" + number + "\",\"password\":\"p\",\"type\":\"user\",\"roles\":[]}")
                    .orThrow();
            URI database = URI.create(
                    "http://anna-" + number + ":p@127.0.0.1:" + proxy.address().getPort() + "/todos");
            apps.add(process.open(database, FORMS.get(number).version()));
        }
        for (int number = 0; number < DOCUMENTS; number++) {
            int who = number % apps.size();
            String first = FORMS.get(who).first();
            String id = "doc-" + number;
            note(acknowledged, id, apps.get(who).put("{\"_id\":\"" + id + "\"," + first.substring(1)));
        }
        apps.forEach(PouchApp::goLive);

        for (int kill = 0; kill < KILLS; kill++) {
            int victim = random.nextInt(3);
            edit(apps, acknowledged, kill + " before");
            cluster.kill(victim);
            edit(apps, acknowledged, kill + " without");
            cluster.bringBack(victim);
            edit(apps, acknowledged, kill + " behind");
        }

        Patience.await(() -> "equal replicas, found " + replicas(apps), () -> {
            List<Map<String, String>> replicas = replicas(apps);
            return replicas.stream().distinct().count() == 1 && replicas.get(0).size() == DOCUMENTS;
        });
        Patience.await(
                () -> "all edits on every node, there lack " + lacking(cluster, acknowledged),
                () -> lacking(cluster, acknowledged).isEmpty());
        for (PouchApp app : apps) {
            JsonNode story = app.endLive();
            assertThat(story.path("denied")).as(story.toString()).isEmpty();
        }
        System.err.println("ClusterIT: " + KILLS + " kills, "
                + acknowledged.values().stream().mapToInt(Set::size).sum() + " edits");
    }

    private void edit(List<PouchApp> apps, Map<String, Set<String>> acknowledged, String round) {
        for (int edit = 0; edit < EDITS_BETWEEN; edit++) {
            int who = random.nextInt(apps.size());
            String id = "doc-" + random.nextInt(DOCUMENTS);
            if (apps.get(who).has(id)) {
                String text = "\"" + round + ' ' + edit + " by " + who + "\"";
                try {
                    note(acknowledged, id, apps.get(who).set(id, FORMS.get(who).member(), text));
                } catch (PouchException conflict) {
                    // Replication wrote between reading and writing: this edit was not acknowledged.
                    assertThat(conflict.status()).isEqualTo(409);
                }
            }
        }
    }

    private static void note(Map<String, Set<String>> acknowledged, String id, String revision) {
        acknowledged.computeIfAbsent(id, first -> new TreeSet<>()).add(revision);
    }

    /** What each app has: the winning revision of each document. */
    private static List<Map<String, String>> replicas(List<PouchApp> apps) {
        return apps.stream()
                .map(app -> {
                    Map<String, String> revisions = new LinkedHashMap<>();
                    app.local("allDocs")
                            .path("rows")
                            .forEach(row -> revisions.put(
                                    row.get("id").asText(),
                                    row.get("value").get("rev").asText()));
                    return revisions;
                })
                .toList();
    }

    /** The acknowledged revisions that are in the history of no leaf, as each node of the cluster tells. */
    private static List<String> lacking(CouchCluster cluster, Map<String, Set<String>> acknowledged) {
        List<String> lacking = new ArrayList<>();
        for (int node = 0; node < 3; node++) {
            for (Map.Entry<String, Set<String>> edited : acknowledged.entrySet()) {
                Set<String> lost = new TreeSet<>(edited.getValue());
                cluster.client(node)
                        .get("/todos/" + edited.getKey() + "?open_revs=all&revs=true")
                        .json()
                        .forEach(leaf -> {
                            JsonNode history = leaf.path("ok").path("_revisions");
                            int newest = history.path("start").asInt();
                            int age = 0;
                            for (JsonNode digest : history.path("ids")) {
                                lost.remove((newest - age) + "-" + digest.asText());
                                age++;
                            }
                        });
                for (String revision : lost) {
                    lacking.add(node + ": " + edited.getKey() + " " + revision);
                }
            }
        }
        return lacking;
    }
}
