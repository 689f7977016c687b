package io.slipcover.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipcover.config.Configuration;
import io.slipcover.couch.Attempts;
import io.slipcover.couch.CouchDb;
import io.slipcover.couch.Database;
import io.slipcover.couch.Logins;
import io.slipcover.dispatch.ProxyConfiguration;
import io.slipcover.migrate.DatabaseMigration;
import io.slipcover.migrate.Pace;
import io.slipcover.migrate.Schema;
import io.slipcover.migrate.Stop;
import io.slipcover.migrate.Touch;
import io.slipcover.progress.Unheard;
import io.slipcover.server.ProxyServer;
import io.slipcover.testbed.CouchClient;
import io.slipcover.testbed.CouchServer;
import io.slipcover.testbed.Credentials;
import io.slipcover.testbed.Patience;
import io.slipcover.testbed.PouchApp;
import io.slipcover.testbed.PouchApps;
import io.slipcover.testing.LeakGuard;
import io.slipcover.testing.Opened;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** {@code migrate} and {@code stats} on a real server: what they write, what they leave alone, and what replicas see of it. */
@ExtendWith(LeakGuard.class)
final class MigrateIT {
    private static final CouchServer COUCH = CouchServer.shared();
    private static final CouchClient CLIENT = COUCH.client();
    private static final String LENS = """
            type: note
            from: 1
            to: 2
            lens:
              - rename: { source: isDone, destination: status }
              - convert: { name: status, pairs: [[false, active], [true, done]], partial: true }
              - add: { name: group, default: none }
            """;
    private static final String MADE = "0{8}[0-9a-f]{24}";

    @RegisterExtension
    private final Opened opened = new Opened();

    @TempDir
    private Path folder;

    @RegisterExtension
    private final OwnDatabases databases = new OwnDatabases(CLIENT, "migrated");

    private String database;
    private CommandOnCouch onCouch;

    @BeforeEach
    void create() throws IOException {
        database = databases.create();
        Files.createDirectory(folder.resolve("lenses"));
        Files.writeString(folder.resolve("slipcover.yaml"), """
                upstream: %s
                databases: ["%s"]
                documents:
                  type: { field: schema }
                  version: { field: version, when-absent: 1 }
                releases:
                  - { name: "1", clients: "1.x", types: { note: 1 } }
                  - { name: "2", clients: "2.x", types: { note: 2 } }
                """.formatted(COUCH.url(), databases.glob()));
        lens(LENS);
        onCouch = new CommandOnCouch(folder, COUCH);
    }

    private void lens(String text) throws IOException {
        Files.writeString(folder.resolve("lenses/note.1-2.yaml"), text);
    }

    /** What a command prints, and then its exit status. */
    private String command(String name, String... options) {
        return onCouch.run(name, List.of(options));
    }

    private String migrate(String... options) {
        List<String> all = new ArrayList<>(List.of("--database", database));
        all.addAll(List.of(options));
        return command("migrate", all.toArray(String[]::new));
    }

    private String path(String id) {
        return "/" + database + "/" + id;
    }

    private void store(String id, String members) {
        CLIENT.put(path(id), "{\"schema\":\"note\"," + members + "}").orThrow();
    }

    /** Stores a revision as a replicator does. */
    private void replicate(String id, String revisions, String members) {
        String[] all = revisions.split(",", -1);
        StringBuilder ids = new StringBuilder();
        for (String revision : all) {
            ids.append(ids.length() == 0 ? "" : ",")
                    .append('"')
                    .append(revision.split("-", 2)[1])
                    .append('"');
        }
        CLIENT.post("/" + database + "/_bulk_docs", """
                        {"new_edits":false,"docs":[{"_id":"%s","_rev":"%s","_revisions":{"start":%s,"ids":[%s]},"schema":"note",%s}]}""".formatted(id, all[0], all[0].split("-", 2)[0], ids, members))
                .orThrow();
    }

    private ObjectNode stored(String id) {
        return (ObjectNode) CLIENT.get(path(id) + "?conflicts=true").orThrow().json();
    }

