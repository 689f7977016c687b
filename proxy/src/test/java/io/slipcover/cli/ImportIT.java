package io.slipcover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipcover.config.Configuration;
import io.slipcover.couch.Attempts;
import io.slipcover.couch.CouchDb;
import io.slipcover.couch.Database;
import io.slipcover.couch.Logins;
import io.slipcover.imports.Import;
import io.slipcover.imports.Source;
import io.slipcover.migrate.Stop;
import io.slipcover.progress.Unheard;
import io.slipcover.testbed.CouchClient;
import io.slipcover.testbed.CouchServer;
import io.slipcover.testbed.Patience;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** {@code import} on a real server: what becomes of copies in several databases, and of copies in one. */
final class ImportIT {
    private static final CouchServer COUCH = CouchServer.shared();
    private static final CouchClient CLIENT = COUCH.client();

    @TempDir
    private Path folder;

    @RegisterExtension
    private final OwnDatabases databases = new OwnDatabases(CLIENT, "imported");

    private CommandOnCouch command;
    private String one;
    private String two;
    private String target;

    @BeforeEach
    void create() throws IOException {
        one = databases.create();
        two = databases.create();
        target = databases.create();
        Files.createDirectory(folder.resolve("lenses"));
        Files.writeString(folder.resolve("slipcover.yaml"), """
                upstream: %s
                databases: ["%s"]
                documents:
                  type: { id-prefix: ":" }
                  version: { field: version, when-absent: 1 }
                releases:
                  - { name: "1", clients: "1.x", types: { note: 1 } }
                  - { name: "2", clients: "2.x", types: { note: 2 } }
                """.formatted(COUCH.url(), databases.glob()));
        Files.writeString(folder.resolve("lenses/note.1-2.yaml"), """
                type: note
                from: 1
                to: 2
                lens:
                  - rename: { source: isDone, destination: status }
                  - convert: { name: status, pairs: [[false, active], [true, done]], partial: true }
                  - add: { name: group, default: none }
                """);
        command = new CommandOnCouch(folder, COUCH);
    }

    /** What the command prints, and then its exit status. */
    private String run(String... options) {
        List<String> all = new ArrayList<>(List.of("--into", target));
        all.addAll(List.of(options));
        return command.run("import", all);
    }

    /** The import from a database for each version. */
    private String importBoth(String... options) {
        List<String> all = new ArrayList<>(List.of("--from", one + "@1", "--from", two + "@2"));
        all.addAll(List.of(options));
        return run(all.toArray(String[]::new));
    }

    private JsonNode put(String database, String id, String json) {
        JsonNode answer = CLIENT.put("/" + database + "/" + id, json).json();
        assertThat(answer.has("rev")).as("%s", answer).isTrue();
        return answer;
    }

    /** Puts a document, and then another content, so that its revision is of the second generation. */
    private String putTwice(String database, String id, String before, String json) {
        String revision = put(database, id, before).get("rev").asText();
        return put(database, id, json.replaceFirst("\\{", "{\"_rev\":\"" + revision + "\","))
                .get("rev")
                .asText();
    }

    private void edit(String database, String id, String json) {
        String revision = read(database, id).get("_rev").asText();
        put(database, id, json.replaceFirst("\\{", "{\"_rev\":\"" + revision + "\","));
    }

    private JsonNode read(String database, String id) {
        return CLIENT.get("/" + database + "/" + id + "?conflicts=true").json();
    }

    /** An imported document without CouchDB's members. */
    private String imported(String id) {
        return plain(read(target, id));
    }

    private static String plain(JsonNode document) {
        ObjectNode own = document.deepCopy();
        own.properties().stream()
                .map(Map.Entry::getKey)
                .filter(name -> name.startsWith("_"))
                .toList()
                .forEach(own::remove);
        return own.toString();
    }

