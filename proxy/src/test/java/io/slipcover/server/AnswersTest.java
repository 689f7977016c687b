package io.slipcover.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipcover.testing.FakeUpstream;
import io.slipcover.testing.LeakGuard;
import io.slipcover.testing.Opened;
import io.slipcover.testing.TestSite;
import io.slipcover.testing.Wire;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How much of CouchDB's answers is checked, as the key {@code answers} says. */
@ExtendWith(LeakGuard.class)
final class AnswersTest {
    /** By then the layout of the documents is known. */
    private static final int LEARNT_BY = 3;

    @RegisterExtension
    private final Opened opened = new Opened();

    /** A site whose CouchDB has a document {@code right} and a document {@code wrong}, with a control character in its text. */
    private Wire client(TestSite site) throws Exception {
        FakeUpstream couch = opened.add(new FakeUpstream((number, wire) -> {
            String request = wire.request();
            while (request != null) {
                String body = stored(request.contains("/wrong ") ? "a\u0001b" : "a b");
                wire.send("HTTP/1.1 200 OK\r\nETag: \"1-a\"\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
                request = wire.request();
            }
        }));
        Wire client = opened.client(site.on(couch.port()));
        for (int times = 0; times < LEARNT_BY; times++) {
            assertThat(Wire.payload(get(client, "right"))).isEqualTo(view("a b"));
        }
        return client;
    }

    private static String get(Wire client, String id) throws Exception {
        return client.send("GET /todos/" + id + " HTTP/1.1\r\nHost: h\r\nX-Client-Version: 1\r\n\r\n")
                .answer();
    }

    private static String stored(String text) {
        return "{\"_id\":\"a\",\"_rev\":\"1-a\",\"schema\":\"todo-item\",\"version\":3,\"text\":\"" + text
                + "\",\"status\":\"done\",\"group\":{\"name\":\"default\"}}";
    }

    private static String view(String text) {
        return "{\"_id\":\"a\",\"_rev\":\"1-a\",\"schema\":\"todo-item\",\"version\":1,\"title\":\"" + text
                + "\",\"isDone\":true}";
    }

    @Test
    void textThatNoLensLooksInto_leavesAsItCame() throws Exception {
        assertThat(Wire.payload(get(client(new TestSite()), "wrong"))).isEqualTo(view("a\u0001b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"checked", "general"})
    void textThatIsWrong_isRefusedWhereItIsChecked(String answers) throws Exception {
        TestSite site = new TestSite().with("releases:", "answers: " + answers + "\nreleases:");

        assertThat(get(client(site), "wrong")).startsWith("HTTP/1.1 502 ").contains("control character 0x01");
    }
}
