package io.slipcover.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.slipcover.testing.LeakGuard;
import io.slipcover.testing.Releases;
import io.slipcover.testing.TestSite;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents without a number, deleted ones that keep members, and ones that are nested deeper than they may be, on every way. */
@ExtendWith(LeakGuard.class)
final class UncertainDocumentsIT {
    private static final String TODO_1 = "\"schema\":\"todo-item\",\"title\":\"Milk\",\"isDone\":true";
    private static final String TODO_3 =
            "\"schema\":\"todo-item\",\"text\":\"Milk\",\"status\":\"done\",\"group\":{\"name\":\"default\"},\"version\":3";
    private static final int LIMIT = 50;

    private static Releases releases;

    @BeforeAll
    static void start() throws Exception {
        releases = new Releases(
                new TestSite().with("lenses: lenses", "lenses: lenses\nlimits: { nesting: " + LIMIT + " }"));
    }

    @AfterAll
    static void stop() {
        releases.close();
    }

    private static String put(int release, String path, String body) throws Exception {
        return releases.send(release, "PUT", path, body).body();
    }

    private static String revision(int generation) {
        return generation + "-" + "a".repeat(32);
    }

    private static String deep(int levels) {
        return "\"deep\":" + "[".repeat(levels - 1) + "]".repeat(levels - 1);
    }

    // ---- no number

    @ParameterizedTest
    @ValueSource(strings = {"put", "post", "edits", "replicated"})
    void unnumbered_sentAfterAnUpdate_isStoredAsWhatItIs(String way) throws Exception {
        String database = releases.createDatabase("");
        String document = "{\"_id\":\"a\"," + TODO_1 + "}";
        String replicated = "{\"_id\":\"a\",\"_rev\":\"" + revision(1) + "\"," + TODO_1 + "}";
        switch (way) {
            case "put" -> put(3, database + "/a", document);
            case "post" -> releases.post(3, database, document);
            case "edits" -> releases.post(3, database + "/_bulk_docs", "{\"docs\":[" + document + "]}");
            default ->
                releases.post(3, database + "/_bulk_docs", "{\"new_edits\":false,\"docs\":[" + replicated + "]}");
        }

        assertThat(releases.get(0, database + "/a"))
                .contains("\"text\":\"Milk\"")
                .doesNotContain("\"title\"");
        assertThat(releases.get(1, database + "/a")).contains("\"title\":\"Milk\",\"isDone\":true");
    }

    // ---- deleted

    @Test
    void tombstone_withMembers_isInTheShapeOfEachRelease_onEveryWay() throws Exception {
        String database = releases.createDatabase("");
        for (String id : List.of("a", "bare")) {
            put(1, database + "/" + id, "{" + TODO_1 + "}");
        }
        put(1, database + "/a", "{\"_rev\":\"" + rev(database, "a") + "\",\"_deleted\":true," + TODO_1 + "}");
        releases.post(
                1,
                database + "/_bulk_docs",
                "{\"docs\":[{\"_id\":\"bare\",\"_rev\":\"" + rev(database, "bare") + "\",\"_deleted\":true}]}");

        String changes = releases.get(0, database + "/_changes?include_docs=true");
        assertThat(changes).contains("\"text\":\"Milk\"", "\"version\":3");
        String dead = changes.replaceFirst("(?s).*\"id\":\"a\",\"changes\":\\[\\{\"rev\":\"([^\"]*)\".*", "$1");
        for (int release : new int[] {1, 2, 3}) {
            String title = release == 3 ? "\"text\":\"Milk\"" : "\"title\":\"Milk\"";
            String number = "\"version\":" + release;
            assertThat(List.of(
                            releases.get(release, database + "/a?rev=" + dead),
                            releases.get(release, database + "/a?open_revs=[%22" + dead + "%22]"),
                            releases.get(release, database + "/_changes?include_docs=true"),
                            releases.get(release, database + "/_changes?include_docs=true&feed=longpoll"),
                            releases.post(
                                    release,
                                    database + "/_bulk_get",
                                    "{\"docs\":[{\"id\":\"a\",\"rev\":\"" + dead + "\"}]}")))
                    .allSatisfy(answer -> assertThat(answer).contains(title, number, "\"_deleted\":true"));
        }
        assertThat(releases.get(1, database + "/_changes?include_docs=true"))
                .containsPattern("\"doc\":\\{\"_id\":\"bare\",\"_rev\":\"[^\"]*\",\"_deleted\":true}");
    }

