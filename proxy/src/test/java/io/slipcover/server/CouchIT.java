package io.slipcover.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.slipcover.testbed.CouchServer;
import io.slipcover.testbed.Patience;
import io.slipcover.testing.LeakGuard;
import io.slipcover.testing.Opened;
import io.slipcover.testing.TestSite;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients of several releases on a real server. */
@ExtendWith(LeakGuard.class)
final class CouchIT {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final CouchServer COUCH = CouchServer.shared();

    private static ProxyServer proxy;
    private static ProxyServer skipping;

    private String database;

    @BeforeAll
    static void start() {
        proxy = start(new TestSite());
        skipping =
                start(new TestSite().with("lenses: lenses", "lenses: lenses\non-unshowable: skip\non-refused: skip"));
    }

    private static ProxyServer start(TestSite site) {
        return Opened.start(site.on(COUCH.url().getPort()));
    }

    @AfterAll
    static void stop() {
        proxy.close();
        skipping.close();
    }

    @BeforeEach
    void createDatabase() throws Exception {
        database = "/user-" + UUID.randomUUID();
        assertThat(send("PUT", database, "").statusCode()).isEqualTo(201);
    }

    /** Asks as a client of a release; 0 asks the server itself. */
    private static HttpResponse<String> send(int release, String method, String path, String body, String... headers)
            throws IOException, InterruptedException {
        return send(proxy, release, method, path, body, headers);
    }

    private static HttpResponse<String> send(String method, String path, String body)
            throws IOException, InterruptedException {
        return send(proxy, 0, method, path, body);
    }

