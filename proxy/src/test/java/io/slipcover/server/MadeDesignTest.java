package io.slipcover.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipcover.testing.FakeUpstream;
import io.slipcover.testing.LeakGuard;
import io.slipcover.testing.Logged;
import io.slipcover.testing.Opened;
import io.slipcover.testing.TestSite;
import io.slipcover.testing.Wire;
import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests of a release for which Slipcover makes design documents: release 2 has {@code design: auto}. */
@ExtendWith(LeakGuard.class)
final class MadeDesignTest {
    private static final String MISSING = "{\"error\":\"not_found\",\"reason\":\"missing\"}\n";

    @RegisterExtension
    private final Opened opened = new Opened();

    private Wire client(FakeUpstream couch) throws IOException {
        return opened.client(new TestSite()
                .with("{ todo-item: 2 }, design: { app: app-v2 } }", "{ todo-item: 2 }, design: auto }")
                .on(couch.port()));
    }

    private FakeUpstream couch(int status, String body) throws IOException {
        return opened.add(FakeUpstream.answering(
                "HTTP/1.1 " + status + " X\r\nContent-Length: " + body.length() + "\r\n\r\n" + body));
    }

    private static String request(String methodAndPath, String release) {
        return methodAndPath + " HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\nX-Client-Version: " + release
                + "\r\n\r\n{}";
    }

    private static String made(String request) {
        Matcher name = Pattern.compile("app(-slipcover-2-[0-9a-f]{8})").matcher(request);
        assertThat(name.find()).as(request).isTrue();
        return name.group(1);
    }

    @ParameterizedTest
    @CsvSource({
        "GET /todos/_design/app/_view/x, GET /todos/_design/app*/_view/x",
        "POST /todos/_design/app/_view/x/queries, POST /todos/_design/app*/_view/x/queries",
        "GET /todos/_partition/p/_design/app/_view/x?include_docs=true, GET /todos/_partition/p/_design/app*/_view/x?include_docs=true",
        "GET /todos/_design/app/_info, GET /todos/_design/app*/_info",
        "GET /todos/_design/b/_list/x/app/v, GET /todos/_design/b*/_list/x/app*/v",
        "PUT /todos/_design/app/_update/x/doc, PUT /todos/_design/app*/_update/x/doc",
        "GET /todos/_changes?filter=app/f, GET /todos/_changes?filter=app*%2Ff",
        "GET /todos/_changes?filter=_view&view=app/v, GET /todos/_changes?filter=_view&view=app*%2Fv",
        "GET /todos/_changes?filter=_doc_ids, GET /todos/_changes?filter=_doc_ids",
        "GET /todos/_design/app, GET /todos/_design/app"
    })
    void functions_areThoseOfTheMadeDesignDocument(String asked, String forwarded) throws Exception {
        FakeUpstream couch = couch(200, "{\"rows\":[]}");
        Wire client = client(couch);
        assertThat(client.send(request(asked, "2")).answer()).startsWith("HTTP/1.1 200 ");
        String request = couch.nextRequest();
        String end = forwarded.contains("*") ? made(request) : "";
        assertThat(request).startsWith(forwarded.replace("*", end) + " ");

        client.send(request(request.substring(0, request.indexOf(" HTTP/")), "2"))
                .answer();
        assertThat(couch.nextRequest()).startsWith(forwarded.replace("*", end) + " ");
        client.send(request(asked, "3")).answer();
        assertThat(couch.nextRequest()).startsWith(asked + " ");
    }

