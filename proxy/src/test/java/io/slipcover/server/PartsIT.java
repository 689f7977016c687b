package io.slipcover.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.slipcover.testbed.CouchServer;
import io.slipcover.testing.LeakGuard;
import io.slipcover.testing.Opened;
import io.slipcover.testing.Seed;
import io.slipcover.testing.TestSite;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents with attachments, in parts, on a real CouchDB. */
@ExtendWith(LeakGuard.class)
final class PartsIT {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final CouchServer COUCH = CouchServer.shared();

    /** Text, which CouchDB compresses, and bytes, which it does not. */
    private static final String TEXT = "a text that is the same\r\n--b and the same again\n".repeat(400);

    @RegisterExtension
    static final Seed SEED = Seed.of(PartsIT.class);

    private static final String BYTES = bytes(100_000);

    private static ProxyServer proxy;

    private String database;

    private static String bytes(int length) {
        byte[] bytes = new byte[length];
        SEED.random().nextBytes(bytes);
        return new String(bytes, ISO_8859_1);
    }

    @BeforeAll
    static void start() {
        assumeTrue(COUCH.isCouchDb(), "only CouchDB reads and writes documents in parts like this");
        proxy = Opened.start(new TestSite().on(COUCH.url().getPort()));
    }

    @AfterAll
    static void stop() {
        if (proxy != null) {
            proxy.close();
        }
    }

    @BeforeEach
    void createDatabase() throws Exception {
        database = "/user-" + UUID.randomUUID();
        assertThat(send(0, "PUT", database, "").statusCode()).isEqualTo(201);
    }

    private static int port(int release) {
        return release == 0 ? COUCH.url().getPort() : proxy.address().getPort();
    }

