package io.slipcover.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipcover.config.Configuration;
import io.slipcover.json.JsonArray;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonSlice;
import io.slipcover.json.JsonValue;
import io.slipcover.testbed.CouchAnswer;
import io.slipcover.testbed.CouchClient;
import io.slipcover.testbed.CouchServer;
import io.slipcover.testing.LeakGuard;
import io.slipcover.testing.ProxiedCouch;
import io.slipcover.testing.Seed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Queries of clients against the truth: the same documents, as a release sees them, in a database of their own, asked the same question.
 * {@code -Dfind.queries} and {@code -Dfind.documents} ask more. Each run asks others, and {@code -Dslipcover.seed} says which ones.
 */
@ExtendWith(LeakGuard.class)
final class FindIT {
    private static final int QUERIES = Integer.getInteger("find.queries", 25);
    private static final int DOCUMENTS = Integer.getInteger("find.documents", 60);

    @RegisterExtension
    static final Seed SEED = Seed.of(FindIT.class);

    private static final Logger LOGGER = LoggerFactory.getLogger(FindIT.class);
    private static final CouchServer COUCH = CouchServer.shared();
    private static final JsonName DOCS = JsonName.of("docs");
    private static final JsonName BOOKMARK = JsonName.of("bookmark");
    private static final JsonName ID = JsonName.of("_id");

