package io.slipcover.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipcover.config.Configuration;
import io.slipcover.dispatch.ProxyConfiguration;
import io.slipcover.testbed.CouchAnswer;
import io.slipcover.testbed.CouchClient;
import io.slipcover.testbed.CouchServer;
import io.slipcover.testbed.PouchApp;
import io.slipcover.testbed.PouchApps;
import io.slipcover.testbed.PouchException;
import io.slipcover.testing.LeakGuard;
import io.slipcover.testing.Opened;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Two Slipcovers before one database, one of which learns a new release before the other. */
@ExtendWith(LeakGuard.class)
final class RollingUpgradeIT {
    private static final CouchServer COUCH = CouchServer.shared();
    private static final String OLD = """
            documents:
              type: { field: schema }
              version: { field: version }
            releases:
              - { name: "1", clients: "1.x", types: { note: 1 } }
              - { name: "2", clients: "2.x", types: { note: 2 } }
            """;
    private static final String NEW = OLD + "  - { name: \"3\", clients: \"3.x\", types: { note: 3 } }\n";
    private static final String STORE_OLD = NEW + "store: \"2\"\n";
    private static final String STORE_NEW = NEW + "store: \"3\"\n";
    private static final String LENS_1_2 = """
            type: note
            from: 1
            to: 2
            lens:
              - rename: { source: isDone, destination: status }
              - convert: { name: status, pairs: [[false, active], [true, done]], otherwise: [false, active] }
            """;
    private static final String LENS_2_3 = """
            type: note
            from: 2
            to: 3
            lens:
              - rename: { source: status, destination: state }
              - add: { name: group, default: none }
            """;

    private static PouchApps apps;

    @RegisterExtension
    private final Opened opened = new Opened();

    @TempDir
    private Path folder;

    private String database;
    private ProxyServer one;
    private ProxyServer other;

    @BeforeAll
    static void startApps() {
        apps = PouchApps.start();
    }

    @AfterAll
    static void stopApps() {
        apps.close();
    }

    @BeforeEach
    void start() throws IOException {
        database = COUCH.client().createDatabase("rolling-");
        one = opened.proxy(configuration(OLD));
        other = opened.proxy(configuration(OLD));
    }

    @AfterEach
    void delete() {
        COUCH.client().delete("/" + database);
    }

    private ProxyConfiguration configuration(String text) throws IOException {
        Path site = Files.createTempDirectory(folder, "site");
        Path lenses = Files.createDirectory(site.resolve("lenses"));
        Files.writeString(lenses.resolve("note.1-2.yaml"), LENS_1_2);
        if (text.contains("note: 3")) {
            Files.writeString(lenses.resolve("note.2-3.yaml"), LENS_2_3);
        }
        Path file = Files.writeString(site.resolve("slipcover.yaml"), "upstream: " + COUCH.url() + "\n" + text);
        return ProxyConfiguration.of(Configuration.load(file, Map.of()));
    }

    private PouchApp app(ProxyServer proxy, int release) {
        return apps.open(COUCH.asAdministrator(URI.create(url(proxy) + "/" + database)), release + ".0.0");
    }

    private CouchClient client(ProxyServer proxy, int release) {
        return COUCH.client(url(proxy)).with("X-Client-Version", release + ".0.0");
    }

    private static URI url(ProxyServer proxy) {
        return URI.create("http://127.0.0.1:" + proxy.address().getPort());
    }

    private JsonNode stored(String id) {
        return COUCH.client().get("/" + database + "/" + id).orThrow().json();
    }

    private String path(String id) {
        return "/" + database + "/" + id;
    }

    /** Every app sends what it has, gets what the others have, and has all documents then. */
    private static void sync(List<PouchApp> all) {
        all.forEach(PouchApp::push);
        all.forEach(PouchApp::pull);
    }

    private static String done(int release) {
        return switch (release) {
            case 1 -> "{\"_id\":\"%s\",\"schema\":\"note\",\"version\":1,\"isDone\":true}";
            case 2 -> "{\"_id\":\"%s\",\"schema\":\"note\",\"version\":2,\"status\":\"done\"}";
            default -> "{\"_id\":\"%s\",\"schema\":\"note\",\"version\":3,\"state\":\"done\",\"group\":\"dogs\"}";
        };
    }

    private static void areDone(List<PouchApp> ofRelease1, List<PouchApp> ofRelease2, String... ids) {
        for (String id : ids) {
            assertThat(ofRelease1)
                    .allSatisfy(app ->
                            assertThat(app.get(id).get("isDone").asBoolean()).isTrue());
            assertThat(ofRelease2)
                    .allSatisfy(app ->
                            assertThat(app.get(id).get("status").asText()).isEqualTo("done"));
        }
    }