    /** All leaves of all documents, with their bodies, but for what is local. */
    private Map<String, String> leaves(String of) {
        Map<String, String> leaves = new TreeMap<>();
        for (JsonNode row : CLIENT.get("/" + of + "/_changes?style=all_docs")
                .orThrow()
                .json()
                .get("results")) {
            for (JsonNode change : row.get("changes")) {
                String id = row.get("id").asText();
                String revision = change.get("rev").asText();
                leaves.put(
                        id + " " + revision,
                        CLIENT.get("/" + of + "/" + id + "?rev=" + revision)
                                .orThrow()
                                .json()
                                .toString());
            }
        }
        return leaves;
    }

    private URI proxied(String of) {
        ProxyServer proxy =
                opened.proxy(ProxyConfiguration.of(Configuration.load(folder.resolve("slipcover.yaml"), Map.of())));
        return COUCH.asAdministrator(
                URI.create("http://127.0.0.1:" + proxy.address().getPort() + "/" + of));
    }

    @Test
    void migrate_rewritesWhatIsOlder_andLeavesAllElseAlone() {
        store("old", "\"version\":1,\"isDone\":true");
        store("unnumbered", "\"isDone\":false");
        store("there", "\"version\":2,\"status\":\"active\",\"group\":\"dogs\"");
        store("odd", "\"version\":1,\"isDone\":\"perhaps\"");
        store("newer", "\"version\":7");
        store("gone", "\"version\":1,\"isDone\":true");
        CLIENT.delete(path("gone") + "?rev=" + stored("gone").get("_rev").asText())
                .orThrow();
        CLIENT.put(path("other"), "{\"kind\":\"else\"}").orThrow();
        CLIENT.put(path("_design/app"), "{\"schema\":\"note\",\"version\":1,\"views\":{}}")
                .orThrow();
        Map<String, String> before = leaves(database);

        String rehearsed = migrate("--dry-run");

        assertThat(leaves(database)).isEqualTo(before);
        assertThat(rehearsed).contains("2 would be rewritten, 1 already there, 2 refused");

        String told = migrate("--verify");

        assertThat(told)
                .contains("2 rewritten, 1 already there, 2 refused")
                .contains("\"odd\"", "note 1 to 2: convert status: no pair for the value", "\"newer\"")
                .contains("verified: 2 migrated read as before in every release, 0 do not")
                .endsWith("exit 1");
        assertThat(stored("old").get("_rev").asText()).matches("2-" + MADE);
        assertThat(stored("old").get("status").asText()).isEqualTo("done");
        assertThat(stored("unnumbered").get("version").asInt()).isEqualTo(2);
        Map<String, String> after = leaves(database);
        before.keySet().removeIf(leaf -> leaf.startsWith("old ") || leaf.startsWith("unnumbered "));
        assertThat(after).containsAllEntriesOf(before).hasSize(before.size() + 2);

        assertThat(migrate())
                .contains("went on", "0 rewritten", "2 were refused by an earlier run")
                .endsWith("exit 1");
        assertThat(migrate("--again")).contains("0 rewritten, 3 already there, 2 refused");
        assertThat(leaves(database)).isEqualTo(after);
    }

    @Test
    void migrate_loss_isRefusedUntilItIsAccepted() throws IOException {
        lens(LENS + "  - remove: { name: colour, default: red }\n");
        store("plain", "\"version\":1,\"isDone\":true,\"colour\":\"red\"");
        store("blue", "\"version\":1,\"isDone\":true,\"colour\":\"blue\"");

        assertThat(migrate())
                .contains("1 rewritten, 0 already there, 1 refused")
                .contains("note 1 to 2: release 1 would read colour differently");
        assertThat(stored("blue").get("version").asInt()).isEqualTo(1);

        assertThat(migrate("--accept-loss"))
                .contains("1 rewritten, 1 already there, 0 refused")
                .endsWith("exit 0");
        assertThat(migrate("--accept-loss", "--verify"))
                .contains(
                        "verified: 1 migrated read as before in every release, 1 do not",
                        "would read colour differently")
                .endsWith("exit 1");
    }