    /** Asks as a client of a release; 0 asks the server itself. */
    private static HttpResponse<String> send(int release, String method, String path, String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port(release) + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body, ISO_8859_1));
        COUCH.administrator().ifPresent(who -> request.header("Authorization", who.authorization()));
        if (release > 0) {
            request.header("X-Client-Version", release + ".0.0");
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HTTP.send(request.build(), BodyHandlers.ofString(ISO_8859_1));
    }

    private static String attachment(String name, String type, String content) {
        return "\r\n--b\r\nContent-Disposition: attachment; filename=\"" + name + "\"\r\nContent-Type: " + type
                + "\r\nContent-Length: " + content.length() + "\r\n\r\n" + content;
    }

    private static String follows(String type, String content) {
        return "{\"follows\":true,\"content_type\":\"" + type + "\",\"length\":" + content.length() + "}";
    }

    /** Puts a document with two attachments behind it, the bytes first. */
    private String put(int release, String path, String members, String text) throws Exception {
        String body = "--b\r\nContent-Type: application/json\r\n\r\n{" + members + ",\"_attachments\":{\"z\":"
                + follows("image/png", BYTES) + ",\"a\":" + follows("text/plain", text) + "}}"
                + attachment("z", "image/png", BYTES) + attachment("a", "text/plain", text) + "\r\n--b--";
        // The text has the delimiter's look-alike in it, but no line of it is one.
        body = body.replace("--b\r\nC", "--b-b\r\nC").replace("\r\n--b--", "\r\n--b-b--");
        HttpResponse<String> response = send(
                release, "PUT", database + "/" + path, body, "Content-Type", "multipart/related; boundary=\"b-b\"");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
        return response.body().replaceAll(".*\"rev\":\"([^\"]*)\".*\\s*", "$1");
    }

    private static String members(int release, String title, boolean done) {
        String type = "\"schema\":\"todo-item\",\"version\":" + release;
        return switch (release) {
            case 1 -> type + ",\"title\":\"" + title + "\",\"isDone\":" + done;
            case 2 -> type + ",\"title\":\"" + title + "\",\"status\":\"" + (done ? "done" : "active") + "\"";
            default -> type + ",\"text\":\"" + title + "\",\"status\":\"" + (done ? "done" : "active") + "\"";
        };
    }

    private void assertAttachments(String text) throws Exception {
        assertThat(send(0, "GET", database + "/d/z", "").body()).isEqualTo(BYTES);
        assertThat(send(0, "GET", database + "/d/a", "").body()).isEqualTo(text);
    }

    private static String parted(int release, String path) throws Exception {
        HttpResponse<String> response = send(release, "GET", path, "", "Accept", "multipart/mixed, multipart/related");
        String type = response.headers().firstValue("Content-Type").orElse("");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(type).startsWith("multipart/");
        response.headers()
                .firstValueAsLong("Content-Length")
                .ifPresent(
                        length -> assertThat(length).isEqualTo(response.body().length()));
        // Boundaries are made by chance.
        return response.body().replaceAll("(?<=--)[0-9a-f]{32}|(?<=boundary=\"?)[0-9a-f]{32}", "boundary");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void write_withAttachments_isStoredWithThem_andKeepsWhatItsWriterWasNotShown(int release) throws Exception {
        String first = put(3, "d", members(3, "Moonwalk", false) + ",\"group\":{\"name\":\"dogs\"}", "first");
        String given = members(release, "Walk", true) + ",\"_rev\":\"" + first + "\"";
        put(release, "d", given + (release > 1 ? ",\"group\":{\"name\":\"dogs\"}" : ""), TEXT);

        assertThat(send(0, "GET", database + "/d", "").body())
                .contains("\"text\":\"Walk\"", "\"status\":\"done\"", "\"group\":{\"name\":\"dogs\"}", "\"version\":3");
        assertAttachments(TEXT);
    }

    @Test
    void form_withADocument_isStoredInTheStoresShape() throws Exception {
        String form = "--b\r\nContent-Disposition: form-data; name=\"_doc\"\r\n\r\n{" + members(1, "Form", true)
                + "}\r\n--b\r\nContent-Disposition: form-data; name=\"_attachments\"; filename=\"a\"\r\n"
                + "Content-Type: text/plain\r\n\r\nabc\r\n--b--\r\n";
        HttpResponse<String> response = send(
                1,
                "POST",
                database + "/d",
                form,
                "Content-Type",
                "multipart/form-data; boundary=b",
                "Referer",
                "http://127.0.0.1:" + port(1) + "/");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
        assertThat(send(0, "GET", database + "/d", "").body())
                .contains("\"text\":\"Form\"", "\"status\":\"done\"", "\"version\":3");
        assertThat(send(0, "GET", database + "/d/a", "").body()).isEqualTo("abc");
    }

    @Test
    void read_withAttachments_isAView_withTheSameAttachments() throws Exception {
        put(3, "d", members(3, "Moonwalk", true) + ",\"group\":{\"name\":\"dogs\"}", TEXT);
        String direct = parted(0, database + "/d?attachments=true");

        assertThat(parted(3, database + "/d?attachments=true")).isEqualTo(direct);
        for (int release : new int[] {1, 2}) {
            String view = parted(release, database + "/d?attachments=true");
            assertThat(view)
                    .contains("\"title\":\"Moonwalk\"", "\"version\":" + release, BYTES, "Content-Encoding: gzip");
            assertThat(view.substring(view.indexOf("\"_attachments\"")))
                    .isEqualTo(direct.substring(direct.indexOf("\"_attachments\"")));
        }
        HttpResponse<String> head =
                send(1, "HEAD", database + "/d?attachments=true", "", "Accept", "multipart/related");
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.headers().firstValueAsLong("Content-Length"))
                .hasValue(send(1, "GET", database + "/d?attachments=true", "", "Accept", "multipart/related")
                        .body()
                        .length());
    }

    @Test
    void revisions_inParts_areViews() throws Exception {
        String group = ",\"group\":{\"name\":\"dogs\"}";
        put(3, "d?new_edits=false", members(3, "One", true) + group + ",\"_rev\":\"1-a\"", TEXT);
        put(3, "d?new_edits=false", members(3, "Two", true) + group + ",\"_rev\":\"1-b\"", "second");
        for (String query : new String[] {
            "open_revs=all&revs=true&attachments=true", "open_revs=[\"1-b\",\"9-z\"]", "open_revs=all&latest=true"
        }) {
            String path = database + "/d?" + query.replace("\"", "%22");
            String direct = parted(0, path);
            assertThat(parted(3, path)).isEqualTo(direct);
            assertThat(parted(1, path))
                    .isEqualTo(direct.replaceAll(
                                    "\"text\":\"(\\w+)\",\"status\":\"done\"", "\"title\":\"$1\",\"isDone\":true")
                            .replace("\"version\":3", "\"version\":1")
                            .replace(group, ""));
        }
        String asked = "{\"docs\":[{\"id\":\"d\"},{\"id\":\"none\",\"rev\":\"1-a\"}]}";
        String[] headers = {"Accept", "multipart/mixed", "Content-Type", "application/json"};
        String found = send(1, "POST", database + "/_bulk_get?attachments=true", asked, headers)
                .body();
        assertThat(found)
                .contains("\"title\":\"Two\",\"isDone\":true", BYTES, "error=\"true\"")
                .doesNotContain("\"text\"");
    }

    @Test
    void replication_withAttachments_bothWays() throws Exception {
        put(3, "d", members(3, "Moonwalk", false) + ",\"group\":{\"name\":\"dogs\"}", TEXT);
        String local = database + "-local";
        assertThat(send(0, "PUT", local, "").statusCode()).isEqualTo(201);
        replicate(remote(), local(local));
        String pulled = send(0, "GET", local + "/d", "").body();
        assertThat(pulled)
                .contains("\"title\":\"Moonwalk\",\"isDone\":false", "\"version\":1")
                .doesNotContain("group");
        assertThat(send(0, "GET", local + "/d/z", "").body()).isEqualTo(BYTES);
        assertThat(send(0, "GET", local + "/d/a", "").body()).isEqualTo(TEXT);

        String kept = database;
        database = local;
        put(
                0,
                "d",
                members(1, "Walk", true) + ",\"_rev\":\"" + pulled.replaceAll(".*\"_rev\":\"([^\"]*)\".*\\s*", "$1")
                        + "\"",
                "edited");
        put(0, "n", members(1, "New", true), "new");
        database = kept;
        replicate(local(local), remote());
        assertThat(send(0, "GET", database + "/d", "").body())
                .contains("\"text\":\"Walk\"", "\"status\":\"done\"", "\"group\":{\"name\":\"dogs\"}", "\"version\":3");
        assertAttachments("edited");
        assertThat(send(0, "GET", database + "/n", "").body()).contains("\"text\":\"New\"", "\"version\":3");
        assertThat(send(0, "GET", database + "/n/a", "").body()).isEqualTo("new");
        assertThat(send(0, "DELETE", local, "").statusCode()).isEqualTo(200);
    }

    private static String authorization() {
        return COUCH.administrator()
                .map(who -> "\"Authorization\":\"" + who.authorization() + "\"")
                .orElse("\"X-More\":\"1\"");
    }

    private static String local(String path) {
        return "{\"url\":\"http://127.0.0.1:" + port(0) + path + "\",\"headers\":{" + authorization() + "}}";
    }

    private String remote() {
        return "{\"url\":\"http://127.0.0.1:" + port(1) + database + "\",\"headers\":{" + authorization()
                + ",\"X-Client-Version\":\"1.0.0\"}}";
    }

    private static void replicate(String source, String target) throws Exception {
        HttpResponse<String> done = send(
                0,
                "POST",
                "/_replicate",
                "{\"source\":" + source + ",\"target\":" + target + "}",
                "Content-Type",
                "application/json");
        assertThat(done.statusCode()).as(done.body()).isEqualTo(200);
        assertThat(done.body()).contains("\"ok\":true", "\"doc_write_failures\":0");
    }
}
