package io.slipcover.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipcover.testbed.CouchServer;
import io.slipcover.testing.Certificates;
import io.slipcover.testing.LeakGuard;
import io.slipcover.testing.Opened;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A client of HTTP/2 on a real server. */
@ExtendWith(LeakGuard.class)
final class StreamsIT {
    private static final CouchServer COUCH = CouchServer.shared();

    @RegisterExtension
    private final Opened opened = new Opened();

    private final String database = "/user-" + UUID.randomUUID();
    private ProxyServer proxy;
    private HttpClient http;

    @BeforeEach
    void start() throws Exception {
        proxy = opened.proxy(Certificates.site()
                .with("lenses: lenses", "gzip: true\nlenses: lenses")
                .on(COUCH.url().getPort()));
        http = HttpClient.newBuilder().sslContext(Certificates.client()).build();
        // One shard: with several, CouchDB spells the sequence of one change in several ways.
        assertThat(send("PUT", "?q=1", BodyPublishers.noBody()).statusCode()).isEqualTo(201);
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("https://localhost:" + proxy.address().getPort() + database + path))
                .header("X-Client-Version", "1.0.0")
                .header("Accept", "application/json");
        COUCH.administrator().ifPresent(who -> request.header("Authorization", who.authorization()));
        return request;
    }

    private HttpResponse<String> send(String method, String path, BodyPublisher body) throws Exception {
        HttpResponse<String> answer = http.send(
                request(path)
                        .header("Content-Type", "application/json")
                        .method(method, body)
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
        return answer;
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        return send("POST", path, BodyPublishers.ofString(body));
    }

    private static String todo(String id, String title) {
        return "{\"_id\":\"%s\",\"schema\":\"todo-item\",\"version\":1,\"title\":\"%s\",\"isDone\":false}"
                .formatted(id, title);
    }

    @Test
    void batches_conflicts_andRevisions_areAsOverHttp11() throws Exception {
        HttpResponse<String> written =
                post("/_bulk_docs", "{\"docs\":[" + todo("a", "one") + "," + todo("b", "two") + "]}");
        assertThat(written.statusCode()).isEqualTo(201);
        assertThat(written.body())
                .contains("\"id\":\"a\"")
                .contains("\"id\":\"b\"")
                .doesNotContain("error");

        assertThat(post("/_bulk_get", "{\"docs\":[{\"id\":\"a\"},{\"id\":\"b\"}]}")
                        .body())
                .contains("\"title\":\"one\"")
                .contains("\"title\":\"two\"")
                .doesNotContain("\"text\"");
        HttpResponse<String> conflict = send("PUT", "/a", BodyPublishers.ofString(todo("a", "three")));
        assertThat(conflict.statusCode()).isEqualTo(409);
        assertThat(conflict.body()).contains("\"error\":\"conflict\"");
        assertThat(COUCH.client().get(database + "/a").body()).contains("\"text\":\"one\"");
    }

    @Test
    void feed_tellsOfAChange_whileOtherStreamsGoOn() throws Exception {
        HttpResponse<InputStream> feed = http.send(
                request("/_changes?feed=continuous&include_docs=true&heartbeat=1000")
                        .build(),
                BodyHandlers.ofInputStream());
        assertThat(feed.version()).isEqualTo(HttpClient.Version.HTTP_2);
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(feed.body(), StandardCharsets.UTF_8))) {
            for (String title : new String[] {"one", "two"}) {
                assertThat(send("PUT", "/" + title, BodyPublishers.ofString(todo(title, title)))
                                .statusCode())
                        .isEqualTo(201);
                String line = lines.readLine();
                while (line.isEmpty()) {
                    line = lines.readLine();
                }
                assertThat(line).contains("\"title\":\"" + title + "\"").doesNotContain("\"text\"");
            }
        }
        assertThat(proxy.connections()).isEqualTo(1);
    }

    @Test
    void attachment_goesThereAndBack() throws Exception {
        byte[] bytes = new byte[2_000_000];
        new Random(1).nextBytes(bytes);
        HttpResponse<String> stored = http.send(
                request("/a/large")
                        .header("Content-Type", "application/octet-stream")
                        .PUT(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes)))
                        .build(),
                BodyHandlers.ofString());
        assertThat(stored.statusCode()).as(stored.body()).isEqualTo(201);

        HttpResponse<byte[]> read =
                http.send(request("/a/large").header("Accept-Encoding", "gzip").build(), BodyHandlers.ofByteArray());
        assertThat(read.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(read.body()).isEqualTo(bytes);
    }

    @Test
    void rows_areCompressed_andADocumentOfAKnownTagIsNotSentAgain() throws Exception {
        post("/_bulk_docs", "{\"docs\":[" + todo("a", "long ".repeat(400)) + "]}");
        for (String path : new String[] {"/_all_docs?include_docs=true", "/_changes?include_docs=true", "/a"}) {
            HttpResponse<byte[]> packed =
                    http.send(request(path).header("Accept-Encoding", "gzip").build(), BodyHandlers.ofByteArray());
            assertThat(packed.headers().firstValue("content-encoding")).as(path).hasValue("gzip");
            assertThat(packed.body().length).isLessThan(1500);
            String plain = new String(
                    new GZIPInputStream(new ByteArrayInputStream(packed.body())).readAllBytes(),
                    StandardCharsets.UTF_8);
            assertThat(plain)
                    .isEqualTo(send("GET", path, BodyPublishers.noBody()).body());
        }
        String tag = http.send(request("/a").header("Accept-Encoding", "gzip").build(), BodyHandlers.discarding())
                .headers()
                .firstValue("etag")
                .orElseThrow();
        HttpResponse<Void> again = http.send(
                request("/a")
                        .header("Accept-Encoding", "gzip")
                        .header("If-None-Match", tag)
                        .build(),
                BodyHandlers.discarding());
        assertThat(again.statusCode()).isEqualTo(304);
        HttpResponse<String> deleted =
                http.send(request("/a").header("If-Match", tag).DELETE().build(), BodyHandlers.ofString());
        assertThat(deleted.statusCode()).as(deleted.body()).isEqualTo(200);
    }
}