    @Test
    void migrate_conflicts_areAllRewritten_andTheSameLeafWins() {
        replicate("both", "1-" + "b".repeat(32), "\"version\":1,\"isDone\":true");
        replicate("both", "1-" + "a".repeat(32), "\"version\":1,\"isDone\":false");
        replicate("winner-there", "1-" + "b".repeat(32), "\"version\":2,\"status\":\"done\",\"group\":\"dogs\"");
        replicate("winner-there", "1-" + "a".repeat(32), "\"version\":1,\"isDone\":false");
        replicate("winner-refused", "1-" + "b".repeat(32), "\"version\":1,\"isDone\":\"perhaps\"");
        replicate("winner-refused", "1-" + "a".repeat(32), "\"version\":1,\"isDone\":false");
        replicate("alike", "1-" + "a".repeat(31) + "2", "\"version\":1,\"isDone\":true");
        replicate("alike", "1-" + "a".repeat(31) + "1", "\"version\":1,\"isDone\":false");

        assertThat(migrate("--verify"))
                .contains("6 rewritten, 1 already there, 1 refused", "4 documents with a conflict, 0 taken back")
                .contains("verified: 8 migrated read as before in every release, 0 do not");

        assertThat(stored("both").get("status").asText()).isEqualTo("done");
        assertThat(stored("both").get("_conflicts")).hasSize(1);
        assertThat(stored("winner-there").get("group").asText()).isEqualTo("dogs");
        assertThat(stored("winner-refused").get("isDone").asText()).isEqualTo("perhaps");
        assertThat(stored("alike").get("status").asText()).isEqualTo("done");
        Map<String, String> after = leaves(database);

        assertThat(migrate("--again"))
                .contains("0 rewritten, 7 already there, 1 refused", "4 documents with a conflict");
        assertThat(leaves(database)).isEqualTo(after);
    }

    @Test
    void migrate_attachments_stayWhereTheyAre() {
        CLIENT.put(
                        path("with"),
                        "{\"schema\":\"note\",\"version\":1,\"isDone\":true,\"_attachments\":{\"list.txt\":"
                                + "{\"content_type\":\"text/plain\",\"data\":\"YnJlYWQ=\"}}}")
                .orThrow();
        JsonNode before = stored("with").get("_attachments");

        assertThat(migrate("--verify")).contains("1 rewritten").endsWith("exit 0");

        assertThat(stored("with").get("status").asText()).isEqualTo("done");
        assertThat(stored("with").get("_attachments")).isEqualTo(before);
        assertThat(CLIENT.get(path("with/list.txt")).orThrow().body()).isEqualTo("bread");
    }

    /** The edit comes between the migration's reading and its writing: a replicator brings it, so CouchDB takes both. */
    @Test
    void migrate_besideAnEditOfTheSameRevision_takesItsLeafBack_inTheNextRun() {
        String first = "1-" + "a".repeat(32);
        String edit = "2-" + "c".repeat(32);
        replicate("edited", first, "\"version\":1,\"isDone\":false");
        replicate("deleted", first, "\"version\":1,\"isDone\":false");
        assertThat(migrate()).contains("2 rewritten");
        replicate("edited", edit + "," + first, "\"version\":1,\"isDone\":true");
        replicate("deleted", edit + "," + first, "\"_deleted\":true");
        assertThat(stored("edited").get("_conflicts")).hasSize(1);

        assertThat(migrate())
                .contains("1 rewritten", "0 documents with a conflict, 2 taken back")
                .endsWith("exit 0");

        assertThat(stored("edited").get("status").asText()).isEqualTo("done");
        assertThat(stored("edited").has("_conflicts")).isFalse();
        assertThat(CLIENT.get(path("deleted")).status()).isEqualTo(404);
        Map<String, String> after = leaves(database);
        assertThat(migrate("--again")).contains("0 rewritten, 1 already there", "0 taken back");
        assertThat(leaves(database)).isEqualTo(after);
    }

