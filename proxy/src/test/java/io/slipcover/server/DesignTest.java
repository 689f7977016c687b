package io.slipcover.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.slipcover.testing.FakeUpstream;
import io.slipcover.testing.LeakGuard;
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
import org.slf4j.LoggerFactory;

/** Functions of design documents: release 2 has {@code app} as {@code app-v2}; release 3 is stored. */
@ExtendWith(LeakGuard.class)
final class DesignTest {
    private static final String ROW = "{\"id\":\"a\",\"doc\":{\"_id\":\"a\",\"schema\":\"todo-item\",\"version\":3,"
            + "\"text\":\"t\",\"status\":\"done\",\"group\":{\"name\":\"default\"}}}";
    private static final String VIEWED_ROW =
            "{\"id\":\"a\",\"doc\":{\"_id\":\"a\",\"schema\":\"todo-item\",\"version\":1,\"title\":\"t\",\"isDone\":true}}";

    @RegisterExtension
    private final Opened opened = new Opened();

    private FakeUpstream couch(String body) throws IOException {
        return opened.add(FakeUpstream.answering(
                "HTTP/1.1 200 OK\r\nETag: \"x\"\r\nContent-Length: " + body.length() + "\r\n\r\n" + body));
    }

    private Wire client(FakeUpstream couch) throws IOException {
        return opened.client(new TestSite().on(couch.port()));
    }

    private static String request(String methodAndPath, String release) {
        return methodAndPath + " HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n"
                + (release.isEmpty() ? "" : "X-Client-Version: " + release + "\r\n") + "\r\n{}";
    }

    @ParameterizedTest
    @CsvSource({
        "GET /todos/_design/app/_view/x?include_docs=true, GET /todos/_design/app-v2/_view/x?include_docs=true",
        "GET /todos/_design/app/_view/x, GET /todos/_design/app-v2/_view/x",
        "POST /todos/_design/ap%70/_view/x/queries, POST /todos/_design/app-v2/_view/x/queries",
        "GET /todos/_design/app/_show/x/doc, GET /todos/_design/app-v2/_show/x/doc",
        "PUT /todos/_design/app/_update/x/doc, PUT /todos/_design/app-v2/_update/x/doc",
        "GET /todos/_design/b/_list/x/app/v, GET /todos/_design/b/_list/x/app-v2/v",
        "GET /todos/_changes?filter=app%2Ff, GET /todos/_changes?filter=app-v2%2Ff",
        "POST /todos/_changes?filter=_view&view=app/v, POST /todos/_changes?filter=_view&view=app-v2%2Fv",
        "POST /todos/_changes?include_docs=true&filter=app/f, POST /todos/_changes?include_docs=true&filter=app-v2%2Ff",
        "GET /todos/_design/app, GET /todos/_design/app",
        "GET /todos/_design/app/logo.png, GET /todos/_design/app/logo.png",
        "GET /todos/_design/b/_view/x, GET /todos/_design/b/_view/x"
    })
    void functions_areThoseOfTheRelease(String asked, String forwarded) throws Exception {
        FakeUpstream couch = couch("{\"rows\":[]}");
        Wire client = client(couch);
        String answer = client.send(request(asked, "2")).answer();
        assertThat(couch.nextRequest()).startsWith(forwarded + " ");
        if (!asked.equals(forwarded)) {
            assertThat(answer).containsIgnoringCase("\r\nvary: X-Client-Version\r\n");
        }
        assertThat(client.send(request(asked, "3")).answer().contains("ary: X-Client-Version"))
                .isEqualTo(!asked.equals(forwarded));
        assertThat(couch.nextRequest()).startsWith(asked + " ");
    }

    @Test
    void functions_ofAnUnknownRelease_areRefusedOnlyWhereOneHasOthers() throws Exception {
        FakeUpstream couch = couch("{\"rows\":[]}");
        Wire client = client(couch);
        for (String path :
                List.of("_design/app/_view/x", "_changes?filter=app/f", "_changes?filter=_view&view=app/v")) {
            for (String release : List.of("", "17.x.y")) {
                assertThat(client.send(request("GET /todos/" + path, release)).answer())
                        .startsWith("HTTP/1.1 400 ")
                        .contains("unknown_client_version")
                        .containsIgnoringCase(
                                "\r\nvary: X-Client-Version" + (release.isEmpty() ? ", User-Agent\r\n" : "\r\n"));
            }
        }
        assertThat(couch.hasRequest()).isFalse();
        for (String path :
                List.of("todos/_design/b/_view/x", "todos/_changes?filter=b/f", "other/_design/app/_view/x")) {
            assertThat(client.send(request("GET /" + path, "")).answer())
                    .startsWith("HTTP/1.1 200 ")
                    .doesNotContainIgnoringCase("\r\nvary:");
            assertThat(couch.nextRequest()).startsWith("GET /" + path + " ");
        }
    }