    @Test
    void aDatabaseForEachVersion_becomesOne() {
        put(one, "note:old", "{\"title\":\"a\",\"isDone\":true}");
        put(one, "note:both", "{\"title\":\"b\",\"isDone\":false}");
        put(two, "note:both", "{\"title\":\"b\",\"status\":\"active\",\"group\":\"home\"}");
        put(two, "note:new", "{\"title\":\"c\",\"status\":\"done\",\"group\":\"work\"}");
        put(two, "other", "{\"x\":1}");
        put(one, "_design/app", "{\"views\":{}}");

        assertThat(importBoth("--dry-run"))
                .contains(
                        "4 would be imported, 0 already there, 0 deleted, 0 refused",
                        "1 documents left aside",
                        "exit 0");
        assertThat(read(target, "note:old").path("error").asText()).isEqualTo("not_found");

        assertThat(importBoth()).contains("4 imported, 0 already there, 0 deleted, 0 refused", "exit 0");
        assertThat(imported("note:old"))
                .isEqualTo("{\"title\":\"a\",\"status\":\"done\",\"group\":\"none\",\"version\":2}");
        assertThat(imported("note:both"))
                .isEqualTo("{\"title\":\"b\",\"status\":\"active\",\"group\":\"home\",\"version\":2}");
        assertThat(imported("note:new"))
                .isEqualTo("{\"title\":\"c\",\"status\":\"done\",\"group\":\"work\",\"version\":2}");
        assertThat(imported("other")).isEqualTo("{\"x\":1}");
        assertThat(importBoth("--again")).contains("0 imported, 4 already there", "exit 0");
        assertThat(importBoth()).contains("went on where an earlier run was", "0 imported, 0 already there");
    }

    @Test
    void anOlderCopyThatWasEditedLast_isPutOverTheNewest_andWhatItCannotShowStays() {
        putTwice(
                one,
                "note:a",
                "{\"title\":\"a\",\"isDone\":false}",
                "{\"title\":\"edited\",\"isDone\":true,\"place\":\"here\"}");
        put(two, "note:a", "{\"title\":\"a\",\"status\":\"active\",\"group\":\"home\"}");

        assertThat(importBoth()).contains("1 imported", "0 kept as conflicts", "0 older copies overtaken");

        assertThat(imported("note:a"))
                .isEqualTo(
                        "{\"title\":\"edited\",\"status\":\"done\",\"group\":\"home\",\"version\":2,\"place\":\"here\"}");
    }

    @Test
    void anOlderCopyThatNobodyHasEdited_isOvertaken_andSaidSo() {
        put(one, "note:a", "{\"title\":\"a\",\"isDone\":false}");
        putTwice(
                two,
                "note:a",
                "{\"title\":\"a\",\"status\":\"active\",\"group\":\"home\"}",
                "{\"title\":\"edited\",\"status\":\"done\",\"group\":\"home\"}");

        assertThat(importBoth())
                .contains(
                        "1 imported",
                        "1 older copies overtaken",
                        one + "@1 \"note:a\" 1-",
                        "was edited before what is imported, and differs");
        assertThat(imported("note:a")).contains("\"title\":\"edited\"");
    }

    @Test
    void copiesThatWereBothEdited_areAConflict_unlessATimeTells() {
        putTwice(one, "note:a", "{}", "{\"title\":\"one\",\"isDone\":true,\"at\":\"2026-02-01T00:00:00+01:00\"}");
        putTwice(
                two,
                "note:a",
                "{}",
                "{\"title\":\"two\",\"status\":\"active\",\"group\":\"home\",\"at\":\"2026-01-01T00:00:00Z\"}");

        assertThat(importBoth())
                .contains(
                        "1 imported", "1 kept as conflicts", "nothing tells which was edited last: kept as a conflict");

        JsonNode winner = read(target, "note:a");
        assertThat(plain(winner)).contains("\"title\":\"two\"", "\"group\":\"home\"");
        String conflict = winner.get("_conflicts").get(0).asText();
        assertThat(plain(CLIENT.get("/" + target + "/note:a?rev=" + conflict).json()))
                .isEqualTo("{\"title\":\"one\",\"status\":\"done\",\"group\":\"home\",\"at\":"
                        + "\"2026-02-01T00:00:00+01:00\",\"version\":2}");
        assertThat(importBoth("--again")).contains("0 imported, 1 already there", "0 kept as conflicts");

        target = databases.create();
        assertThat(importBoth("--edited-at", "at")).contains("1 imported", "0 kept as conflicts");
        assertThat(imported("note:a")).contains("\"title\":\"one\"", "\"status\":\"done\"", "\"group\":\"home\"");
    }