    @Test
    void versionOfTheClient_hasToBeKnown() throws Exception {
        FakeUpstream couch = couch(200, "{\"rows\":[]}");
        assertThat(client(couch)
                        .send("GET /todos/_design/any/_view/x HTTP/1.1\r\nHost: h\r\n\r\n")
                        .answer())
                .startsWith("HTTP/1.1 400 ")
                .contains("unknown_client_version");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "_design/app/_view/x",
                "_design/app/_view/x?include_docs=true",
                "_design/app/_show/s/doc",
                "_changes?filter=app/f"
            })
    void missingDesignDocument_isTold_andLoggedOnce(String path) throws Exception {
        try (Logged logged = Logged.by("io.slipcover.dispatch.MissingDesigns")) {
            FakeUpstream couch = couch(404, MISSING);
            Wire client = client(couch);
            for (int time = 0; time < 2; time++) {
                String answer = client.send(request("GET /todos/" + path, "2")).answer();
                String made = "app" + made(couch.nextRequest());
                assertThat(answer)
                        .startsWith("HTTP/1.1 404 ")
                        .containsIgnoringCase("\r\nvary: X-Client-Version\r\n")
                        .endsWith("{\"error\":\"not_found\",\"reason\":\"release 2 has _design/" + made
                                + " in place of _design/app, and nobody has uploaded it to 'todos': an operator does so"
                                + " with slipcover design --release 2 --database todos --upload FILE\"}\n");
            }
            assertThat(logged.lines())
                    .singleElement()
                    .asString()
                    .contains("release=\"2\" database=\"todos\" asked=\"app\" made=\"app-slipcover-2-");
        }
    }

    @Test
    void missingDesignDocument_inPieces_isTold() throws Exception {
        for (int cut = 0; cut <= MISSING.length(); cut++) {
            int at = cut;
            FakeUpstream couch = opened.add(new FakeUpstream((number, wire) -> {
                wire.request();
                wire.send("HTTP/1.1 404 X\r\nContent-Length: " + MISSING.length() + "\r\n\r\n"
                        + MISSING.substring(0, at));
                wire.send(MISSING.substring(at));
                wire.request();
            }));
            try (Logged logged = Logged.by("io.slipcover.dispatch.MissingDesigns")) {
                assertThat(client(couch)
                                .send(request("GET /todos/_design/app/_view/x", "2"))
                                .answer())
                        .contains("nobody has uploaded it");
                assertThat(logged.lines()).hasSize(1);
            }
            opened.afterEach(null);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "404 | {\"error\":\"not_found\",\"reason\":\"missing_named_view\"}",
                "404 | {\"error\":\"not_found\",\"reason\":\"Database does not exist.\"}",
                "404 | no JSON",
                "404 | {\"reason\":\"missing\"",
                "404 | []",
                "200 | {\"error\":\"not_found\",\"reason\":\"missing\"}",
                "500 | {\"error\":\"not_found\",\"reason\":\"missing\"}"
            })
    void anyOtherAnswer_isCouchDbsOwn(int status, String body) throws Exception {
        FakeUpstream couch = couch(status, body);
        Wire client = client(couch);
        for (String path : List.of("_design/app/_info", "_design/app/_view/x")) {
            assertThat(client.send(request("GET /todos/" + path, "2")).answer())
                    .startsWith("HTTP/1.1 " + status + " ")
                    .endsWith("\r\n\r\n" + body);
        }
    }

    @Test
    void answerToHead_andLongAnswers_areCouchDbsOwn() throws Exception {
        FakeUpstream head = opened.add(
                FakeUpstream.answering("HTTP/1.1 404 X\r\nContent-Length: " + MISSING.length() + "\r\n\r\n"));
        assertThat(client(head)
                        .send("HEAD /todos/_design/app/_info HTTP/1.1\r\nHost: h\r\nX-Client-Version: 2\r\n\r\n")
                        .head())
                .startsWith("HTTP/1.1 404 ");
        String body = "{\"reason\":\"missing\",\"more\":\"" + "x".repeat(600) + "\"}";
        assertThat(client(couch(404, body))
                        .send(request("GET /todos/_design/app/_info", "2"))
                        .answer())
                .endsWith(body);
    }

    @Test
    void missingDesignDocument_ofAnyNameAClientMakesUp_isLoggedInOneLine() throws Exception {
        try (Logged logged = Logged.by("io.slipcover.dispatch.MissingDesigns")) {
            client(couch(404, MISSING))
                    .send(request("GET /todos/_design/a%0Ab%22/_view/x", "2"))
                    .answer();
            assertThat(logged.lines()).singleElement().asString().contains("asked=\"a%0Ab%22\"");
        }
    }
}
