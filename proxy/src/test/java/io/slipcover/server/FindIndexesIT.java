package io.slipcover.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Which indexes serve the queries of old and new clients, by what CouchDB says of them and how many documents it looks at. */
@ExtendWith(LeakGuard.class)
final class FindIndexesIT {
    private static final int DOCUMENTS = 200;

    /** What CouchDB looks at beyond a page: the next document of each shard, for each question. */
    private static final int AHEAD = 4;

    private static final CouchServer COUCH = CouchServer.shared();
    private static final String RELEASES = """
            releases:
              - { name: "1", clients: "1.x", types: { note: 1 } }
              - { name: "2", clients: ">=2", types: { note: 2 } }
            lenses: lenses
            """;
    private static final String LENS = """
            type: note
            from: 1
            to: 2
            lens:
              - rename: { source: title, destination: text }
            """;

    @TempDir
    private static Path folder;

    private static ProxiedCouch mixedProxy;
    private static ProxiedCouch migratedProxy;
    private static CouchClient direct;
    private static String mixed;
    private static String migrated;

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(COUCH.isCouchDb(), "the indexes that are used are CouchDB's");
        mixedProxy = proxy("mixed", "");
        migratedProxy = proxy("migrated", "  oldest-stored: { note: 2 }\n");
        direct = COUCH.client();
        mixed = direct.createDatabase("indexes-");
        migrated = direct.createDatabase("indexes-");
        List<String> half = new ArrayList<>();
        List<String> all = new ArrayList<>();
        for (int number = 0; number < DOCUMENTS; number++) {
            String rest = "\"n%04d\",\"due\":%d,\"pinned\":%b}".formatted(number, number % 10, number % 2 == 0);
            String old = "{\"_id\":\"d%04d\",\"schema\":\"note\",\"version\":1,\"title\":".formatted(number) + rest;
            String newer = "{\"_id\":\"d%04d\",\"schema\":\"note\",\"version\":2,\"text\":".formatted(number) + rest;
            half.add(number % 3 == 0 ? old : newer);
            all.add(newer);
        }
        ProxiedCouch.fill(mixed, half);
        ProxiedCouch.fill(migrated, all);
        index(mixed, "titles", "title", "");
        index(mixed, "texts", "text", "");
        index(mixed, "dues", "due", "");
        index(migrated, "texts", "text", "");
        index(mixed, "pinned", "due", ",\"partial_filter_selector\":{\"pinned\":true}");
    }

    @AfterAll
    static void stop() {
        if (mixedProxy != null) {
            mixedProxy.close();
            migratedProxy.close();
        }
    }

    private static ProxiedCouch proxy(String name, String documents) throws IOException {
        Path file = folder.resolve(name).resolve("slipcover.yaml");
        Files.createDirectories(file.resolveSibling("lenses"));
        Files.writeString(file.resolveSibling("lenses").resolve("note.1-2.yaml"), LENS);
        Files.writeString(
                file,
                "documents:\n  type: { field: schema }\n  version: { field: version, when-absent: 1 }\n" + documents
                        + RELEASES);
        return ProxiedCouch.of(Configuration.load(file, Map.of()));
    }

    private static void index(String database, String design, String field, String filter) {
        direct.post(
                        "/" + database + "/_index",
                        "{\"index\":{\"fields\":[\"" + field + "\"]" + filter + "},\"ddoc\":\"" + design
                                + "\",\"name\":\"" + design + "\"}")
                .orThrow();
    }

    private static JsonNode find(CouchClient client, String database, String query) {
        CouchAnswer answer = client.post("/" + database + "/_find", "{" + query + ",\"execution_stats\":true}");
        assertThat(answer.status()).as("%s\n%s", query, answer.body()).isEqualTo(200);
        return answer.json();
    }

    private static int examined(JsonNode answer) {
        return answer.get("execution_stats").get("total_docs_examined").asInt();
    }

    private static List<String> ids(JsonNode answer) {
        List<String> ids = new ArrayList<>();
        answer.get("docs").forEach(document -> ids.add(document.get("_id").asText()));
        return ids;
    }

    private static List<String> designs(CouchClient client, String database, String query) {
        JsonNode explained = client.post("/" + database + "/_explain", "{" + query + "}")
                .orThrow()
                .json();
        List<String> designs = new ArrayList<>();
        explained
                .get("slipcover")
                .get("questions")
                .forEach(question ->
                        designs.add(question.get("index").path("ddoc").asText("none")));
        return designs;
    }

    private static String range(String field) {
        return "\"selector\":{\"" + field + "\":{\"$gte\":\"n0050\",\"$lt\":\"n0070\"}},\"limit\":100";
    }

    @Test
    void mixed_eachShapeIsServedByItsOwnIndex_andNoMoreIsLookedAtThanIsFound() {
        for (int release : new int[] {1, 2}) {
            CouchClient client = mixedProxy.client(release);
            String query = range(release == 1 ? "title" : "text");

            assertThat(designs(client, mixed, query)).containsExactly("_design/titles", "_design/texts");
            JsonNode found = find(client, mixed, query);
            assertThat(ids(found)).hasSize(20).doesNotHaveDuplicates();
            assertThat(examined(found)).isBetween(20, 20 + AHEAD);
            assertThat(found.has("warning")).as(found.toString()).isFalse();
        }
    }

    @Test
    void mixed_aSmallPage_asksForNoMoreThanIsWanted() {
        JsonNode found = find(mixedProxy.client(1), mixed, range("title").replace("100", "3"));

        assertThat(ids(found)).hasSize(3);
        assertThat(examined(found)).isBetween(3, 3 + AHEAD);
    }

    @Test
    void mixed_sortedByARenamedMember_isMergedFromBothIndexes() {
        for (int release : new int[] {1, 2}) {
            CouchClient client = mixedProxy.client(release);
            String field = release == 1 ? "title" : "text";
            String query = "\"selector\":{\"" + field + "\":{\"$gt\":null}},\"sort\":[{\"" + field
                    + "\":\"desc\"}],\"limit\":10";

            JsonNode found = find(client, mixed, query);
            assertThat(ids(found)).startsWith("d0199", "d0198", "d0197").hasSize(10);
            assertThat(examined(found)).isBetween(20, 20 + AHEAD);
            JsonNode next = find(
                    client,
                    mixed,
                    query + ",\"bookmark\":\"" + found.get("bookmark").asText() + "\"");
            assertThat(ids(next)).startsWith("d0189", "d0188").hasSize(10);
            assertThat(examined(next)).isBetween(20, 20 + AHEAD);
        }
    }

    @Test
    void mixed_sortedByWhatAllShapesHaveAlike_isServedByTheOneIndex() {
        String query = "\"selector\":{\"title\":{\"$gte\":\"n0100\"}},\"sort\":[\"due\"],\"limit\":7";
        CouchClient client = mixedProxy.client(1);

        assertThat(designs(client, mixed, query)).containsExactly("_design/dues", "_design/dues");
        List<String> found = ids(find(client, mixed, query));
        assertThat(found).containsExactly("d0100", "d0110", "d0120", "d0130", "d0140", "d0150", "d0160");
    }

    /** CouchDB orders what is alike in the sort by the index's further fields, and bookmarks say nothing of those. */
    @Test
    void mixed_sortedByAnIndexWithFurtherFields_hasEachDocumentOnce() {
        String database = direct.createDatabase("indexes-");
        List<String> documents = new ArrayList<>();
        for (int number = 0; number < 12; number++) {
            documents.add("{\"_id\":\"d%02d\",\"schema\":\"note\",\"version\":%d,\"%s\":1,\"due\":%d,\"late\":%d}"
                    .formatted(number, 1 + number % 2, number % 2 == 0 ? "title" : "text", number / 6, 20 - number));
        }
        ProxiedCouch.fill(database, documents);
        direct.post("/" + database + "/_index", "{\"index\":{\"fields\":[\"due\",\"late\"]}}")
                .orThrow();
        CouchClient client = mixedProxy.client(2);
        String query =
                "\"selector\":{\"text\":{\"$gt\":0},\"due\":{\"$gte\":0},\"late\":{\"$gt\":0}},\"sort\":[\"due\"],\"limit\":";
        List<String> whole = ids(find(client, database, query + 100));
        assertThat(whole).hasSize(12).isSorted();
        for (int limit = 1; limit <= 5; limit++) {
            List<String> seen = new ArrayList<>();
            JsonNode page = find(client, database, query + limit);
            while (!ids(page).isEmpty()) {
                seen.addAll(ids(page));
                page = find(
                        client,
                        database,
                        query + limit + ",\"bookmark\":\""
                                + page.get("bookmark").asText() + "\"");
            }
            assertThat(seen).as("limit %d", limit).isEqualTo(whole);
        }
        String unserved = "\"selector\":{\"text\":{\"$gt\":0}},\"sort\":[\"late\"],\"limit\":";
        assertThat(client.post("/" + database + "/_find", "{" + unserved + "1}").body())
                .contains("no_usable_index");
        direct.delete("/" + database);
    }

    @Test
    void mixed_pagesBetweenWhichAllIsDeletedThatWasSeen_missNothing() {
        String database = direct.createDatabase("indexes-");
        List<String> documents = new ArrayList<>();
        for (int number = 0; number < 40; number++) {
            documents.add("{\"_id\":\"d%02d\",\"schema\":\"note\",\"version\":%d,\"%s\":%d}"
                    .formatted(number, 1 + number % 2, number % 2 == 0 ? "title" : "text", number / 4));
        }
        ProxiedCouch.fill(database, documents);
        index(database, "titles", "title", "");
        index(database, "texts", "text", "");
        CouchClient client = mixedProxy.client(2);
        List<String> seen = new ArrayList<>();
        String bookmark = "";
        while (true) {
            JsonNode page = find(
                    client,
                    database,
                    "\"selector\":{\"text\":{\"$gte\":0}},\"sort\":[\"text\"],\"limit\":3,\"bookmark\":\"" + bookmark
                            + "\"");
            if (ids(page).isEmpty()) {
                break;
            }
            seen.addAll(ids(page));
            page.get("docs")
                    .forEach(document -> direct.delete("/" + database + "/"
                                    + document.get("_id").asText() + "?rev="
                                    + document.get("_rev").asText())
                            .orThrow());
            bookmark = page.get("bookmark").asText();
        }
        assertThat(seen).hasSize(40).doesNotHaveDuplicates();
        direct.delete("/" + database);
    }

    @Test
    void migrated_oneQuestionSuffices_forEachRelease() {
        for (int release : new int[] {1, 2}) {
            CouchClient client = migratedProxy.client(release);
            String field = release == 1 ? "title" : "text";

            assertThat(designs(client, migrated, range(field))).containsExactly("_design/texts");
            JsonNode found = find(client, migrated, range(field));
            assertThat(ids(found)).hasSize(20);
            assertThat(examined(found)).isBetween(20, 20 + AHEAD);
            JsonNode sorted = find(client, migrated, range(field) + ",\"sort\":[\"" + field + "\"]");
            assertThat(ids(sorted)).startsWith("d0050", "d0051").hasSize(20);
            assertThat(examined(sorted)).isBetween(20, 20 + AHEAD);
        }
    }

    @Test
    void withoutAnIndex_oneLookAtAllDocuments_isEnough() {
        JsonNode found = find(
                mixedProxy.client(1),
                mixed,
                "\"selector\":{\"title\":{\"$regex\":\"^n005\"},\"nil\":{\"$exists\":false}}");
        assertThat(ids(found)).hasSize(10);

        String database = direct.createDatabase("indexes-");
        ProxiedCouch.fill(
                database,
                List.of(
                        "{\"schema\":\"note\",\"version\":1,\"title\":\"a\"}",
                        "{\"schema\":\"note\",\"version\":2,\"text\":\"a\"}"));
        JsonNode scanned = find(mixedProxy.client(1), database, "\"selector\":{\"title\":\"a\"}");
        assertThat(scanned.get("docs")).hasSize(2);
        assertThat(examined(scanned)).isBetween(2, 2 + AHEAD);
        CouchAnswer refused = mixedProxy
                .client(1)
                .post("/" + database + "/_find", "{\"selector\":{\"title\":\"a\"},\"allow_fallback\":false}");
        assertThat(refused.status()).isEqualTo(400);
        index(database, "texts", "text", "");
        assertThat(find(mixedProxy.client(1), database, "\"selector\":{\"title\":\"a\"},\"allow_fallback\":false")
                        .get("docs"))
                .hasSize(2);
        direct.delete("/" + database);
    }

    @Test
    void namedIndex_isThatOfEachShape() {
        for (String named : new String[] {"titles", "texts"}) {
            String query = range("title") + ",\"use_index\":\"" + named + "\"";
            assertThat(designs(mixedProxy.client(1), mixed, query)).containsExactly("_design/titles", "_design/texts");
            JsonNode found = find(mixedProxy.client(1), mixed, query);
            assertThat(ids(found)).hasSize(20);
            assertThat(found.has("warning")).as(found.toString()).isFalse();
        }
        JsonNode unlike = find(migratedProxy.client(1), migrated, range("title") + ",\"use_index\":\"dues\"");
        assertThat(ids(unlike)).hasSize(20);
        assertThat(unlike.get("warning").asText()).contains("dues");
    }

    @Test
    void namedIndexWithAFilterThatNoLensTouches_restricts() {
        String query = "\"selector\":{\"due\":{\"$gte\":0},\"%s\":{\"$gte\":\"n0100\"}},\"limit\":100%s";
        String named = ",\"use_index\":\"pinned\"";

        assertThat(ids(find(mixedProxy.client(2), mixed, query.formatted("text", ""))))
                .hasSize(100);
        assertThat(ids(find(mixedProxy.client(2), mixed, query.formatted("text", named))))
                .hasSize(50);
        assertThat(ids(find(mixedProxy.client(1), mixed, query.formatted("title", named))))
                .hasSize(50);
        assertThat(designs(mixedProxy.client(1), mixed, query.formatted("title", named)))
                .containsExactly("_design/pinned", "_design/pinned");
    }

    @Test
    void untouchedQuery_isCoveredByItsIndex() {
        String query = "\"selector\":{\"due\":3},\"fields\":[\"due\",\"_id\"],\"limit\":50";
        JsonNode explained = mixedProxy
                .client(1)
                .post("/" + mixed + "/_explain", "{" + query + "}")
                .orThrow()
                .json();
        assertThat(explained.get("covering").asBoolean()).isTrue();
        JsonNode found = find(mixedProxy.client(1), mixed, query);
        assertThat(ids(found)).hasSize(20);
        assertThat(examined(found)).isZero();
    }

    @Test
    void regularExpressionThatOnlyCouchDbKnows_isItsAnswer_whereATranslationIsExact() {
        for (int release : new int[] {1, 2}) {
            String field = release == 1 ? "title" : "text";
            JsonNode found = find(
                    mixedProxy.client(release),
                    mixed,
                    "\"selector\":{\"" + field + "\":{\"$regex\":\"n(?=005)0\"}},\"limit\":50");
            assertThat(ids(found)).hasSize(10);
        }
    }
}