    @Test
    void tagOfAMappedAnswer_isOfTheReleaseAlone() throws Exception {
        FakeUpstream couch = couch("{\"rows\":[]}");
        Wire client = client(couch);
        String answer =
                client.send(request("GET /todos/_changes?filter=app/f", "2")).answer();
        Matcher tag = Pattern.compile("\"x~[0-9a-f]{8}\"").matcher(answer);
        assertThat(tag.find()).isTrue();
        couch.nextRequest();
        String again = "GET /todos/_changes?filter=app/f HTTP/1.1\r\nHost: h\r\nIf-None-Match: " + tag.group()
                + "\r\nX-Client-Version: ";
        client.send(again + "2\r\n\r\n").answer();
        assertThat(couch.nextRequest()).containsIgnoringCase("if-none-match: \"x\"\r\n");
        client.send(again + "3\r\n\r\n").answer();
        assertThat(couch.nextRequest()).doesNotContainIgnoringCase("if-none-match");
    }

    @ParameterizedTest
    @CsvSource({
        "GET /todos/_design/b/_view/x?include_docs=true, rows",
        "POST /todos/_design/b/_view/x, rows",
        "POST /todos/_partition/p/_design/b/_view/x, rows",
        "GET /todos/_partition/p/_all_docs?include_docs=true, rows",
        "GET /todos/_design/b/_search/x?include_docs=true, rows",
        "POST /todos/_design/b/_search/x, rows",
        "POST /todos/_design/b/_nouveau/x, hits",
        "GET /todos/_design/b/_nouveau/x?include_docs=true, hits"
    })
    void rows_areViews(String asked, String member) throws Exception {
        String body = "{\"" + member + "\":[%s,%s],\"values\":" + ROW + "}";
        FakeUpstream couch = couch(String.format(body, ROW, ROW));
        String answer = client(couch).send(request(asked, "1")).answer();
        assertThat(Wire.unchunked(answer.substring(answer.indexOf("\r\n\r\n") + 4)))
                .isEqualTo(String.format(body, VIEWED_ROW, VIEWED_ROW));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rows", "hits"})
    void groupsOfASearch_areViews(String member) throws Exception {
        String body = "{\"total_rows\":1,\"groups\":[{\"by\":\"x\",\"" + member + "\":[%s]}]}";
        FakeUpstream couch = couch(String.format(body, ROW));
        String answer = client(couch)
                .send(request("POST /todos/_design/b/_search/x", "1"))
                .answer();
        assertThat(Wire.unchunked(answer.substring(answer.indexOf("\r\n\r\n") + 4)))
                .isEqualTo(String.format(body, VIEWED_ROW));
    }

    @Test
    void rewrite_isForTheStoreReleaseAlone() throws Exception {
        FakeUpstream couch = couch(ROW);
        Wire client = client(couch);
        for (String release : List.of("1", "2")) {
            for (String method : List.of("GET", "POST", "PUT")) {
                assertThat(client.send(request(method + " /todos/_design/app/_rew%72ite/any", release))
                                .answer())
                        .startsWith("HTTP/1.1 403 ")
                        .contains(
                                "{\"error\":\"forbidden\",\"reason\":\"_rewrite leads to a path that CouchDB alone knows")
                        .containsIgnoringCase("\r\nvary: X-Client-Version\r\n");
            }
        }
        assertThat(couch.hasRequest()).isFalse();
        assertThat(client.send(request("GET /todos/_design/app/_rewrite/any", "3"))
                        .answer())
                .startsWith("HTTP/1.1 200 ")
                .containsIgnoringCase("\r\nvary: X-Client-Version\r\n")
                .endsWith(ROW);
    }

    @Test
    void filterOfAnOldClient_isLoggedOnce() throws Exception {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        Logger logger = (Logger) LoggerFactory.getLogger("io.slipcover.dispatch.UnmappedFilters");
        logger.addAppender(log);
        log.start();
        try {
            Wire client = client(couch("{\"results\":[]}"));
            for (String[] asked : List.of(
                    new String[] {"filter=app/f", "1"},
                    new String[] {"filter=app/f", "1.2"},
                    new String[] {"filter=app%2Ff&include_docs=true", "1"},
                    new String[] {"filter=app/f", "2"},
                    new String[] {"filter=app/f", "3"},
                    new String[] {"filter=b/f", "2"},
                    new String[] {"filter=b/f", ""},
                    new String[] {"filter=_view&view=b/a%0A", "1"},
                    new String[] {"filter=_doc_ids", "1"},
                    new String[] {"", "1"})) {
                client.send(request("GET /todos/_changes?" + asked[0], asked[1]))
                        .answer();
            }
            assertThat(log.list)
                    .extracting(event -> event.getKeyValuePairs().toString())
                    .containsExactly(
                            "[release=\"1\", filter=\"app/f\"]",
                            "[release=\"2\", filter=\"b/f\"]",
                            "[release=\"1\", filter=\"b/a%0A\"]");
        } finally {
            logger.detachAppender(log);
        }
    }
}