    /** Somebody edits the documents all the time, while they are migrated again and again. */
    @Test
    void migrate_besideAWriter_losesNothing_andLeavesNoConflict() throws Exception {
        int documents = 20;
        for (int document = 0; document < documents; document++) {
            store("doc-" + document, "\"version\":1,\"isDone\":false,\"edits\":0");
        }
        AtomicBoolean ends = new AtomicBoolean();
        int[] edits = new int[documents];
        Thread writer = new Thread(() -> {
            int document = 0;
            while (!ends.get()) {
                ObjectNode there = (ObjectNode)
                        CLIENT.get(path("doc-" + document)).orThrow().json();
                // An old client's edit through nobody: each makes the document old again.
                there.put("version", 1).put("isDone", true).put("edits", edits[document] + 1);
                there.remove(List.of("status", "group"));
                if (CLIENT.put(path("doc-" + document), there.toString()).status() == 201) {
                    edits[document]++;
                    document = (document + 1) % documents;
                }
            }
        });
        writer.start();
        for (int run = 0; run < 3; run++) {
            assertThat(migrate("--rate", "400")).contains("0 refused");
        }
        ends.set(true);
        writer.join();
        assertThat(migrate()).contains("0 refused").endsWith("exit 0");

        for (int document = 0; document < documents; document++) {
            ObjectNode stored = stored("doc-" + document);
            assertThat(stored.has("_conflicts")).as(stored.toString()).isFalse();
            assertThat(stored.get("edits").asInt()).as(stored.toString()).isEqualTo(edits[document]);
            assertThat(stored.get("version").asInt()).isEqualTo(2);
        }
    }

    /** As after a kill: what is under way breaks off, and nobody writes a last checkpoint. */
    @Test
    void migrate_brokenOff_goesOnInTheNextRun() throws Exception {
        StringBuilder many = new StringBuilder("{\"docs\":[");
        for (int document = 0; document < 1200; document++) {
            many.append(document == 0 ? "" : ",").append("{\"schema\":\"note\",\"version\":1,\"isDone\":true}");
        }
        CLIENT.post("/" + database + "/_bulk_docs", many + "]}").orThrow();
        Configuration configuration = Configuration.load(folder.resolve("slipcover.yaml"), Map.of());
        Logins logins = Logins.find(Map.of(), folder.resolve("netrc"));
        DatabaseMigration migration = new DatabaseMigration(
                new Database(new CouchDb(configuration.settings(), logins), database),
                new DatabaseMigration.Options(
                        new Schema(configuration.catalog(), new Touch.None(), false),
                        new Pace(400),
                        false,
                        false,
                        2,
                        Duration.ZERO,
                        Attempts.USUAL,
                        new Stop()),
                new Unheard());
        Thread thread = new Thread(() -> {
            try {
                migration.run();
            } catch (IOException | InterruptedException | IllegalStateException brokenOff) {
                // As it has to be.
            }
        });
        thread.start();
        Patience.await(() -> "something is migrated", () -> migrated() > 0);
        thread.interrupt();
        thread.join();
        assertThat(migrated()).isLessThan(1200);

        assertThat(migrate("--verify"))
                .contains("0 refused", "verified: 1200 migrated read as before in every release, 0 do not")
                .endsWith("exit 0");
    }

