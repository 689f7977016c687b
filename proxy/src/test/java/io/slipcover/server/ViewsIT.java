package io.slipcover.server;

import static io.slipcover.server.ThreeTodos.MOONWALK;
import static io.slipcover.server.ThreeTodos.OLD;
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

/** Rows with documents, wherever CouchDB has them, and what design documents' functions make of them. */
@ExtendWith(LeakGuard.class)
final class ViewsIT {
    private static Releases releases;
    private static String database;
    private static String partitioned;

    @BeforeAll
    static void fill() throws Exception {
        releases = new Releases(new TestSite());
        assumeThat(releases.couch().isCouchDb())
                .as("PouchDB Server has no queries, partitions, lists or shows")
                .isTrue();
        database = releases.createDatabase("");
        partitioned = releases.createDatabase("?partitioned=true");
        for (String place : List.of(database + "/", partitioned + "/p:")) {
            ThreeTodos.store(releases, place);
        }
        ThreeTodos.storeConflict(releases, database + "/");
        releases.put(database + "/_local/l", "{" + MOONWALK + "}");
        for (String place : List.of(database, partitioned)) {
            releases.put(
                    place + "/_design/app",
                    "{\"views\":{\"all\":{\"map\":\"function (doc) { emit(doc._id, {doc: doc}); }\"},"
                            + "\"linked\":{\"map\":\"function (doc) { emit(doc._id, {_id: doc._id === 'a' ? 'b' : 'none'}); }\"},"
                            + "\"count\":{\"map\":\"function (doc) { emit(doc.schema, 1); }\",\"reduce\":\"_sum\"}},"
                            + "\"shows\":{\"s\":\"function (doc) { return 'app ' + doc.text; }\"},"
                            + "\"lists\":{\"l\":\"function (head) { var row; send('app'); while (row = getRow()) send(' ' + row.key); }\"},"
                            + "\"updates\":{\"u\":\"function (doc) { return [null, 'app ' + doc.text]; }\"},"
                            + "\"rewrites\":[{\"from\":\"/doc/:id\",\"to\":\"../../:id\"}]}");
        }
        releases.put(
                database + "/_design/app-v2",
                "{\"views\":{\"all\":{\"map\":\"function (doc) { emit('v2', 1); }\"}},"
                        + "\"shows\":{\"s\":\"function (doc) { return 'v2 ' + doc.text; }\"},"
                        + "\"lists\":{\"l\":\"function (head) { var row; send('v2'); while (row = getRow()) send(' ' + row.key); }\"},"
                        + "\"updates\":{\"u\":\"function (doc) { return [null, 'v2 ' + doc.text]; }\"}}");
        releases.put(
                partitioned + "/_design/app-v2",
                "{\"views\":{\"all\":{\"map\":\"function (doc) { emit(doc._id, {doc: doc}); }\"}}}");
    }

    @AfterAll
    static void stop() {
        releases.close();
    }

    @Test
    void rows_ofEveryForm_showEachReleaseItsViews() throws Exception {
        String keys = "{\"keys\":[\"a\",\"b\",\"broken\"]";
        String queries =
                "{\"queries\":[{\"include_docs\":true,\"key\":\"a\"},{\"include_docs\":true,\"startkey\":\"b\"}]}";
        for (int release : new int[] {1, 2, 3}) {
            for (String body : List.of(
                    releases.get(release, database + "/_all_docs?include_docs=true"),
                    releases.get(release, database + "/_all_docs?include_docs=TRUE&descending=true"),
                    releases.get(
                            release, database + "/_all_docs?include_docs=true&keys=[%22broken%22,%22b%22,%22a%22]"),
                    releases.post(release, database + "/_all_docs?include_docs=true", keys + "}"),
                    releases.post(release, database + "/_all_docs", keys + ",\"include_docs\":true}"),
                    releases.post(release, database + "/_all_docs/queries", queries),
                    releases.get(release, partitioned + "/_partition/p/_all_docs?include_docs=true"),
                    releases.get(release, partitioned + "/_partition/p/_design/app/_view/all?include_docs=true"))) {
                assertThat(body).contains(ThreeTodos.views(release));
            }
        }
    }

    @Test
    void views_ofEveryForm_showEachReleaseItsViews_andLeaveValuesAlone() throws Exception {
        String keys = "{\"keys\":[\"a\",\"b\",\"broken\"]}";
        String queries =
                "{\"queries\":[{\"include_docs\":true,\"key\":\"a\"},{\"include_docs\":true,\"startkey\":\"b\"}]}";
        String view = database + "/_design/app/_view/all";
        for (int release : new int[] {1, 3}) { // Release 2 has another one.
            for (String body : List.of(
                    releases.get(release, view + "?include_docs=true"),
                    releases.get(release, view + "?include_docs=true&sorted=false&update_seq=true"),
                    releases.post(release, view + "?include_docs=true", keys),
                    releases.post(release, view, keys.replace("}", ",\"include_docs\":true}")),
                    releases.post(release, view + "/queries", queries))) {
                assertThat(body)
                        .contains(ThreeTodos.views(release))
                        .contains("\"value\":{\"doc\":{\"_id\":\"a\"", MOONWALK, OLD);
            }
        }
    }