    private static ProxiedCouch proxied;
    private static CouchClient direct;
    private static String mixed;
    private static String indexed;
    private static MixedDocuments documents;
    private static List<String> stored;

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(COUCH.isCouchDb(), "only CouchDB decides as CouchDB does");
        Configuration read = Configuration.load(
                Path.of(FindIT.class.getResource("/find/slipcover.yaml").toURI()), Map.of());
        proxied = ProxiedCouch.of(read);
        direct = COUCH.client();
        documents = new MixedDocuments(read.catalog(), SEED.random());
        stored = documents.generate(DOCUMENTS);
        mixed = direct.createDatabase("find-");
        ProxiedCouch.fill(mixed, stored);
        index(mixed, "rank");
        indexed = direct.createDatabase("find-");
        ProxiedCouch.fill(indexed, stored);
        // Each shape's own index for some members, none for others.
        for (String field :
                List.of("rank", "title", "text", "headline", "isDone", "status", "place.city", "city", "town")) {
            index(indexed, field);
        }
    }

    @AfterAll
    static void stop() {
        if (proxied != null) {
            proxied.close();
        }
    }

    private static void index(String database, String field) {
        direct.post("/" + database + "/_index", "{\"index\":{\"fields\":[" + JsonSlice.string(field) + "]}}")
                .orThrow();
    }

    private static JsonObject find(CouchClient client, String database, String query) {
        CouchAnswer answer = client.post("/" + database + "/_find", query);
        assertThat(answer.status()).as("%s\n%s", query, answer.body()).isEqualTo(200);
        return JsonObject.of(answer.body().strip());
    }

    /** All results, walked through page by page. */
    private static List<JsonObject> walk(CouchClient client, String query, int limit) {
        return walk(client, mixed, query, limit);
    }

    private static List<JsonObject> walk(CouchClient client, String database, String query, int limit) {
        List<JsonObject> found = new ArrayList<>();
        String bookmark = "";
        while (true) {
            JsonObject page = find(
                    client,
                    database,
                    "{" + query + ",\"limit\":" + limit
                            + (bookmark.isEmpty() ? "" : ",\"bookmark\":\"" + bookmark + "\"") + "}");
            List<JsonObject> docs = docs(page);
            assertThat(docs).as(query).hasSizeLessThanOrEqualTo(limit);
            found.addAll(docs);
            if (docs.isEmpty()) {
                return found;
            }
            bookmark = ((JsonSlice) page.get(BOOKMARK)).asString();
        }
    }

    private static List<JsonObject> docs(JsonObject page) {
        List<JsonObject> docs = new ArrayList<>();
        JsonArray array = page.array(DOCS);
        for (int index = 0; index < array.size(); index++) {
            JsonObject doc = array.object(index);
            doc.remove(JsonName.of("_rev"));
            docs.add(doc);
        }
        return docs;
    }

    private static Map<String, JsonObject> byId(List<JsonObject> docs, String query) {
        Map<String, JsonObject> byId = new TreeMap<>();
        for (JsonObject doc : docs) {
            assertThat(byId.put(doc.get(ID).toString(), doc))
                    .as("%s: twice %s", query, doc.get(ID))
                    .isNull();
        }
        return byId;
    }

    private static void assertSame(List<JsonObject> found, List<JsonObject> truth, String query) {
        Map<String, JsonObject> actual = byId(found, query);
        Map<String, JsonObject> expected = byId(truth, query);
        assertThat(actual.keySet()).as(query).isEqualTo(expected.keySet());
        actual.forEach((id, doc) -> assertThat(doc.sameAs(expected.get(id)))
                .as("%s: %s, expected %s", query, doc, expected.get(id))
                .isTrue());
    }

    /** What CouchDB finds, or null where it fails: at some operands it does, if there is an index. */
    private static List<JsonObject> truth(String database, String query) {
        CouchAnswer answer = direct.post("/" + database + "/_find", "{" + query + ",\"limit\":100000}");
        if (answer.status() == 500 && answer.body().contains("function_clause")) {
            return null;
        }
        assertThat(answer.status()).as("%s\n%s", query, answer.body()).isEqualTo(200);
        return docs(JsonObject.of(answer.body().strip()));
    }

    /** A database of what clients of a release see. */
    private static String database(int release, List<String> views) {
        String database = direct.createDatabase("truth-" + release + "-");
        ProxiedCouch.fill(database, views);
        index(database, "rank");
        return database;
    }

    private static List<String> views(int release) {
        return stored.stream()
                .map(document -> documents.view(release, document))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void queries_findWhatTheyFindInTheViews(int release) {
        List<String> views = views(release);
        String truth = database(release, views);
        Random random = new Random(SEED.value() * 31 + release);
        RandomSelectors selectors = new RandomSelectors(random, views);
        CouchClient client = proxied.client(release);
        int results = 0;
        int compared = 0;
        for (int number = 0; number < QUERIES; number++) {
            String query = "\"selector\":" + selectors.selector() + fields(random, selectors);
            List<JsonObject> expected = truth(truth, query);
            if (expected == null) {
                continue;
            }
            int limit = 1 + random.nextInt(random.nextBoolean() ? 4 : DOCUMENTS + 2);
            assertSame(walk(client, query, Math.max(limit, expected.size() / 5)), expected, query);
            assertSame(walk(client, indexed, query, Math.max(limit, expected.size() / 5)), expected, query);

            int skip = random.nextInt(5);
            assertThat(docs(find(client, mixed, "{" + query + ",\"limit\":100000,\"skip\":" + skip + "}")))
                    .as("%s skip %d", query, skip)
                    .hasSize(Math.max(0, expected.size() - skip));
            results += expected.size();
            compared++;
        }
        LOGGER.info("release {}: {} queries agreed, with {} results", release, compared, results);
        assertThat(compared).isGreaterThan(QUERIES / 2);
        assertThat(results).isGreaterThan(QUERIES);
        direct.delete("/" + truth);
    }

    private static String fields(Random random, RandomSelectors selectors) {
        if (random.nextInt(3) > 0) {
            return "";
        }
        List<String> paths = selectors.paths();
        return ",\"fields\":[\"_id\"," + JsonSlice.string(paths.get(random.nextInt(paths.size()))) + ","
                + JsonSlice.string(paths.get(random.nextInt(paths.size()))) + "]";
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void sortedQueries_areInTheOrderOfAnIndex(int release) {
        List<String> views = views(release);
        String truth = database(release, views);
        Random random = new Random(SEED.value() * 37 + release);
        RandomSelectors selectors = new RandomSelectors(random, views);
        CouchClient client = proxied.client(release);
        List<String> sorts = List.of(
                "rank", "title", "text", "headline", "priority", "created", "price", "place.town", "version", "extra");
        sorts.forEach(sort -> index(truth, sort));
        int queries = Math.max(2, QUERIES / 16);
        int compared = 0;
        for (String sort : sorts) {
            for (int number = 0; number < queries; number++) {
                String direction = random.nextBoolean() ? "asc" : "desc";
                String query =
                        "\"selector\":" + selectors.selector() + ",\"sort\":[{\"" + sort + "\":\"" + direction + "\"}]";
                List<JsonObject> expected = truth(truth, query);
                if (expected == null) {
                    continue;
                }
                CouchAnswer first = client.post("/" + mixed + "/_find", "{" + query + "}");
                if (first.status() == 400 && first.body().contains("No index exists for this sort")) {
                    continue; // CouchDB's own word for a field that is stored as it is seen, and has no index.
                }
                List<JsonObject> found = walk(client, query, Math.max(1 + random.nextInt(5), expected.size() / 8));
                assertSame(found, expected, query);
                assertThat(keys(found, sort)).as(query).isEqualTo(keys(expected, sort));
                List<JsonObject> byIndexes =
                        walk(client, indexed, query, Math.max(1 + random.nextInt(5), expected.size() / 8));
                assertSame(byIndexes, expected, query);
                assertThat(keys(byIndexes, sort)).as(query).isEqualTo(keys(expected, sort));
                compared++;
            }
        }
        LOGGER.info("release {}: {} sorted queries agreed", release, compared);
        assertThat(compared).isGreaterThan(queries);
        direct.delete("/" + truth);
    }

    private static List<String> keys(List<JsonObject> docs, String path) {
        List<String> keys = new ArrayList<>();
        for (JsonObject doc : docs) {
            JsonValue value = doc;
            for (String part : path.split("\\.", -1)) {
                value = value.asObject().get(JsonName.of(part));
            }
            keys.add(value.toString());
        }
        return keys;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void changes_areThoseOfTheViews(int release) {
        List<String> views = views(release);
        String truth = database(release, views);
        Random random = new Random(SEED.value() * 41 + release);
        RandomSelectors selectors = new RandomSelectors(random, views);
        CouchClient client = proxied.client(release);
        for (int number = 0; number < QUERIES / 3; number++) {
            String body = "{\"selector\":" + selectors.selector() + "}";
            List<String> expected = ids(direct, "/" + truth + "/_changes?filter=_selector", body);
            expected.removeIf(id -> id.startsWith("_design/"));

            assertThat(ids(client, "/" + mixed + "/_changes?filter=_selector&style=all_docs", body))
                    .as(body)
                    .filteredOn(id -> !id.startsWith("_design/"))
                    .containsExactlyInAnyOrderElementsOf(expected);
            int limit = Math.max(1 + random.nextInt(5), expected.size() / 4);
            assertThat(walkChanges(client, "/" + mixed + "/_changes?filter=_selector&limit=" + limit, body, limit))
                    .as("%s by %d", body, limit)
                    .filteredOn(id -> !id.startsWith("_design/"))
                    .containsExactlyInAnyOrderElementsOf(expected);
        }
        direct.delete("/" + truth);
    }

    private static List<String> ids(CouchClient client, String path, String body) {
        return ids(client.post(path, body).orThrow().json());
    }

    private static List<String> ids(JsonNode changes) {
        List<String> ids = new ArrayList<>();
        changes.get("results").forEach(row -> {
            assertThat(row.has("doc")).isFalse();
            ids.add(row.get("id").asText());
        });
        return ids;
    }

    /** As replicators do: until an answer has fewer changes than were asked for. */
    private static List<String> walkChanges(CouchClient client, String path, String body, int limit) {
        List<String> ids = new ArrayList<>();
        String since = "0";
        while (true) {
            JsonNode page =
                    client.post(path + "&since=" + since, body).orThrow().json();
            List<String> found = ids(page);
            ids.addAll(found);
            since = page.get("last_seq").asText();
            if (found.size() < limit) {
                assertThat(page.get("pending").asInt()).isZero();
                return ids;
            }
            assertThat(found).hasSize(limit);
        }
    }

    @Test
    void changeThatIsNotWanted_doesNotEndALongPoll() throws Exception {
        String database = direct.createDatabase("find-");
        String since =
                direct.get("/" + database).orThrow().json().get("update_seq").asText();
        CompletableFuture<CouchAnswer> answer = CompletableFuture.supplyAsync(() -> proxied.client(1)
                .post(
                        "/" + database
                                + "/_changes?filter=_selector&feed=longpoll&timeout=30000&include_docs=true&since="
                                + since,
                        "{\"selector\":{\"isDone\":true},\"fields\":[\"_id\",\"title\"]}"));
        String todo = "{\"schema\":\"todo-item\",\"version\":3,\"text\":\"x\",\"status\":";
        direct.put("/" + database + "/a", todo + "\"active\"}").orThrow();
        direct.put("/" + database + "/b", "{\"schema\":\"memo\",\"version\":2,\"isDone\":true}")
                .orThrow();
        direct.put("/" + database + "/c", todo + "\"done\"}").orThrow();

        JsonNode rows = answer.get(50, TimeUnit.SECONDS).orThrow().json().get("results");
        assertThat(rows).isNotEmpty();
        rows.forEach(row -> assertThat(row.get("id").asText()).isNotEqualTo("a"));
    }

    @Test
    void replication_bySelectorOfAnOldRelease_bringsWhatItMatches() {
        String query = "\"selector\":{\"schema\":\"todo-item\",\"isDone\":true}";
        List<String> views = views(1);
        String truth = database(1, views);
        String target = direct.createDatabase("find-");
        String authorization = COUCH.administrator().orElseThrow().authorization();
        direct.post(
                        "/_replicate",
                        "{\"source\":{\"url\":\"" + proxied.url() + "/" + mixed
                                + "\",\"headers\":{\"X-Client-Version\":\"1.0.0\",\"Authorization\":\"" + authorization
                                + "\"}},\"target\":{\"url\":\"" + COUCH.url() + "/" + target
                                + "\",\"headers\":{\"Authorization\":\"" + authorization + "\"}}," + query + "}")
                .orThrow();
        List<JsonObject> expected = truth(truth, query);
        assertThat(expected).isNotEmpty();
        assertSame(docs(find(direct, target, "{\"selector\":{},\"limit\":100000}")), expected, query);
    }

    @Test
    void indexOfAnOldClient_isAboutTheStoredField() {
        String database = direct.createDatabase("find-");
        CouchAnswer created = proxied.client(1)
                .post(
                        "/" + database + "/_index",
                        "{\"index\":{\"fields\":[\"headline\"],\"partial_filter_selector\":{\"schema\":\"note\"}},\"name\":\"by-headline\",\"ddoc\":\"by\"}");
        assertThat(created.status()).as(created.body()).isEqualTo(200);
        assertThat(direct.get("/" + database + "/_index").body()).contains("{\"title\":\"asc\"}");

        CouchAnswer refused =
                proxied.client(1).post("/" + database + "/_index", "{\"index\":{\"fields\":[\"author\"]}}");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).contains("\"error\":\"invalid_index\"", "author");
        assertThat(proxied.client(1)
                        .post("/" + database + "/_index", "{\"index\":3}")
                        .body())
                .contains("JSON indexes must be an object");
    }

    @Test
    void indexWithAFilterForOneShape_losesNoDocumentOfAnother() {
        String database = direct.createDatabase("find-");
        ProxiedCouch.fill(database, stored);
        direct.post(
                        "/" + database + "/_index",
                        "{\"index\":{\"fields\":[\"schema\"],\"partial_filter_selector\":{\"status\":\"done\"}},"
                                + "\"ddoc\":\"done\",\"name\":\"done\"}")
                .orThrow();
        String query = "\"selector\":{\"schema\":\"todo-item\",\"isDone\":true}";
        JsonObject page =
                find(proxied.client(1), database, "{" + query + ",\"use_index\":[\"done\",\"done\"],\"limit\":100000}");
        assertThat(docs(page))
                .hasSameSizeAs(walk(proxied.client(1), query, 100))
                .isNotEmpty();
        assertThat(page.toString()).contains("The index named by use_index was not used");
    }

    @Test
    void explanation_tellsWhatWasAsked() {
        CouchAnswer answer = proxied.client(1)
                .post(
                        "/" + mixed + "/_explain",
                        "{\"selector\":{\"headline\":\"tea\"},\"sort\":[\"headline\"],\"fields\":[\"_id\"],\"limit\":7}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body())
                .contains(
                        "\"selector\":{\"headline\":{\"$eq\":\"tea\"}}",
                        "\"sort\":{\"headline\":\"asc\"}",
                        "\"limit\":7",
                        "\"sorted\":\"in memory\"",
                        "\"exact\":false");
    }
}
