package io.slipcover.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.slipcover.config.Configuration;
import io.slipcover.testbed.CouchAnswer;
import io.slipcover.testbed.CouchClient;
import io.slipcover.testbed.CouchServer;
import io.slipcover.testing.LeakGuard;
import io.slipcover.testing.ProxiedCouch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Design documents that {@code design} makes for an old release, on a real server, asked through Slipcover. */
@ExtendWith(LeakGuard.class)
final class DesignIT {
    private static final CouchServer COUCH = CouchServer.shared();
    private static final CouchClient CLIENT = COUCH.client();

    /** What the authors of release 1 wrote, who knew nothing of later releases. */
    private static final String APP = """
            {"_id": "_design/app",
             "views": {
               "open": {"map": "function (doc) {\\n  if (doc.type === 'todo' && !doc.isDone) {\\n    emit(doc.title, doc.version);\\n  }\\n}"},
               "words": {"map": "function word(doc) { return require('views/lib/words').of(doc); };\\nfunction (doc) { emit(word(doc), 1); } // last",
                         "reduce": "_sum"},
               "lib": {"words": "exports.of = function (doc) { return typeof doc.title; };"}},
             "filters": {"done": "function (doc, req) { return doc.isDone === true || req.query.all === 'true'; };"},
             "validate_doc_update": "function (newDoc, oldDoc, userCtx, secObj) {\\n  if (newDoc.type === 'todo' && !newDoc._deleted && !newDoc.title) throw({forbidden: 'a title is missing'});\\n  if (oldDoc && oldDoc.isDone && !newDoc.isDone && !newDoc._deleted) throw({forbidden: 'done is done'});\\n}",
             "updates": {"finish": "function (doc, req) { if (!doc) return [{_id: req.id, type: 'todo', title: 'new', isDone: false}, 'made']; doc.isDone = true; return [doc, doc.title]; }"},
             "shows": {"title": "function (doc, req) { return this._id + ' ' + (doc ? doc.title : 'none'); }"},
             "lists": {"titles": "function (head, req) { var row; send('titles'); while (row = getRow()) { send(' ' + (row.doc ? row.doc.title : row.error)); } return '.'; }"}}
            """;

    @TempDir
    private Path folder;

    @RegisterExtension
    private final OwnDatabases databases = new OwnDatabases(CLIENT, "designed");

    private CommandOnCouch command;
    private ProxiedCouch proxy;
    private String database;

    @BeforeEach
    void create() throws IOException {
        database = databases.create();
        Files.createDirectory(folder.resolve("lenses"));
        Files.writeString(folder.resolve("lenses/todo.1-2.yaml"), """
                type: todo
                from: 1
                to: 2
                lens:
                  - rename: { source: isDone, destination: status }
                  - convert: { name: status, pairs: [[false, active], [true, done]], partial: true }
                  - add: { name: group, default: none }
                """);
        Files.writeString(folder.resolve("lenses/todo.2-3.yaml"), """
                type: todo
                from: 2
                to: 3
                lens:
                  - rename: { source: title, destination: text }
                """);
        Files.writeString(folder.resolve("app.json"), APP);
        configure(3);
        for (String document : List.of(
                "{\"_id\":\"a\",\"type\":\"todo\",\"version\":3,\"text\":\"Moonwalk\",\"status\":\"active\",\"group\":\"dogs\"}",
                "{\"_id\":\"b\",\"type\":\"todo\",\"version\":1,\"title\":\"Old\",\"isDone\":true}",
                "{\"_id\":\"c\",\"type\":\"todo\",\"version\":3,\"text\":\"Odd\",\"status\":\"waiting\",\"group\":\"cats\"}",
                "{\"_id\":\"d\",\"type\":\"other\",\"title\":1}")) {
            CLIENT.post("/" + database, document).orThrow();
        }
    }

    /** Has releases up to this one, of which the first two have design documents made. */
    private void configure(int releases) throws IOException {
        StringBuilder text = new StringBuilder("""
                upstream: %s
                databases: ["%s"]
                documents: { type: { field: type }, version: { field: version, when-absent: 1 } }
                releases:
                  - { name: "1", clients: "1.x", types: { todo: 1 }, design: auto }
                  - { name: "2", clients: "2.x", types: { todo: 2 }, design: auto }
                  - { name: "3", clients: "3.x", types: { todo: 3 } }
                """.formatted(COUCH.url(), databases.glob()));
        for (int release = 4; release <= releases; release++) {
            text.append("  - { name: \"%1$d\", clients: \"%1$d.x\", types: { todo: %1$d } }\n".formatted(release));
        }
        Files.writeString(folder.resolve("slipcover.yaml"), text);
        command = new CommandOnCouch(folder, COUCH);
        if (proxy != null) {
            proxy.close();
        }
        proxy = ProxiedCouch.of(Configuration.load(folder.resolve("slipcover.yaml"), Map.of()));
    }

    @AfterEach
    void stop() {
        proxy.close();
    }

