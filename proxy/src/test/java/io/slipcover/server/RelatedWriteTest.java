package io.slipcover.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipcover.testbed.Patience;
import io.slipcover.testing.LeakGuard;
import io.slipcover.testing.LittleCouch;
import io.slipcover.testing.Opened;
import io.slipcover.testing.TestSite;
import io.slipcover.testing.Wire;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents that are written with their attachments behind them. */
@ExtendWith(LeakGuard.class)
@SuppressWarnings("StringConcatToTextBlock") // Lines end with CR and LF here.
final class RelatedWriteTest {
    private static final int BLOCK = 1 << 12;
    private static final String BASE = "{\"_id\":\"a\",\"_rev\":\"2-b\",\"schema\":\"todo-item\",\"version\":3,"
            + "\"text\":\"Moonwalk\",\"status\":\"done\",\"group\":{\"name\":\"dogs\"},"
            + "\"_attachments\":{\"x\":{\"stub\":true,\"length\":3},\"y\":{\"stub\":true,\"length\":4}}}";
    private static final String ATTACHMENTS =
            "\"_attachments\":{\"y\":{\"follows\":true,\"length\":4},\"x\":{\"length\":3,\"follows\":true}}";
    private static final String EDIT_1 = "{\"_id\":\"a\",\"_rev\":\"2-b\",\"schema\":\"todo-item\",\"version\":1,"
            + "\"title\":\"Walk\",\"isDone\":true," + ATTACHMENTS + "}";
    private static final String EDITED = "{\"_id\":\"a\",\"_rev\":\"2-b\",\"schema\":\"todo-item\",\"version\":3,"
            + "\"text\":\"Walk\",\"status\":\"done\",\"group\":{\"name\":\"dogs\"}," + ATTACHMENTS + "}";

    @RegisterExtension
    private final Opened opened = new Opened();

    private final CountDownLatch mayAnswerLookups = new CountDownLatch(1);
    private LittleCouch couch;

    @BeforeEach
    void start() throws IOException {
        couch = opened.add(new LittleCouch());
        couch.store("a@2-b", BASE);
        couch.beforeLookups(question -> Patience.await(mayAnswerLookups));
    }

    @AfterEach
    void answerLookups() {
        mayAnswerLookups.countDown();
    }

    private Wire client() throws IOException {
        return client(new TestSite());
    }

    private Wire client(TestSite settings) throws IOException {
        return opened.client(settings.on(couch.port()));
    }

    private static String parts(String document) {
        return "--b\r\nContent-Type: application/json\r\n\r\n" + document
                + "\r\n--b\r\nContent-Disposition: attachment; filename=\"y\"\r\n\r\n\r\n-\u00FF"
                + "\r\n--b\r\nContent-Disposition: attachment; filename=\"x\"\r\n\r\nabc\r\n--b--";
    }

    private static String head(String line, String... headers) {
        return line + " HTTP/1.1\r\nHost: h\r\nX-Client-Version: 1\r\n"
                + "Content-Type: multipart/related; boundary=\"b\"\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
    }

    private static String put(String line, String body) {
        return head(line, "Content-Length: " + body.length()) + body;
    }

    private String stored() {
        Patience.await(() -> "a request to come", () -> !requests().isEmpty());
        String next = requests().get(0);
        couch.requests().remove(next);
        return next;
    }

    /** What came but questions after a client's admission. */
    private List<String> requests() {
        return couch.requests().stream()
                .filter(request -> !request.startsWith("GET /todos HTTP"))
                .toList();
    }

    private static String body(String request) {
        return request.substring(request.indexOf("\r\n\r\n") + 4);
    }

    @Test
    void put_edit_isLedUpWithItsBase_andItsAttachmentsFollowInTheirOrder() throws Exception {
        mayAnswerLookups.countDown();
        assertThat(client().send(put("PUT /todos/a", parts(EDIT_1))).answer()).startsWith("HTTP/1.1 201");

        String request = stored();
        assertThat(body(request)).isEqualTo(parts(EDITED));
        assertThat(request)
                .containsIgnoringCase("content-length: " + parts(EDITED).length() + "\r\n");
        assertThat(couch.lookups().get(0)).endsWith("{\"docs\":[{\"id\":\"a\",\"rev\":\"2-b\"}]}");
    }