    @Test
    void conflictsAndAttachments_areInTheViews() throws Exception {
        for (String place : List.of("/_all_docs", "/_design/app/_view/all")) {
            assertThat(
                            releases.get(
                                    1,
                                    database + place
                                            + "?include_docs=true&conflicts=true&attachments=true&att_encoding_info=true&key=%22a%22"))
                    .contains("\"version\":1,\"title\":\"Moonwalk\",\"isDone\":false,\"_")
                    .contains("\"data\":\"SGVsbG8=\"", "\"_conflicts\":[\"1-0123456789abcdef0123456789abcdef\"]");
        }
    }

    @Test
    void linkedDocument_isViewedByItsOwnType() throws Exception {
        String linked = releases.get(1, database + "/_design/app/_view/linked?include_docs=true");
        assertThat(linked)
                .contains("{\"id\":\"a\",\"key\":\"a\",\"value\":{\"_id\":\"b\"},\"doc\":{\"_id\":\"b\",")
                .contains("\"version\":1,\"title\":\"Old\",\"isDone\":true}}")
                .contains("{\"id\":\"b\",\"key\":\"b\",\"value\":{\"_id\":\"none\"},\"doc\":null}");
        assertThat(releases.get(3, database + "/_design/app/_view/linked?include_docs=true"))
                .contains("\"version\":3,\"text\":\"Old\",\"status\":\"done\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/_all_docs",
                "/_all_docs?keys=[%22none%22,%22a%22]",
                "/_all_docs?include_docs=true&keys=[%22none%22]",
                "/_all_docs?include_docs=nonsense",
                "/_all_docs/nonsense?include_docs=true",
                "/_design_docs?include_docs=true",
                "/_design_docs/queries",
                "/_local_docs?include_docs=true",
                "/_design/app/_view/count?group=true",
                "/_design/app/_view/count",
                "/_design/app/_view/count?include_docs=true",
                "/_design/app/_view/count?include_docs=true&reduce=false&limit=0",
                "/_design/app/_view/none?include_docs=true",
                "/_design/app/_view/all/nonsense?include_docs=true",
                "/_design/none/_view/all?include_docs=true",
                "/_design/app/_search/x?q=a&include_docs=true",
                "/_design/app/_nouveau/x?q=a&include_docs=true",
                "/_partition/p/_all_docs?include_docs=true",
                "/_temp_view"
            })
    void answersWithoutRewrittenDocuments_areCouchsOwn(String path) throws Exception {
        for (String method : List.of("GET", "POST")) {
            var direct = releases.send(0, method, database + path, "{\"queries\":[{\"include_docs\":true}]}");
            for (int release : new int[] {1, 3}) {
                var through =
                        releases.send(release, method, database + path, "{\"queries\":[{\"include_docs\":true}]}");
                assertThat(through.statusCode()).isEqualTo(direct.statusCode());
                if (!direct.body().contains("\"schema\":\"todo-item\"")) {
                    assertThat(through.body()).isEqualTo(direct.body());
                }
            }
        }
        assertThat(releases.get(1, database + "/_local_docs?include_docs=true")).contains(MOONWALK);
    }

    @Test
    void functions_areThoseOfTheRelease() throws Exception {
        String design = database + "/_design/";
        for (int release : new int[] {1, 2, 3}) {
            String name = release == 2 ? "v2" : "app";
            assertThat(releases.get(release, design + "app/_view/all?limit=1"))
                    .contains(release == 2 ? "\"key\":\"v2\",\"value\":1" : "\"value\":{\"doc\":{\"_id\":\"a\"");
            assertThat(releases.get(release, design + "app/_show/s/a")).isEqualTo(name + " Moonwalk");
            assertThat(releases.get(release, design + "app/_list/l/all?limit=1"))
                    .isEqualTo(release == 2 ? "v2 v2" : "app a");
            assertThat(releases.send(release, "PUT", design + "app/_update/u/a", "")
                            .body())
                    .isEqualTo(name + " Moonwalk");
            assertThat(releases.send(release, "GET", design + "app/_info", "").body())
                    .startsWith("{\"name\":\"" + (release == 2 ? "app-v2" : "app") + "\"");
            assertThat(releases.get(release, design + "app")).contains("\"_id\":\"_design/app\"", "'app '");
        }
        assertThat(releases.get(2, design + "app/_view/all?include_docs=true&key=%22v2%22"))
                .contains("\"version\":2,\"title\":\"Moonwalk\",\"status\":\"active\"");
    }

    @Test
    void rewrite_isForTheStoreReleaseAlone() throws Exception {
        String path = database + "/_design/app/_rewrite/doc/a";
        assertThat(releases.get(0, path)).contains(MOONWALK);
        assertThat(releases.send(1, "GET", path, "").statusCode()).isEqualTo(403);
        // Release 3 has no other design document, and what is stored is its own shape.
        assertThat(releases.get(3, path)).isEqualTo(releases.get(0, path));
    }
}