    /** As somebody does who presses Ctrl-C. */
    @Test
    void migrate_interruptedBySignal_endsAtACheckpoint_andGoesOnInTheNextRun() throws Exception {
        StringBuilder many = new StringBuilder("{\"docs\":[");
        for (int document = 0; document < 2500; document++) {
            many.append(document == 0 ? "" : ",").append("{\"schema\":\"note\",\"version\":1,\"isDone\":true}");
        }
        CLIENT.post("/" + database + "/_bulk_docs", many + "]}").orThrow();
        Path log = folder.resolve("log");
        List<String> command = new ArrayList<>(DefaultSignals.launcher());
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Slipcover.class.getName(),
                "migrate",
                "-c",
                folder.resolve("slipcover.yaml").toString(),
                "--netrc",
                folder.resolve("netrc").toString(),
                "--database",
                database,
                "--rate",
                "500",
                "--concurrency",
                "1"));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            Patience.await(() -> "something is migrated", () -> migrated() > 0 || !process.isAlive());
            new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                    .start()
                    .waitFor();
            Patience.await(() -> "the end", () -> !process.isAlive());
        } finally {
            process.destroyForcibly();
        }

        assertThat(Files.readString(log)).contains("stopped; the same command goes on from here");
        assertThat(process.exitValue()).isEqualTo(1);
        assertThat(migrated()).isBetween(1, 2499);
        assertThat(migrate("--verify"))
                .contains("0 refused", "verified: 2500 migrated read as before in every release, 0 do not")
                .endsWith("exit 0");
    }

    private int migrated() {
        int migrated = 0;
        for (JsonNode row :
                CLIENT.get("/" + database + "/_all_docs").orThrow().json().get("rows")) {
            migrated += row.get("value").get("rev").asText().matches("2-" + MADE) ? 1 : 0;
        }
        return migrated;
    }

    @Test
    void migrate_onTwoServersAlike_givesTheSameRevisions() {
        replicate("a", "1-" + "b".repeat(32), "\"version\":1,\"isDone\":true");
        replicate("a", "1-" + "a".repeat(32), "\"version\":1,\"isDone\":false");
        replicate("b", "3-" + "c".repeat(32) + ",2-" + "d".repeat(32), "\"version\":1,\"isDone\":true");
        String here = database;
        database = databases.create();
        String there = database;
        replicate("b", "3-" + "c".repeat(32) + ",2-" + "d".repeat(32), "\"version\":1,\"isDone\":true");
        replicate("a", "1-" + "a".repeat(32), "\"version\":1,\"isDone\":false");
        replicate("a", "1-" + "b".repeat(32), "\"version\":1,\"isDone\":true");

        assertThat(command("migrate", "--database", here, "--database", there)).endsWith("exit 0");

        assertThat(leaves(there)).isEqualTo(leaves(here)).hasSize(3);
    }

    @Test
    void migrate_replicasOfTwoReleases_goOn_andAnOfflineEditWins() throws IOException {
        try (PouchApps apps = PouchApps.start()) {
            URI proxy = proxied(database);
            PouchApp old = apps.open(proxy, "1.0.0");
            PouchApp current = apps.open(proxy, "2.0.0");
            store("quiet", "\"version\":1,\"isDone\":false");
            store("edited", "\"version\":1,\"isDone\":false");
            store("deleted", "\"version\":1,\"isDone\":false");
            old.pull();
            current.pull();
            old.set("edited", "isDone", "true");
            current.remove("deleted");

            assertThat(migrate("--verify")).contains("3 rewritten").endsWith("exit 0");

            assertThat(old.push().written()).isEqualTo(1);
            assertThat(current.push().written()).isEqualTo(1);
            assertThat(stored("edited").get("status").asText()).isEqualTo("done");
            assertThat(migrate()).contains("2 taken back").endsWith("exit 0");
            old.pull();
            current.pull();
            for (PouchApp app : List.of(old, current)) {
                assertThat(app.get("quiet", "{\"conflicts\":true}").has("_conflicts"))
                        .isFalse();
                assertThat(app.get("edited", "{\"conflicts\":true}").has("_conflicts"))
                        .isFalse();
                assertThat(app.has("deleted")).isFalse();
            }
            assertThat(old.get("quiet").get("isDone").asBoolean()).isFalse();
            assertThat(old.get("edited").get("isDone").asBoolean()).isTrue();
            assertThat(current.get("quiet").get("status").asText()).isEqualTo("active");
            assertThat(current.get("edited").get("status").asText()).isEqualTo("done");
        }
    }

    @Test
    void touch_makesReplicasFetchAgain_whatAChangedLensShowsDifferently() throws IOException {
        try (PouchApps apps = PouchApps.start()) {
            store("old", "\"version\":1,\"isDone\":false");
            store("there", "\"version\":2,\"status\":\"active\",\"group\":\"none\"");
            PouchApp before = apps.open(proxied(database), "2.0.0");
            before.pull();
            Path was = Files.createDirectory(folder.resolve("was"));
            Files.createDirectory(was.resolve("lenses"));
            Files.copy(folder.resolve("slipcover.yaml"), was.resolve("slipcover.yaml"));
            Files.writeString(was.resolve("lenses/note.1-2.yaml"), LENS);
            lens(LENS.replace("default: none", "default: dogs"));
            PouchApp old = apps.open(proxied(database), "1.0.0");
            old.pull();

            String told = migrate("--touch", was.resolve("slipcover.yaml").toString());

            assertThat(told).contains("1 rewritten, 1 already there").endsWith("exit 0");
            assertThat(stored("there").get("_rev").asText()).startsWith("1-");

            assertThat(migrate("--touch"))
                    .contains("1 rewritten, 1 already there")
                    .endsWith("exit 0");
            assertThat(stored("there").get("_rev").asText()).matches("2-" + MADE);
            assertThat(stored("there").get("group").asText()).isEqualTo("none");
            assertThat(migrate("--touch", "--again"))
                    .contains("0 rewritten, 2 already there")
                    .endsWith("exit 0");
        }
    }

    @Test
    void all_migratesEveryDatabase_andStatsTellsOfThem() {
        String first = database;
        store("old", "\"version\":1,\"isDone\":true");
        store("odd", "\"version\":1,\"isDone\":\"perhaps\"");
        database = databases.create();
        store("old", "\"version\":1,\"isDone\":true");
        String others = command("stats", "--all", "--json");
        assertThat(others)
                .contains("\"2 databases\"")
                .contains("{\"type\":\"note\",\"version\":1,\"stored\":3,\"readable\":{\"1\":3,\"2\":2}}");
        assertThat(command("migrate", "--all"))
                .contains("2 databases:", "2 rewritten, 0 already there, 1 refused")
                .contains("\"" + first + "\" \"odd\"")
                .endsWith("exit 1");
        assertThat(command("stats", "--all", "--each"))
                .contains(first + ": 2 documents", "2 databases: 3 documents")
                .containsPattern("note +2 +2 +2 +2\\R")
                .containsPattern("cannot be shown:\\R +\"" + first
                        + "\" \"odd\" \"1-[^\"]+\" to release 2: note 1 to 2: convert")
                .endsWith("exit 0");
    }

    @Test
    void stats_ofOneDatabase_isATable() {
        store("old", "\"version\":1,\"isDone\":true");
        store("newer", "\"version\":7");
        replicate("both", "1-" + "b".repeat(32), "\"version\":1,\"isDone\":true");
        replicate("both", "1-" + "a".repeat(32), "\"version\":2,\"status\":\"active\",\"group\":\"dogs\"");
        CLIENT.put(path("other"), "{\"kind\":\"else\"}").orThrow();

        assertThat(command("stats", "--database", database))
                .contains(database
                        + ": 4 documents, 1 with a conflict, 1 of no known type, 0 design documents, 0 tombstones")
                .contains("""
                        type  version  stored  for 1  for 2
                        note        ?       1      0      0
                        note        1       2      2      2
                        note        2       1      1      1
                        """)
                .endsWith("exit 0");
    }

    @Test
    void credentials_thatAreWrong_endIt() throws IOException {
        assumeThat(COUCH.administrator()).isPresent();
        Credentials admin = COUCH.administrator().orElseThrow();
        Files.writeString(
                folder.resolve("netrc"),
                "machine %s login %s password wrong\n".formatted(COUCH.url().getHost(), admin.user()));

        assertThat(migrate()).contains("401").endsWith("exit 1");
        assertThat(command("migrate", "--all")).contains("401").endsWith("exit 1");
    }
}