    private static HttpResponse<String> send(
            ProxyServer server, int release, String method, String path, String body, String... headers)
            throws IOException, InterruptedException {
        return HTTP.send(request(server, release, method, path, body, headers).build(), BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(
            ProxyServer server, int release, String method, String path, String body, String... headers) {
        int port = release == 0 ? COUCH.url().getPort() : server.address().getPort();
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Accept", "application/json")
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        COUCH.administrator().ifPresent(who -> request.header("Authorization", who.authorization()));
        if (release > 0) {
            request.header("X-Client-Version", release + ".0.0");
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return request;
    }

    private String put(int release, String id, String body) throws Exception {
        HttpResponse<String> response = send(release, "PUT", database + "/" + id, body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
        return response.body().replaceAll(".*\"rev\":\"([^\"]*)\".*\\s*", "$1");
    }

    private String get(int release, String path) throws IOException, InterruptedException {
        return send(release, "GET", database + "/" + path, "").body();
    }

    @Test
    void edit_inADatabaseThatWasMadeAnewPastTheProxy_hasThatDatabasesBase() throws Exception {
        String revision = "1-" + "a".repeat(32);
        for (String tenant : new String[] {"dogs", "cats"}) {
            send("DELETE", database, "");
            send("PUT", database, "");
            String document = "{\"_id\":\"a\",\"_rev\":\"" + revision + "\",\"schema\":\"todo-item\",\"version\":3,"
                    + "\"text\":\"T\",\"status\":\"done\",\"group\":{\"name\":\"" + tenant + "\"}}";
            send(0, "PUT", database + "/a?new_edits=false", document);

            put(
                    1,
                    "a",
                    "{\"_rev\":\"" + revision
                            + "\",\"schema\":\"todo-item\",\"version\":1,\"title\":\"U\",\"isDone\":true}");
            assertThat(get(0, "a")).contains("\"text\":\"U\"", "\"group\":{\"name\":\"" + tenant + "\"}");
        }
    }

    @Test
    void edit_ofAnOldClient_keepsWhatItWasNotShown() throws Exception {
        String first = put(
                3,
                "a",
                "{\"schema\":\"todo-item\",\"text\":\"Moonwalk\",\"status\":\"active\",\"group\":{\"name\":\"dogs\"}}");
        assertThat(get(1, "a"))
                .contains("\"title\":\"Moonwalk\",\"isDone\":false", "\"version\":1")
                .doesNotContain("group");
        String second = put(1, "a", get(1, "a").replace("\"isDone\":false", "\"isDone\":true"));
        assertThat(second).startsWith("2-").isNotEqualTo(first);
        assertThat(get(0, "a"))
                .contains("\"text\":\"Moonwalk\",\"status\":\"done\",\"group\":{\"name\":\"dogs\"}", "\"version\":3");
        assertThat(send(
                                1,
                                "PUT",
                                database + "/a?rev=" + first,
                                "{\"schema\":\"todo-item\",\"title\":\"late\",\"isDone\":false}")
                        .statusCode())
                .isEqualTo(409);
    }

    @Test
    void reads_ofEveryKind_areViews() throws Exception {
        String rev = put(
                3,
                "a",
                "{\"schema\":\"todo-item\",\"text\":\"Moonwalk\",\"status\":\"active\",\"group\":{\"name\":\"dogs\"}}");
        put(3, "_design/app", "{\"views\":{\"all\":{\"map\":\"function (doc) { emit(doc._id); }\"}}}");
        String keys = "{\"keys\":[\"a\"]}";
        for (String body : new String[] {
            get(1, "a"),
            get(1, "a?rev=" + rev + "&revs=true"),
            get(1, "a?open_revs=all"),
            get(1, "a?attachments=true"),
            get(1, "_all_docs?include_docs=true"),
            send(1, "POST", database + "/_all_docs?include_docs=true", keys).body(),
            send(1, "POST", database + "/_all_docs", "{\"keys\":[\"a\"],\"include_docs\":true}")
                    .body(),
            get(1, "_design/app/_view/all?include_docs=true"),
            send(1, "POST", database + "/_design/app/_view/all?include_docs=true", keys)
                    .body(),
            get(1, "_changes?include_docs=true"),
            get(1, "_changes?include_docs=true&feed=longpoll"),
            send(1, "POST", database + "/_bulk_get?revs=true", "{\"docs\":[{\"id\":\"a\",\"rev\":\"" + rev + "\"}]}")
                    .body()
        }) {
            assertThat(body)
                    .contains("\"title\":\"Moonwalk\"")
                    .contains("\"isDone\":false")
                    .doesNotContain("dogs", "\"text\"");
        }
    }

    @Test
    void queries_areViews() throws Exception {
        assumeThat(COUCH.isCouchDb()).as("PouchDB Server has no queries").isTrue();
        put(
                3,
                "a",
                "{\"schema\":\"todo-item\",\"text\":\"Moonwalk\",\"status\":\"active\",\"group\":{\"name\":\"dogs\"}}");
        String queries = "{\"queries\":[{\"include_docs\":true,\"key\":\"a\"}]}";
        assertThat(send(1, "POST", database + "/_all_docs/queries", queries).body())
                .contains("\"title\":\"Moonwalk\"")
                .contains("\"isDone\":false")
                .doesNotContain("dogs", "\"text\"");
    }

    @Test
    void continuousFeed_showsAChangeAtOnce() throws Exception {
        put(
                3,
                "a",
                "{\"schema\":\"todo-item\",\"text\":\"Moonwalk\",\"status\":\"active\",\"group\":{\"name\":\"dogs\"}}");
        HttpResponse<java.io.InputStream> feed = HTTP.send(
                request(proxy, 1, "GET", database + "/_changes?include_docs=true&feed=continuous&heartbeat=1000", "")
                        .build(),
                BodyHandlers.ofInputStream());
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(feed.body(), StandardCharsets.UTF_8))) {
            assertThat(nextChange(lines)).contains("\"title\":\"Moonwalk\"");
            put(
                    2,
                    "b",
                    "{\"schema\":\"todo-item\",\"title\":\"Later\",\"status\":\"done\",\"group\":{\"name\":\"cats\"}}");
            assertThat(nextChange(lines))
                    .contains("\"title\":\"Later\",\"isDone\":true")
                    .doesNotContain("cats");
        }
    }

    private static String nextChange(BufferedReader lines) throws IOException {
        String line;
        do {
            line = lines.readLine();
        } while (line != null && line.isEmpty());
        return String.valueOf(line);
    }

    @Test
    void conditionalRead_isOfTheReleaseAlone() throws Exception {
        assumeThat(COUCH.isCouchDb())
                .as("PouchDB Server's tags are no revisions")
                .isTrue();
        put(
                3,
                "a",
                "{\"schema\":\"todo-item\",\"text\":\"Moonwalk\",\"status\":\"active\",\"group\":{\"name\":\"dogs\"}}");
        String tag =
                send(1, "GET", database + "/a", "").headers().firstValue("ETag").orElseThrow();
        assertThat(tag).matches("\"1-[0-9a-f]+~[0-9a-f]{8}\"");
        HttpResponse<String> same = send(1, "GET", database + "/a", "", "If-None-Match", tag);
        assertThat(same.statusCode()).isEqualTo(304);
        assertThat(same.headers().firstValue("ETag")).hasValue(tag);
        assertThat(same.headers().firstValue("Vary")).hasValue("X-Client-Version");
        assertThat(send(2, "GET", database + "/a", "", "If-None-Match", tag).statusCode())
                .isEqualTo(200);
        assertThat(send(
                                1,
                                "PUT",
                                database + "/a",
                                "{\"schema\":\"todo-item\",\"title\":\"x\",\"isDone\":true}",
                                "If-Match",
                                tag)
                        .statusCode())
                .isEqualTo(201);
        assertThat(get(0, "a")).contains("dogs");
        String second =
                send(2, "GET", database + "/a", "").headers().firstValue("ETag").orElseThrow();
        assertThat(send(1, "DELETE", database + "/a?rev=" + second.replace("\"", ""), "")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void head_isLikeGet() throws Exception {
        put(
                3,
                "a",
                "{\"schema\":\"todo-item\",\"text\":\"Moonwalk\",\"status\":\"active\",\"group\":{\"name\":\"dogs\"}}");
        HttpResponse<String> get = send(1, "GET", database + "/a", "");
        HttpResponse<String> head = send(1, "HEAD", database + "/a", "");
        assertThat(head.statusCode()).isEqualTo(200);
        for (String name : new String[] {"ETag", "Content-Length", "Content-Type", "Vary"}) {
            assertThat(head.headers().firstValue(name))
                    .as(name)
                    .isEqualTo(get.headers().firstValue(name));
        }
    }

    /** One client deletes what another one has edited twice, so that the server knows neither edit and nothing but a deletion below their base. */
    @Test
    void replication_ofLaterEditsThanADeletion_keepsWhatTheirAncestorHas() throws Exception {
        assumeThat(COUCH.isCouchDb())
                .as("on PouchDB Server, Slipcover does not find the ancestor of a deletion")
                .isTrue();
        String first = put(
                3,
                "a",
                "{\"schema\":\"todo-item\",\"text\":\"one\",\"status\":\"active\",\"group\":{\"name\":\"dogs\"}}");
        assertThat(send(3, "DELETE", database + "/a?rev=" + first, "").statusCode())
                .isEqualTo(200);

        HttpResponse<String> pushed = send(
                1,
                "POST",
                database + "/_bulk_docs",
                "{\"docs\":[{\"_id\":\"a\",\"_rev\":\"3-0123456789abcdef0123456789abcdef\",\"_revisions\":{\"start\":3,\"ids\":"
                        + "[\"0123456789abcdef0123456789abcdef\",\"fedcba9876543210fedcba9876543210\",\""
                        + first.substring(2) + "\"]},\"schema\":\"todo-item\",\"version\":1,"
                        + "\"title\":\"offline\",\"isDone\":true}],\"new_edits\":false}");

        assertThat(pushed.statusCode()).isEqualTo(201);
        assertThat(get(0, "a"))
                .contains("\"text\":\"offline\"", "\"status\":\"done\"", "\"group\":{\"name\":\"dogs\"}");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void replication_upgradesWithTheParent_alsoAfterCompaction(boolean compacted) throws Exception {
        String first = put(
                3,
                "a",
                "{\"schema\":\"todo-item\",\"text\":\"one\",\"status\":\"active\",\"group\":{\"name\":\"dogs\"}}");
        String winner = put(
                3,
                "a",
                "{\"_rev\":\"" + first
                        + "\",\"schema\":\"todo-item\",\"text\":\"two\",\"status\":\"active\",\"group\":{\"name\":\"cats\"}}");
        assertThat(winner).startsWith("2-");
        if (compacted) {
            assumeThat(COUCH.isCouchDb()).isTrue();
            assertThat(send("POST", database + "/_compact", "").statusCode()).isEqualTo(202);
            Patience.await(
                    () -> first + " to be gone", () -> get(0, "a?rev=" + first).contains("not_found"));
        }
        String digits = first.substring(2);
        HttpResponse<String> pushed = send(
                1,
                "POST",
                database + "/_bulk_docs",
                "{\"docs\":[{\"_id\":\"a\",\"_rev\":\"2-0123456789abcdef0123456789abcdef\",\"_revisions\":{\"start\":2,\"ids\":"
                        + "[\"0123456789abcdef0123456789abcdef\",\"" + digits
                        + "\"]},\"schema\":\"todo-item\",\"version\":1,"
                        + "\"title\":\"offline\",\"isDone\":true}],\"new_edits\":false}");
        assertThat(pushed.statusCode()).isEqualTo(201);
        assertThat(pushed.body().strip()).isEqualTo("[]");
        assertThat(get(0, "a?rev=2-0123456789abcdef0123456789abcdef"))
                .contains("\"text\":\"offline\",\"status\":\"done\"", compacted ? "cats" : "dogs");
    }

    @Test
    void batch_withARefusedDocument_writesTheOthers() throws Exception {
        String refused = "{\"_id\":\"x\",\"schema\":\"todo-item\",\"version\":9}";
        String fine = "{\"_id\":\"n\",\"schema\":\"todo-item\",\"title\":\"t\",\"isDone\":true}";
        HttpResponse<String> edits =
                send(1, "POST", database + "/_bulk_docs", "{\"docs\":[" + refused + "," + fine + "]}");
        assertThat(edits.statusCode()).isEqualTo(201);
        assertThat(edits.body())
                .startsWith("[{\"id\":\"x\",\"error\":\"forbidden\",")
                .contains("\"ok\":true", "\"id\":\"n\"");

        String replicated = "{\"new_edits\":false,\"docs\":[" + fine.replace("\"n\"", "\"m\",\"_rev\":\"1-a\"") + ","
                + refused.replace("\"x\"", "\"x\",\"_rev\":\"1-a\"") + "]}";
        assertThat(send(1, "POST", database + "/_bulk_docs", replicated).statusCode())
                .isEqualTo(500);
        assertThat(send("GET", database + "/m", "").statusCode()).isEqualTo(404);
        HttpResponse<String> skipped = send(skipping, 1, "POST", database + "/_bulk_docs", replicated);
        assertThat(skipped.statusCode()).isEqualTo(201);
        assertThat(skipped.body()).startsWith("[{\"id\":\"x\",\"rev\":\"1-a\",\"error\":\"forbidden\",");
        assertThat(send("GET", database + "/m", "").statusCode()).isEqualTo(200);
    }

    @Test
    void unshowable_isTold() throws Exception {
        put(2, "b", "{\"schema\":\"todo-item\",\"version\":2,\"title\":\"t\",\"status\":42}");
        HttpResponse<String> get = send(1, "GET", database + "/b", "");
        assertThat(get.statusCode()).isEqualTo(500);
        assertThat(get.body()).contains("migration_failed", "convert status: no pair for 42");
        String bulk = "{\"docs\":[{\"id\":\"b\"}]}";
        assertThat(send(1, "POST", database + "/_bulk_get", bulk).body()).contains("\"error\":\"migration_failed\"");
        assertThat(send(skipping, 1, "POST", database + "/_bulk_get", bulk).body())
                .contains("\"docs\":[]");
    }

    @Test
    void stranger_isToldSoByTheServer() throws Exception {
        assumeThat(COUCH.administrator()).isPresent();
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + proxy.address().getPort() + database + "/x"))
                .header("X-Client-Version", "1.0")
                .PUT(HttpRequest.BodyPublishers.ofString("{\"schema\":\"todo-item\",\"version\":9}"))
                .build();
        assertThat(HTTP.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(401);
    }
}