    @Test
    void whatOnlyAnOlderCopyHolds_isPutIn() {
        putTwice(one, "note:a", "{}", "{\"title\":\"a\",\"isDone\":false,\"place\":\"here\"}");
        putTwice(two, "note:a", "{}", "{\"title\":\"a\",\"status\":\"active\",\"group\":\"home\"}");

        assertThat(importBoth()).contains("1 imported", "0 kept as conflicts");

        assertThat(imported("note:a")).contains("\"place\":\"here\"", "\"group\":\"home\"");
    }

    @Test
    void aConflictInASource_isAConflictInTheTarget() {
        put(two, "note:a", "{\"title\":\"a\",\"status\":\"active\",\"group\":\"home\"}");
        CLIENT.post(
                "/" + two + "/_bulk_docs",
                "{\"new_edits\":false,\"docs\":[{\"_id\":\"note:a\",\"_rev\":\"1-0\",\"title\":\"other\",\"status\":\"done\"}]}");

        assertThat(importBoth()).contains("1 imported", "1 kept as conflicts");

        JsonNode winner = read(target, "note:a");
        assertThat(plain(winner)).contains("\"title\":\"a\"");
        assertThat(winner.get("_conflicts")).hasSize(1);
    }

    @Test
    void severalDocumentsForEachVersion_inOneDatabase_becomeOneInPlace() {
        target = one;
        put(one, "note:x:v:1", "{\"title\":\"a\",\"isDone\":false}");
        put(one, "note:x:v:2", "{\"title\":\"a\",\"status\":\"active\",\"group\":\"home\"}");
        put(one, "note:y:v:1", "{\"title\":\"y\",\"isDone\":true}");
        put(one, "settings", "{\"x\":1}");

        assertThat(run("--from", one, "--ids", "{id}:v:{version}"))
                .contains("2 imported, 0 already there, 0 deleted, 0 refused", "exit 0");

        assertThat(imported("note:x")).contains("\"status\":\"active\"", "\"group\":\"home\"");
        assertThat(imported("note:y")).contains("\"status\":\"done\"");
        assertThat(read(one, "note:x:v:1").has("isDone")).isTrue();
        assertThat(run("--from", one, "--ids", "{id}:v:{version}")).contains("0 imported, 0 already there");
    }

    @Test
    void attachments_comeWithTheirBytes_andThoseThatOnlyTheOlderCopyHas() {
        put(one, "note:a", """
                {"title":"a","isDone":false,"_attachments":{
                "a.txt":{"content_type":"text/plain","data":"b2xk"},"b.txt":{"content_type":"text/plain","data":"Yg=="}}}""");
        put(two, "note:a", """
                {"title":"a","status":"active","group":"none","_attachments":{
                "a.txt":{"content_type":"text/plain","data":"b2xk"}}}""");

        assertThat(importBoth()).contains("1 imported", "0 kept as conflicts");

        assertThat(CLIENT.get("/" + target + "/note:a/a.txt").body()).isEqualTo("old");
        assertThat(CLIENT.get("/" + target + "/note:a/b.txt").body()).isEqualTo("b");
        assertThat(importBoth("--again")).contains("0 imported, 1 already there");
    }

    @Test
    void deletions_areFollowed_unlessTheOtherCopyMayHaveBeenEditedSince() {
        String gone = put(one, "note:gone", "{\"title\":\"a\",\"isDone\":false}")
                .get("rev")
                .asText();
        put(two, "note:gone", "{\"title\":\"a\",\"status\":\"active\",\"group\":\"none\"}");
        String kept = put(one, "note:kept", "{\"title\":\"a\",\"isDone\":false}")
                .get("rev")
                .asText();
        putTwice(two, "note:kept", "{}", "{\"title\":\"b\",\"status\":\"active\",\"group\":\"none\"}");
        put(one, "note:later", "{\"title\":\"c\",\"isDone\":false}");
        assertThat(importBoth()).contains("3 imported");

        CLIENT.delete("/" + one + "/note:gone?rev=" + gone);
        CLIENT.delete("/" + one + "/note:kept?rev=" + kept);

        assertThat(importBoth()).contains("1 already there, 1 deleted");
        assertThat(read(target, "note:gone").path("error").asText()).isEqualTo("not_found");
        assertThat(read(target, "note:kept").path("title").asText()).isEqualTo("b");
    }

