package io.slipcover.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipcover.testing.FakeUpstream;
import io.slipcover.testing.LeakGuard;
import io.slipcover.testing.Opened;
import io.slipcover.testing.RawAnswer;
import io.slipcover.testing.RawClient;
import io.slipcover.testing.TestSite;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clients that tell their version in the path. */
@ExtendWith(LeakGuard.class)
@SuppressWarnings("StringConcatToTextBlock") // Lines end with CR and LF here.
final class PathPrefixTest {
    private static final String DOCUMENT =
            "{\"_id\":\"a\",\"_rev\":\"1-a\",\"schema\":\"todo-item\",\"version\":3,\"text\":\"x\",\"status\":\"done\"}";

    private String location = "http://h/todos/a";
    private FakeUpstream couch;
    private ProxyServer proxy;
    private RawClient client;

    @BeforeEach
    void start() throws IOException {
        couch = new FakeUpstream((number, wire) -> {
            while (wire.request() != null) {
                wire.send("HTTP/1.1 200 OK\r\nSet-Cookie: AuthSession=x; Path=/\r\nLocation: " + location
                        + "\r\nContent-Length: " + DOCUMENT.length() + "\r\n\r\n" + DOCUMENT);
            }
        });
        proxy = Opened.start(new TestSite().on(couch.port()));
        client = new RawClient(proxy.address().getPort());
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        proxy.close();
        couch.close();
    }

    private RawAnswer ask(String line, String headers) throws IOException {
        return client.ask(line + " HTTP/1.1\r\nHost: h\r\n" + headers + "\r\n");
    }