    @Test
    void procedure_atEachStep_everybodyReadsEverything_andNothingIsLost() throws Exception {
        List<PouchApp> first = List.of(app(one, 1), app(other, 1));
        List<PouchApp> second = List.of(app(one, 2), app(other, 2));
        List<PouchApp> old = Stream.concat(first.stream(), second.stream()).toList();
        first.get(0).put(done(1).formatted("a"));
        second.get(1).put(done(2).formatted("b"));
        sync(old);
        areDone(first, second, "a", "b");

        // The lenses and the release come to one instance after the other, and the store stays.
        other.reload(configuration(STORE_OLD));
        first.get(1).put(done(1).formatted("c"));
        second.get(0).put(done(2).formatted("d"));
        first.get(0).set("b", "isDone", "false");
        sync(old);
        second.get(1).set("b", "status", "\"done\"");
        sync(old);
        areDone(first, second, "a", "b", "c", "d");
        assertThat(Stream.of("a", "b", "c", "d")
                        .map(id -> stored(id).get("version").asInt()))
                .containsOnly(2);
        assertThat(client(one, 3).get(path("a")).status())
                .as("nobody has let these clients in yet")
                .isEqualTo(400);
        one.reload(configuration(STORE_OLD));

        // Clients of the new release come.
        List<PouchApp> third = List.of(app(one, 3), app(other, 3));
        third.get(0).put(done(3).formatted("e"));
        sync(third);
        sync(old);
        first.get(1).set("e", "isDone", "false");
        sync(old);
        second.get(0).set("e", "status", "\"done\"");
        sync(old);
        sync(third);
        areDone(first, second, "e");
        assertThat(third).allSatisfy(app -> {
            assertThat(app.get("e").get("state").asText()).isEqualTo("done");
            assertThat(app.get("e").get("group").asText()).isEqualTo("dogs");
            assertThat(app.get("a").get("state").asText()).isEqualTo("done");
        });

        // The store moves, at one instance after the other.
        one.reload(configuration(STORE_NEW));
        first.get(0).put(done(1).formatted("f"));
        second.get(1).put(done(2).formatted("g"));
        third.get(1).set("a", "group", "\"cats\"");
        sync(third);
        sync(old);
        first.get(0).set("a", "isDone", "false");
        sync(old);
        first.get(1).set("a", "isDone", "true");
        sync(old);
        other.reload(configuration(STORE_NEW));
        sync(old);
        sync(third);
        areDone(first, second, "a", "b", "c", "d", "e", "f", "g");
        assertThat(third)
                .allSatisfy(
                        app -> assertThat(app.get("a").get("group").asText()).isEqualTo("cats"));
        assertThat(stored("f").get("version").asInt()).isEqualTo(3);
        for (String id : List.of("a", "b", "c", "d", "e", "f", "g")) {
            assertThat(stored(id + "?conflicts=true").has("_conflicts")).isFalse();
        }
    }

    @Test
    void violated_oldInstance_saysWhichDocumentItDoesNotKnow_andWritesNothingOverIt() throws Exception {
        client(one, 2).put(path("plain"), done(2).formatted("plain")).orThrow();
        other.reload(configuration(STORE_NEW));
        client(other, 3).put(path("new"), done(3).formatted("new")).orThrow();
        String shown = client(other, 2).get(path("new")).orThrow().body();
        assertThat(shown).contains("\"status\":\"done\"").doesNotContain("dogs");

        CouchAnswer unknown = client(one, 2).get(path("new"));
        assertThat(unknown.status()).isEqualTo(500);
        assertThat(unknown.json().get("error").asText()).isEqualTo("migration_failed");
        String rows = client(one, 2)
                .get(path("_all_docs?include_docs=true"))
                .orThrow()
                .body();
        assertThat(rows).contains("\"migration_failed\"", "\"status\":\"done\"");
        PouchApp behind = app(one, 2);
        assertThatThrownBy(behind::pull).isInstanceOf(PouchException.class);

        String edit = shown.replace("\"done\"", "\"active\"");
        String revision = "2-" + "a".repeat(32);
        String parent = stored("new").get("_rev").asText();
        String replicated = edit.replace(
                "\"_rev\":\"" + parent + "\"",
                "\"_rev\":\"" + revision + "\",\"_revisions\":{\"start\":2,\"ids\":[\"" + "a".repeat(32) + "\",\""
                        + parent.substring(2) + "\"]}");
        for (int release : new int[] {1, 2}) {
            String own = release == 2
                    ? edit
                    : client(other, 1).get(path("new")).orThrow().body().replace("true", "false");
            assertThat(client(one, release).put(path("new"), own).status()).isEqualTo(503);
        }
        assertThat(client(one, 2).put(path("new?new_edits=false"), replicated).status())
                .isEqualTo(503);
        assertThat(client(one, 2)
                        .post(path("_bulk_docs"), "{\"new_edits\":false,\"docs\":[" + replicated + "]}")
                        .status())
                .isEqualTo(503);
        assertThat(stored("new").get("_rev").asText()).isEqualTo(parent);
        assertThat(stored("new").get("group").asText()).isEqualTo("dogs");
        client(one, 2)
                .put(path("plain"), client(one, 2).get(path("plain")).body().replace("\"done\"", "\"active\""))
                .orThrow();

        one.reload(configuration(STORE_NEW));
        client(one, 2).put(path("new"), edit).orThrow();
        behind.pull();
        assertThat(behind.get("new").get("status").asText()).isEqualTo("active");
        assertThat(stored("new").get("group").asText()).isEqualTo("dogs");
    }

    @Test
    void violated_oldInstanceThatHasMetNoNewDocument_writesNothingOverIt_whereItLooksUpEveryBase() throws Exception {
        one.reload(configuration(OLD + "always-look-up-bases: true\n"));
        other.reload(configuration(STORE_NEW));
        client(other, 3).put(path("new"), done(3).formatted("new")).orThrow();
        String edit = client(other, 2).get(path("new")).body().replace("\"done\"", "\"active\"");

        CouchAnswer answer = client(one, 2).put(path("new"), edit);
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.json().get("reason").asText())
                .contains("the base of the edit", "a version that no release names");
        assertThat(stored("new").get("group").asText()).isEqualTo("dogs");
    }
}