    private String design(String... options) {
        List<String> all = new ArrayList<>(List.of("--release", "1", "--database", database));
        if (!COUCH.isCouchDb()) {
            all.addAll(List.of("--for", "pouchdb"));
        }
        all.addAll(List.of(options));
        all.add(folder.resolve("app.json").toString());
        return command.run("design", all);
    }

    private String upload() {
        String said = design("--upload");
        assertThat(said).contains("exit 0");
        return said;
    }

    private CouchAnswer ask(int release, String method, String path, String body) {
        return proxy.client(release).send(method, "/" + database + path, body);
    }

    private CouchAnswer get(int release, String path) {
        return ask(release, "GET", path, null);
    }

    private static Stream<String> ids(JsonNode rows) {
        return rows.findValuesAsText("id").stream();
    }

    private static void assumeCouchDb(String what) {
        assumeThat(COUCH.isCouchDb()).as("PouchDB Server %s", what).isTrue();
    }

    @Test
    void views_emitWhatTheReleaseKnows() {
        upload();

        JsonNode rows = get(1, "/_design/app/_view/open").json().get("rows");
        assertThat(rows).hasSize(1);
        assertThat(rows.get(0).get("key").asText()).isEqualTo("Moonwalk");
        assertThat(rows.get(0).get("value").asInt()).isEqualTo(1);
        JsonNode docs =
                get(1, "/_design/app/_view/open?include_docs=true").json().at("/rows/0/doc");
        assertThat(docs.get("title").asText() + docs.get("isDone")).isEqualTo("Moonwalkfalse");
        assertThat(ask(1, "POST", "/_design/app/_view/open", "{\"keys\":[\"Moonwalk\",\"Odd\"]}")
                        .json()
                        .get("rows"))
                .hasSize(1);
    }

    @Test
    void views_ofStatementsAndModules_workAsWithoutSlipcover() {
        assumeCouchDb("gives views no modules");
        upload();

        assertThat(get(1, "/_design/app/_view/words?group=true").json().get("rows"))
                .hasToString("[{\"key\":\"number\",\"value\":1},{\"key\":\"string\",\"value\":2}]");
    }

    @Test
    void filter_seesTheRelease_andLeavesWhatItCannotSeeToTheReader() {
        upload();

        assertThat(ids(get(1, "/_changes?filter=app/done").json().get("results")))
                .contains("b", "c")
                .doesNotContain("a");
        if (COUCH.isCouchDb()) { // PouchDB Server does not hand the parameters to filters.
            assertThat(ids(get(1, "/_changes?filter=app/done&all=true").json().get("results")))
                    .contains("a", "b", "c", "d");
        }
        JsonNode odd =
                get(1, "/_changes?filter=app/done&include_docs=true").json().get("results");
        assertThat(odd.toString()).contains("\"error\":\"migration_failed\"", "\"isDone\":true");
    }

    @Test
    void filterByView_seesTheRelease() {
        assumeCouchDb("knows no other filters than functions");
        CLIENT.delete("/" + database + "/c?rev="
                + CLIENT.get("/" + database + "/c").json().get("_rev").asText());
        upload();

        assertThat(ids(get(1, "/_changes?filter=_view&view=app/open").json().get("results")))
                .containsExactly("a");
    }

    @Test
    void validation_writtenForOneRelease_holdsForAll() {
        assumeCouchDb("validates in another order");
        upload();

        for (int release : new int[] {1, 2, 3}) {
            String title = release == 3 ? "text" : "title";
            assertThat(ask(release, "PUT", "/n" + release, "{\"type\":\"todo\"}")
                            .body())
                    .contains("a title is missing");
            assertThat(ask(release, "PUT", "/n" + release, "{\"type\":\"todo\",\"%s\":\"x\"}".formatted(title))
                            .status())
                    .isEqualTo(201);
        }
        JsonNode done = get(3, "/b").json();
        assertThat(done.get("status").asText()).isEqualTo("done");
        assertThat(ask(3, "PUT", "/b", done.toString().replace("\"done\"", "\"active\""))
                        .body())
                .contains("done is done");
        assertThat(ask(3, "DELETE", "/b?rev=" + done.get("_rev").asText(), null).status())
                .isEqualTo(200);
    }