    @Test
    void put_fromAReplicator_isLedUpWithItsParent() throws Exception {
        mayAnswerLookups.countDown();
        String written = EDIT_1.replace(
                "\"_rev\":\"2-b\"", "\"_rev\":\"3-c\",\"_revisions\":{\"start\":3,\"ids\":[\"c\",\"b\",\"a\"]}");
        client().send(put("PUT /todos/a?new_edits=false", parts(written))).answer();

        assertThat(body(stored())).contains("\"group\":{\"name\":\"dogs\"}", "\"_rev\":\"3-c\"", ATTACHMENTS);
    }

    @Test
    void put_chunkedAndCutAnywhere_staysChunked() throws Exception {
        mayAnswerLookups.countDown();
        Wire client = client();
        for (int cut = 1; cut < parts(EDIT_1).length(); cut += 7) {
            String body = parts(EDIT_1);
            client.send(head("PUT /todos/a", "Transfer-Encoding: chunked"));
            client.send(Integer.toHexString(cut) + "\r\n" + body.substring(0, cut) + "\r\n");
            client.send(Integer.toHexString(body.length() - cut) + "\r\n" + body.substring(cut) + "\r\n0\r\n\r\n");
            assertThat(client.answer()).startsWith("HTTP/1.1 201");

            String request = stored();
            assertThat(request.toLowerCase(Locale.ROOT))
                    .contains("transfer-encoding: chunked")
                    .doesNotContain("content-length: ");
            assertThat(body(request)).isEqualTo(parts(EDITED));
        }
    }

    /** Sends all of it, as fast as it is taken. */
    private static Thread sendInBlocks(Wire client, String text, AtomicInteger sent) {
        Thread sender = new Thread(() -> {
            try {
                for (int from = 0; from < text.length(); from += BLOCK) {
                    client.send(text.substring(from, Math.min(from + BLOCK, text.length())));
                    sent.addAndGet(BLOCK);
                }
            } catch (IOException exception) {
                // The test has failed, and says why.
            }
        });
        sender.start();
        return sender;
    }

    @Test
    void put_duringTheLookup_isNotReadFurther() throws Exception {
        String body = parts(EDIT_1).replace("abc", "x".repeat(64 << 20));
        Wire client = client();
        AtomicInteger sent = new AtomicInteger();
        Thread sender = sendInBlocks(client, put("PUT /todos/a", body), sent);
        Patience.await(() -> "a look-up", () -> !couch.lookups().isEmpty());
        assertThat(Patience.awaitStandstill("what the client has sent", sent::get))
                .isLessThan(body.length() / 2);

        mayAnswerLookups.countDown();
        assertThat(client.answer()).startsWith("HTTP/1.1 201");
        assertThat(body(stored()))
                .hasSize(body.length() + EDITED.length() - EDIT_1.length())
                .endsWith("x\r\n--b--");
        sender.join();
    }

    @ParameterizedTest
    @ValueSource(ints = {30_000, 60_000, 90_000, 120_000, 250_000})
    void put_ofWhichMuchIsHeldDuringTheLookup_goesOn(int length) throws Exception {
        String body = parts(EDIT_1).replace("abc", "x".repeat(length));
        Wire client = client();
        client.send(head("PUT /todos/a", "Content-Length: " + body.length()));
        client.send(body.substring(0, 30));
        AtomicInteger sent = new AtomicInteger();
        Thread sender = sendInBlocks(client, body.substring(30), sent);
        Patience.await(() -> "a look-up", () -> !couch.lookups().isEmpty());
        Patience.awaitStandstill("what the client has sent", sent::get);
        mayAnswerLookups.countDown();

        assertThat(client.answer()).startsWith("HTTP/1.1 201");
        assertThat(body(stored())).isEqualTo(parts(EDITED).replace("abc", "x".repeat(length)));
        sender.join();
    }