    @Test
    void againLater_bringsWhatHasChanged_andNeverOverAnEditInTheTarget() {
        put(two, "note:changed", "{\"title\":\"a\",\"status\":\"active\",\"group\":\"none\"}");
        put(two, "note:both", "{\"title\":\"a\",\"status\":\"active\",\"group\":\"none\"}");
        put(two, "note:ours", "{\"title\":\"a\",\"status\":\"active\",\"group\":\"none\"}");
        assertThat(importBoth()).contains("3 imported");

        edit(two, "note:changed", "{\"title\":\"b\",\"status\":\"active\",\"group\":\"none\"}");
        edit(two, "note:both", "{\"title\":\"theirs\",\"status\":\"active\",\"group\":\"none\"}");
        edit(target, "note:both", "{\"title\":\"ours\",\"status\":\"done\",\"group\":\"none\",\"version\":2}");
        edit(target, "note:ours", "{\"title\":\"ours\",\"status\":\"done\",\"group\":\"none\",\"version\":2}");

        assertThat(importBoth())
                .contains("1 imported, 0 already there", "1 kept as conflicts, 1 edited in the target, too");
        assertThat(imported("note:changed")).contains("\"title\":\"b\"");
        assertThat(imported("note:ours")).contains("\"title\":\"ours\"");
        JsonNode both = read(target, "note:both");
        assertThat(plain(both)).contains("\"title\":\"ours\"");
        String conflict = both.get("_conflicts").get(0).asText();
        assertThat(CLIENT.get("/" + target + "/note:both?rev=" + conflict)
                        .json()
                        .get("title")
                        .asText())
                .isEqualTo("theirs");
        assertThat(importBoth("--again")).contains("0 imported, 3 already there", "0 kept as conflicts");
    }

    @Test
    void twoImportsOfTheSameCopies_makeTheSameRevisions() {
        put(one, "note:a", "{\"title\":\"a\",\"isDone\":true}");
        put(two, "note:b", "{\"title\":\"b\",\"status\":\"active\",\"group\":\"none\"}");
        importBoth();
        String first = read(target, "note:a").get("_rev").asText()
                + read(target, "note:b").get("_rev").asText();

        target = databases.create();
        importBoth();

        assertThat(read(target, "note:a").get("_rev").asText()
                        + read(target, "note:b").get("_rev").asText())
                .isEqualTo(first)
                .startsWith("2-00000002");
    }

    @Test
    void whatCannotBeLed_isRefusedWithItsReason_andTheOthersAreImported() {
        put(one, "note:bad", "{\"title\":\"a\",\"isDone\":\"perhaps\"}");
        put(one, "note:good", "{\"title\":\"a\",\"isDone\":true}");

        assertThat(importBoth())
                .contains(
                        "1 imported, 0 already there, 0 deleted, 1 refused",
                        "\"note:bad\"",
                        "convert status",
                        "exit 1");
    }

    /** Stopped as soon as something is imported, wherever that is, and run again: each document is imported once, and none is missing. */
    @Test
    void aRunThatIsStopped_goesOnWhereItWas() throws Exception {
        int documents = 1200;
        StringBuilder body = new StringBuilder("{\"docs\":[");
        for (int number = 0; number < documents; number++) {
            body.append(number == 0 ? "" : ",")
                    .append("{\"_id\":\"note:%04d\",\"title\":\"a\",\"isDone\":true}".formatted(number));
        }
        CLIENT.post("/" + one + "/_bulk_docs", body + "]}").orThrow();
        Configuration configuration = Configuration.load(folder.resolve("slipcover.yaml"), Map.of());
        CouchDb couch = new CouchDb(configuration.settings(), Logins.find(Map.of(), folder.resolve("netrc")));
        Source source = new Source(
                new Database(couch, one), configuration.catalog().release("1").orElseThrow());
        Stop stop = new Stop();
        Import first = new Import(
                configuration.catalog(),
                new Database(couch, target),
                new Import.Options(List.of(source), null, List.of(), false, false, Attempts.USUAL, stop),
                new Unheard());
        FutureTask<Import.Ending> running = new FutureTask<>(first::run);
        new Thread(running).start();
        Patience.await(() -> "an imported document", () -> count(target) > 0);
        stop.want();
        Import.Ending ending = running.get();
        long before = count(target);

        assertThat(run("--from", one + "@1"))
                .contains("went on where an earlier run was", (documents - before) + " imported", "exit 0");

        assertThat(ending.resumed()).isFalse();
        assertThat(ending.whole()).isFalse();
        assertThat(count(target)).isEqualTo(documents);
    }