    @Test
    void validation_ofWhatTheReleaseCannotSee_isForAdministrators() {
        assumeCouchDb("validates in another order");
        upload();
        CLIENT.put("/" + database + "/_security", "{\"admins\":{\"roles\":[]},\"members\":{\"roles\":[]}}")
                .orThrow();
        String odd = "{\"_id\":\"odd\",\"type\":\"todo\",\"version\":3,\"text\":\"Odd\",\"status\":\"strange\"}";

        CouchAnswer refused = CouchClient.of(COUCH.url()).post("/" + database, odd);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.body())
                .contains("todo 3 to 1: convert status: no pair")
                .doesNotContain("strange");
        assertThat(CLIENT.post("/" + database, odd).status()).isEqualTo(201);
    }

    @Test
    void update_ofAnOldRelease_losesNothing() {
        assumeCouchDb("has update functions of another kind");
        upload();

        assertThat(ask(1, "PUT", "/_design/app/_update/finish/a", "").body()).isEqualTo("Moonwalk");
        assertThat(CLIENT.get("/" + database + "/a").json().toString())
                .contains("\"version\":3,\"text\":\"Moonwalk\",\"status\":\"done\",\"group\":\"dogs\"");
        assertThat(ask(1, "PUT", "/_design/app/_update/finish/fresh", "").body())
                .isEqualTo("made");
        JsonNode fresh = CLIENT.get("/" + database + "/fresh").json();
        assertThat(fresh.get("version").asInt()).isEqualTo(3);
        assertThat(fresh.get("text").asText() + fresh.get("status").asText()).isEqualTo("newactive");
        CouchAnswer odd = ask(1, "PUT", "/_design/app/_update/finish/c", "");
        assertThat(odd.status()).isEqualTo(500);
        assertThat(odd.body()).contains("migration_failed", "todo 3 to 1");
    }

    @Test
    void showsAndLists_seeTheRelease() {
        assumeCouchDb("has shows and lists of another kind");
        upload();

        assertThat(get(1, "/_design/app/_show/title/a").body()).matches("_design/app-slipcover-1-[0-9a-f]{8} Moonwalk");
        assertThat(get(1, "/_design/app/_show/title/nothing").body()).endsWith(" none");
        assertThat(get(1, "/_design/app/_show/title/c").body()).contains("migration_failed");
        assertThat(get(1, "/_design/app/_list/titles/open?include_docs=true").body())
                .isEqualTo("titles Moonwalk.");
        CLIENT.put(
                        "/" + database + "/_design/all",
                        "{\"views\":{\"all\":{\"map\":\"function (doc) { emit(doc._id); }\"}}}")
                .orThrow();
        String made = CLIENT.get("/" + database + "/_all_docs?startkey=%22_design/app%22&limit=1")
                .json()
                .at("/rows/0/id")
                .asText();
        assertThat(CLIENT.get("/" + database + "/" + made + "/_list/titles/all/all?include_docs=true")
                        .body())
                .isEqualTo("titles Moonwalk Old migration_failed 1.");
    }

    @Test
    void missingDesignDocument_isToldWithTheCommandThatUploadsIt() {
        for (String path : List.of(
                "/_design/app/_view/open", "/_design/app/_view/open?include_docs=true", "/_changes?filter=app/done")) {
            CouchAnswer missing = get(1, path);
            assertThat(missing.status()).isEqualTo(404);
            assertThat(missing.json().get("reason").asText())
                    .contains(
                            "_design/app-slipcover-1-",
                            "slipcover design --release 1 --database " + database + " --upload");
        }
        upload();

        assertThat(get(1, "/_design/app/_view/open").status()).isEqualTo(200);
        assertThat(get(1, "/_design/app/_view/none").status()).isEqualTo(404);
        assertThat(get(1, "/_design/app/_view/none").body()).doesNotContain("slipcover design");
        assertThat(get(2, "/_design/app/_view/open").body()).contains("--release 2");
    }

    @Test
    void uploadAgain_writesNothing() {
        assertThat(upload()).contains(": wrote _design/app-slipcover-1-", " bytes; the engine and its lenses have ");
        assertThat(upload()).contains(": has already _design/app-slipcover-1-");
    }

    @Test
    void upload_overADesignDocumentOfSomebodyElse_isRefused() throws IOException {
        String made = new ObjectMapper().readTree(design()).get("_id").asText();
        CLIENT.put("/" + database + "/" + made, "{\"views\":{}}").orThrow();

        assertThat(design("--upload")).contains("found another one", "exit 2");
    }

    @Test
    void uploadWithNewerLenses_letsNewerDocumentsPastTheOlderValidation() throws IOException {
        assumeCouchDb("validates in another order");
        CLIENT.put("/" + database + "/_design/app", APP).orThrow();
        assertThat(upload()).contains("_design/app validates documents, too, as they are stored");
        CLIENT.delete("/" + database + "/_design/app?rev="
                + CLIENT.get("/" + database + "/_design/app").json().get("_rev").asText());
        Files.writeString(folder.resolve("lenses/todo.3-4.yaml"), """
                type: todo
                from: 3
                to: 4
                lens:
                  - rename: { source: text, destination: words }
                """);
        configure(4);

        assertThat(upload()).contains("was made by other lenses; delete it when no Slipcover uses them any more");
        assertThat(ask(4, "PUT", "/four", "{\"type\":\"todo\",\"words\":\"x\"}").status())
                .isEqualTo(201);
        assertThat(ask(4, "PUT", "/none", "{\"type\":\"todo\"}").body()).contains("a title is missing");
        assertThat(get(1, "/_design/app/_view/open").json().get("rows").findValuesAsText("key"))
                .containsExactly("Moonwalk", "x");
    }
}