    @Test
    void put_expectingToBeTold_isTold() throws Exception {
        mayAnswerLookups.countDown();
        Wire client = client();
        String body = parts(EDIT_1);
        client.send(head("PUT /todos/a", "Expect: 100-continue", "Content-Length: " + body.length()));
        assertThat(client.head()).startsWith("HTTP/1.1 100");
        assertThat(client.send(body).answer()).startsWith("HTTP/1.1 201");
        assertThat(body(stored())).isEqualTo(parts(EDITED));
    }

    @Test
    void put_ofTheStoreRelease_leavesAsItCame() throws Exception {
        String document = "{ \"schema\" : \"todo-item\", \"version\":3, \"text\":\"t\" ," + ATTACHMENTS + "}";
        String request = put("PUT /todos/n", parts(document)).replace("Version: 1", "Version: 3");
        client().send(request).answer();

        assertThat(body(stored())).isEqualTo(parts(document));
    }

    @ParameterizedTest
    @ValueSource(strings = {"_design/d", "_local/l"})
    void put_ofCouchsOwnKinds_leavesAsItCame(String id) throws Exception {
        client().send(put("PUT /todos/" + id, parts(EDIT_1))).answer();

        assertThat(body(stored())).isEqualTo(parts(EDIT_1));
    }

    @Test
    void put_withSomethingBehindItsEnd_leavesWithLineFeedsThere() throws Exception {
        mayAnswerLookups.countDown();
        String epilogue = "\r\nGET /todos HTTP/1.1\r\nHost: h\r\n\r\n";
        client().send(put("PUT /todos/a", parts(EDIT_1) + epilogue)).answer();

        assertThat(body(stored())).isEqualTo(parts(EDITED) + "\n".repeat(epilogue.length()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"403", "409", "500", "503", "400", "413", "415"})
    void refusal_whileTheClientSends_isRead_andTheConnectionIsNotReusedHalfRead(String status) throws Exception {
        mayAnswerLookups.countDown();
        String line = "PUT /todos/a" + (status.equals("500") ? "?new_edits=false" : "");
        String document = EDIT_1;
        switch (status) {
            case "403", "500" -> document = EDIT_1.replace("\"version\":1", "\"version\":9");
            case "409" -> couch.answersLookups(notFound());
            case "503" -> couch.answersLookups("HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n");
            case "400" -> document = "{";
            default -> {}
        }
        String rest = "x".repeat(1 << 20);
        String body = parts(document);
        Wire client = client(status.equals("413") ? new TestSite().holding(100) : new TestSite());
        client.send(head(
                line,
                "Content-Length: " + (body.length() + rest.length()),
                status.equals("415") ? "Content-Encoding: gzip" : "X-More: 1"));
        client.send(body);
        assertThat(client.answer()).startsWith("HTTP/1.1 " + status);
        client.send(rest);

        // The rest of the body is no request.
        client.send("GET /todos/_all_docs HTTP/1.1\r\nHost: h\r\nX-Client-Version: 1\r\n\r\n");
        assertThat(client.answer()).startsWith("HTTP/1.1 201");
        assertThat(stored()).startsWith("GET /todos/_all_docs ");
        assertThat(requests()).isEmpty();
    }

    private static String notFound() {
        String told = "{\"results\":[{\"id\":\"a\",\"docs\":[{\"error\":{\"id\":\"a\",\"rev\":\"2-b\","
                + "\"error\":\"not_found\",\"reason\":\"missing\"}}]}]}";
        return "HTTP/1.1 200 OK\r\nContent-Length: " + told.length() + "\r\n\r\n" + told;
    }

    @Test
    void put_thatBreaksOffInItsDocument_storesNothing() throws Exception {
        ProxyServer proxy = opened.proxy(new TestSite().on(couch.port()));
        Wire client = opened.client(proxy);
        String body = parts(EDIT_1);
        client.send(head("PUT /todos/a", "Content-Length: " + body.length())).send(body.substring(0, 80));
        client.close();
        opened.client(proxy)
                .send("GET /todos/_all_docs HTTP/1.1\r\nHost: h\r\nX-Client-Version: 1\r\n\r\n")
                .answer();

        assertThat(stored()).startsWith("GET /todos/_all_docs ");
        assertThat(requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"multipart/mixed; boundary=b", "Multipart/related; boundary=b", "multipart/related ;boundary=b"})
    void put_ofAnotherType_isJson(String type) throws Exception {
        mayAnswerLookups.countDown();
        String typed = "Content-Type: " + type;
        Wire client = client();
        client.send(put("PUT /todos/a", EDIT_1).replaceFirst("Content-Type: [^\r]*", typed))
                .answer();
        assertThat(body(stored())).isEqualTo(EDITED);
        client.send(put("PUT /todos/a", parts(EDIT_1)).replaceFirst("Content-Type: [^\r]*", typed))
                .answer();
        assertThat(body(stored())).isEqualTo("{"); // Which CouchDB refuses.
    }

    @Test
    void put_withoutABoundary_isRefused() throws Exception {
        assertThat(client().send(put("PUT /todos/a", parts(EDIT_1)).replace("boundary", "bound"))
                        .answer())
                .startsWith("HTTP/1.1 400");
    }

    // ---- forms

    private static String form(String field) {
        return "--b\r\nContent-Disposition: form-data; name=\"_attachments\"; filename=\"x\"\r\n"
                + "Content-Type: text/plain\r\n\r\nabc\r\n--b\r\nContent-Disposition: form-data; name=" + field
                + "\r\n--b--\r\n";
    }

    private static String post(String body) {
        return put("POST /todos/a", body).replace("multipart/related", "multipart/form-data");
    }

    @Test
    void post_ofADocumentInAForm_isLedUpWithItsBase() throws Exception {
        mayAnswerLookups.countDown();
        assertThat(client().send(post(form("\"_doc\"\r\n\r\n" + EDIT_1))).answer())
                .startsWith("HTTP/1.1 201");

        String request = stored();
        assertThat(body(request)).isEqualTo(form("\"_doc\"\r\n\r\n" + EDITED));
        assertThat(request)
                .containsIgnoringCase(
                        "content-length: " + form("\"_doc\"\r\n\r\n" + EDITED).length() + "\r\n");
    }

    @Test
    void post_ofAttachmentsAlone_leavesAsItCame() throws Exception {
        client().send(post(form("\"_rev\"\r\n\r\n1-a"))).answer();

        assertThat(body(stored())).isEqualTo(form("\"_rev\"\r\n\r\n1-a"));
        assertThat(couch.lookups()).isEmpty();
    }

    @Test
    void post_ofNoForm_isRefused() throws Exception {
        Wire client = client();
        assertThat(client.send(post(EDIT_1)).answer()).startsWith("HTTP/1.1 400");
        assertThat(client.send(post(EDIT_1).replace("multipart/form-data; boundary=\"b\"", "application/json"))
                        .answer())
                .startsWith("HTTP/1.1 201");
        assertThat(body(stored())).isEqualTo("{"); // Which CouchDB refuses.
        assertThat(requests()).isEmpty();
    }

    @Test
    void put_aTextOfBytes_arrivesAsThey() throws Exception {
        StringBuilder bytes = new StringBuilder();
        for (int round = 0; round < 300; round++) {
            for (int each = 0; each < 256; each++) {
                bytes.append(new String(new byte[] {(byte) each}, ISO_8859_1));
            }
        }
        mayAnswerLookups.countDown();
        client().send(put("PUT /todos/a", parts(EDIT_1).replace("abc", bytes))).answer();

        assertThat(body(stored())).isEqualTo(parts(EDITED).replace("abc", bytes));
    }
}