    private static long count(String database) {
        return CLIENT.get("/" + database).json().get("doc_count").asLong();
    }

    @Test
    void usage_saysWhatIsWrong() {
        assertThat(run("--from", one + "@9")).contains("--from: no release '9'; there are [1, 2]", "exit 2");
        assertThat(run("--from", one, "--ids", "{id}"))
                .contains("--ids: expected a text with {id} and {version}", "exit 2");
        assertThat(run("--from", target)).contains("that needs --ids, and no release", "exit 2");
        assertThat(run("--from", "nowhere@1")).contains("there is no database 'nowhere'", "exit 1");
    }

    @Test
    void import_olderCopyEditedLater_isKeptAsAConflictOfWhatIsThere() {
        putTwice(one, "note:a", "{\"title\":\"x\",\"isDone\":false}", "{\"title\":\"Milk\",\"isDone\":false}");
        putTwice(
                two, "note:a", "{\"title\":\"x\",\"status\":\"active\"}", "{\"title\":\"Milk\",\"status\":\"active\"}");
        assertThat(importBoth()).contains("1 imported").endsWith("exit 0");

        edit(one, "note:a", "{\"title\":\"Tea\",\"isDone\":false}");

        assertThat(importBoth())
                .contains("1 already there", "1 kept as conflicts")
                .endsWith("exit 0");
        assertThat(read(target, "note:a").get("_conflicts")).hasSize(1);
        assertThat(read(target, "note:a").get("title").asText()).isEqualTo("Milk");
        assertThat(importBoth("--again")).contains("0 kept as conflicts");
    }

    @Test
    void import_deletionOfAllCopies_takesTheConflictAlong_andANewDocumentIsImported() {
        putTwice(one, "note:a", "{\"title\":\"x\",\"isDone\":false}", "{\"title\":\"Tea\",\"isDone\":false}");
        putTwice(
                two, "note:a", "{\"title\":\"x\",\"status\":\"active\"}", "{\"title\":\"Milk\",\"status\":\"active\"}");
        assertThat(importBoth()).contains("1 kept as conflicts");
        for (String source : List.of(one, two)) {
            String revision = read(source, "note:a").get("_rev").asText();
            CLIENT.delete("/" + source + "/note:a?rev=" + revision);
        }

        assertThat(importBoth()).contains(" deleted, 0 refused").endsWith("exit 0");
        assertThat(read(target, "note:a").get("error").asText()).isEqualTo("not_found");

        put(two, "note:a", "{\"title\":\"Mate\",\"status\":\"done\"}");
        assertThat(importBoth()).contains("1 imported").endsWith("exit 0");
        assertThat(read(target, "note:a").get("title").asText()).isEqualTo("Mate");
    }

    @Test
    void import_idWithAVersionThatNoReleaseNames_isRefused_andStaysSo() {
        put(one, "note:a:v:7", "{\"title\":\"Milk\"}");
        String[] options = {"--from", one, "--ids", "{id}:v:{version}"};

        assertThat(run(options))
                .contains("1 refused", "no release names version 7")
                .endsWith("exit 1");
        assertThat(run(options))
                .contains("1 refused by earlier runs; --again tries them")
                .endsWith("exit 1");
    }

    @Test
    void import_olderCopyThatALensRefuses_isCounted() {
        putTwice(one, "note:a", "{\"title\":\"x\",\"isDone\":false}", "{\"title\":\"Tea\",\"isDone\":\"perhaps\"}");
        put(two, "note:a", "{\"title\":\"Milk\",\"status\":\"active\"}");

        assertThat(importBoth())
                .contains("1 imported", "1 older copies refused")
                .endsWith("exit 1");
    }
}
