package io.slipcover.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipcover.testing.FakeUpstream;
import io.slipcover.testing.LeakGuard;
import io.slipcover.testing.Opened;
import io.slipcover.testing.TestSite;
import io.slipcover.testing.Wire;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients are told that ask for documents as scripts, which CouchDB sends where {@code allow_jsonp} is on. */
@ExtendWith(LeakGuard.class)
final class JsonpTest {
    private static final String DOCUMENT =
            "{\"_id\":\"a\",\"_rev\":\"1-a\",\"schema\":\"todo-item\",\"version\":3,\"text\":\"tea\",\"status\":\"done\"}";

    @RegisterExtension
    private final Opened opened = new Opened();

    private Wire client(FakeUpstream couch) throws IOException {
        opened.add(couch);
        return opened.client(new TestSite().on(couch.port()));
    }

    private static String answer(String type, String body) {
        return "HTTP/1.1 200 OK\r\nContent-Type: " + type + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    private static String get(String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: h\r\nX-Client-Version: 1\r\n\r\n";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/todos/a",
                "/todos/a?open_revs=all&x=1",
                "/todos/_all_docs?include_docs=true",
                "/todos/_design/d/_view/v?include_docs=true",
                "/todos/_changes?include_docs=true"
            })
    void documentsAsAScript_areRefusedInWords_andTheConnectionServesOn(String path) throws Exception {
        Wire client =
                client(FakeUpstream.answering(answer("application/javascript", "/* CouchDB */f(" + DOCUMENT + ");\n")));
        String asked = path + (path.contains("?") ? "&" : "?") + "callback=f";
        for (int time = 0; time < 2; time++) {
            assertThat(client.send(get(asked)).answer())
                    .startsWith("HTTP/1.1 400 ")
                    .contains("\"error\":\"bad_request\"", "JSONP", "callback")
                    .doesNotContain("todo-item");
        }
    }

    @Test
    void callbackThatCouchDbLeavesAside_isNoHindrance() throws Exception {
        Wire client = client(FakeUpstream.answering(answer("application/json", DOCUMENT)));
        assertThat(client.send(get("/todos/a?callback=f")).answer())
                .startsWith("HTTP/1.1 200 ")
                .contains("\"title\":\"tea\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/todos/_find", "/todos/_bulk_get", "/todos/_all_docs", "/todos/_bulk_docs"})
    void callbackOfARequestThatNoScriptSends_doesNotReachCouchDb(String path) throws Exception {
        FakeUpstream couch = FakeUpstream.answering(answer("application/json", "{}"));
        String body = "{\"selector\":{\"due\":1},\"docs\":[],\"keys\":[]}";
        client(couch)
                .send("POST " + path + "?callback=f&include_docs=true HTTP/1.1\r\nHost: h\r\nX-Client-Version: 1\r\n"
                        + "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
        assertThat(couch.nextRequest()).startsWith("POST " + path + "?include_docs=true HTTP/1.1\r\n");
    }
}