    private String asked() throws InterruptedException {
        String request = couch.nextRequest();
        return request.substring(0, request.indexOf(" HTTP"));
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/todos/a, /todos/a, title",
        "/v2.0/todos//a/?x=1, /todos//a/?x=1, status",
        "//v1.0.0/todos/a, /todos/a, title",
        "http://h/v1/todos/a, /todos/a, title",
        "/v3/_session, /_session, text",
        "/v1/_session, /_session, text",
        "/v1, /, text",
        "/v1/, /, text",
        "/v1?x=/y, /?x=/y, text",
        "/v9/_session, /_session, text",
        "/v9/todos/_local/x, /todos/_local/x, text",
        "/v1.2.3.4/todos/a, /todos/a, title",
        "/v1.2.3.4.5/todos/a, /v1.2.3.4.5/todos/a, text",
    })
    void path_isThatBehindTheVersion(String target, String passed, String member) throws Exception {
        RawAnswer answer = ask("GET " + target, "");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(asked()).isEqualTo("GET " + passed);
        assertThat(answer.body()).contains("\"" + member + "\"");
    }

    @Test
    void unknownVersion_isRefusedWhereItCounts() throws Exception {
        assertThat(ask("GET /v9/todos/a", "").body()).contains("text");
        assertThat(ask("GET /v0/todos/a", "").status()).isEqualTo(410);
        RawAnswer none = ask("GET /todos/a", "User-Agent: OtherApp/1.0\r\n");
        assertThat(none.status()).isEqualTo(400);
        assertThat(none.body()).contains("unknown_client_version", "1.x", ">=3.0.0");
    }

    @ParameterizedTest
    @CsvSource({
        "TodoApp/1.4, 200, title",
        "Mozilla/5.0 TodoApp/2.0 Safari, 200, status",
        "TodoApp/0.1, 410, retired",
        "TodoApp/x, 400, unknown_client_version",
        "CouchDB-Replicator/3.5.0, 400, unknown_client_version"
    })
    void userAgent_tellsTheVersionToo(String userAgent, int status, String text) throws Exception {
        RawAnswer answer = ask("GET /todos/a", "User-Agent: " + userAgent + "\r\n");
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body()).contains(text);
        assertThat(answer.header("Vary")).hasValue("X-Client-Version, User-Agent");
    }

    @Test
    void vary_namesTheUserAgent_onlyWhereItWasAsked() throws Exception {
        String userAgent = "User-Agent: TodoApp/2.0\r\n";
        assertThat(ask("GET /todos/a", userAgent + "X-Client-Version: 2\r\n").header("Vary"))
                .hasValue("X-Client-Version");
        assertThat(ask("GET /v2/todos/a", userAgent).header("Vary")).hasValue("X-Client-Version");
        assertThat(ask("GET /todos/a", userAgent + "X-Client-Version: \r\n").header("Vary"))
                .hasValue("X-Client-Version, User-Agent");
        assertThat(ask("GET /todos/a", "User-Agent: TodoApp/0.5\r\n").header("Vary"))
                .hasValue("X-Client-Version, User-Agent");
        assertThat(ask("GET /todos/a", "").header("Vary")).hasValue("X-Client-Version, User-Agent");
        assertThat(ask("GET /_session", userAgent).header("Vary")).isEmpty();
    }

    @Test
    void versionThatIsMissing_isAskedForInEveryWayThatThereIs() throws Exception {
        assertThat(ask("GET /todos/a", "").body())
                .contains("the request names no version: expected one in the header X-Client-Version,"
                        + " or at the beginning of the path (as in /v2/db), or in a User-Agent that is known here;"
                        + " supported are 0.x, 1.x, 2.x, >=3.0.0");
    }

    @Test
    void version_namedTwiceAndOtherwise_isRefused() throws Exception {
        RawAnswer answer = ask("GET /todos/a", "X-Client-Version: 2\r\nX-Client-Version: 3\r\n");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body())
                .contains("the request names two versions in X-Client-Version, 2.0.0 and 3.0.0; supported are");
        assertThat(ask("GET /todos/a", "X-Client-Version: 2, 3\r\n").status()).isEqualTo(400);
        assertThat(ask("GET /todos/a", "X-Client-Version: 2\r\nX-Client-Version: 2.0.0\r\n")
                        .status())
                .isEqualTo(200);
        assertThat(ask("GET /v2.0.0.4/todos/a", "").status()).isEqualTo(200);
    }

    @Test
    void forwardedPrefix_isThePathsOwn() throws Exception {
        ask("GET /v2/todos/a", "X-Forwarded-Prefix: /evil\r\nForwarded: host=evil\r\n");
        assertThat(couch.nextRequest())
                .containsIgnoringCase("x-forwarded-prefix: /v2\r\n")
                .doesNotContain("evil");
        ask("GET /todos/a", "X-Client-Version: 2\r\nX-Forwarded-Prefix: /evil\r\n");
        assertThat(couch.nextRequest()).doesNotContain("evil");
    }

    @Test
    void prefix_countsBeforeTheUserAgent_andTheHeaderBeforeBoth() throws Exception {
        assertThat(ask("GET /v1/todos/a", "User-Agent: TodoApp/3.0\r\n").body()).contains("title");
        assertThat(ask("GET /v1/todos/a", "X-Client-Version: 3\r\n").body()).contains("text");
    }

    @ParameterizedTest
    @CsvSource({
        "http://h/todos/a, http://h/v2/todos/a",
        "https://H/todos/a, https://H/v2/todos/a",
        "http://h, http://h/v2",
        "http://h/v2/todos/a, http://h/v2/todos/a",
        "http://h/v2x, http://h/v2/v2x",
        "/todos/_design/app?x#y, /v2/todos/_design/app?x#y",
        "/v2, /v2",
        "//other/todos/a, //other/todos/a",
        "http://other/todos/a, http://other/todos/a",
        "http://h.other/todos/a, http://h.other/todos/a",
        "../other, ../other",
        "mailto:x, mailto:x",
    })
    void location_getsThePrefixBack_whereItIsOfThisServer(String told, String expected) throws Exception {
        location = told;
        for (String line :
                new String[] {"GET /v2/todos/a", "GET /v2/_session", "PUT /v2/todos/a/b", "DELETE /v2/todos/a"}) {
            RawAnswer answer = ask(line, "");
            assertThat(answer.header("Location")).as(line).hasValue(expected);
            assertThat(answer.header("Set-Cookie")).hasValue("AuthSession=x; Path=/");
        }
        assertThat(ask("GET /todos/a", "X-Client-Version: 2\r\n").header("Location"))
                .hasValue(told);
    }
}