    private static String rev(String database, String id) throws Exception {
        return releases.get(0, database + "/" + id).replaceFirst("(?s).*\"_rev\":\"([^\"]*)\".*", "$1");
    }

    @Test
    void tombstone_thatCannotBeShown_arrivesBare() throws Exception {
        String database = releases.createDatabase("");
        String couch = "\"_id\":\"a\",\"_rev\":\"" + revision(1) + "\",\"_deleted\":true";
        releases.post(
                0,
                database + "/_bulk_docs",
                "{\"new_edits\":false,\"docs\":[{" + couch
                        + ",\"schema\":\"todo-item\",\"version\":3,\"status\":42}]}");

        assertThat(releases.get(1, database + "/_changes?include_docs=true")).contains("\"doc\":{" + couch + "}");
    }

    // ---- deep

    @Test
    void deepDocument_costsItselfAlone() throws Exception {
        assumeThat(releases.couch().isCouchDb())
                .as("CouchDB writes _bulk_get in the order in which it was asked")
                .isTrue();
        String database = releases.createDatabase("");
        put(0, database + "/deep", "{" + TODO_3 + "," + deep(LIMIT + 1) + "}");
        put(0, database + "/other", "{" + TODO_3 + "}");
        put(0, database + "/untyped", "{" + deep(5000) + "}");
        String reason = "todo-item: the document is nested deeper than 50 levels (limits: nesting)";

        assertThat(releases.get(1, database + "/deep")).contains("\"error\":\"migration_failed\"", reason);
        assertThat(releases.get(1, database + "/untyped")).contains(deep(5000));
        for (String rows : List.of("_all_docs?include_docs=true", "_changes?include_docs=true")) {
            assertThat(releases.get(1, database + "/" + rows))
                    .contains("\"doc\":null,\"error\":\"migration_failed\",\"reason\":\"" + reason + "\"")
                    .contains("\"title\":\"Milk\"", deep(5000))
                    .containsPattern("}\\s*$");
        }
        assertThat(releases.post(1, database + "/_bulk_get", "{\"docs\":[{\"id\":\"deep\"},{\"id\":\"other\"}]}"))
                .contains("{\"error\":{\"id\":\"deep\",", reason, "\"title\":\"Milk\"");
    }

    @Test
    void deepDocument_written_isRefusedAlone() throws Exception {
        String database = releases.createDatabase("");
        String reason = "todo-item: the document is nested deeper than 50 levels (limits: nesting)";
        String document = "{\"_id\":\"deep\"," + TODO_1 + "," + deep(LIMIT + 1) + "}";

        assertThat(put(1, database + "/deep", document)).contains("\"error\":\"forbidden\"", reason);
        assertThat(releases.post(
                        1, database + "/_bulk_docs", "{\"docs\":[" + document + ",{\"_id\":\"b\"," + TODO_1 + "}]}"))
                .contains("{\"id\":\"deep\",\"error\":\"forbidden\",\"reason\":\"" + reason + "\"}", "\"id\":\"b\"");
        assertThat(releases.get(1, database + "/b")).contains("\"title\":\"Milk\"");
        assertThat(releases.post(
                        1,
                        database + "/_bulk_docs",
                        "{\"new_edits\":false,\"docs\":["
                                + document.replace("\"_id\"", "\"_rev\":\"" + revision(1) + "\",\"_id\"") + "]}"))
                .contains("\"error\":\"migration_failed\"", reason);
        // PouchDB recurs on nesting, and its stack holds fewer levels than CouchDB takes.
        int far = releases.couch().isCouchDb() ? 5000 : 2 * LIMIT;
        assertThat(put(1, database + "/free", "{" + deep(far) + "}")).contains("\"ok\":true");
    }
}
