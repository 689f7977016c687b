package io.slipcover.couch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipcover.config.Configuration;
import io.slipcover.config.Settings;
import io.slipcover.testing.Certificates;
import io.slipcover.testing.FakeUpstream;
import io.slipcover.testing.LeakGuard;
import io.slipcover.testing.Opened;
import io.slipcover.testing.SmallSite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A CouchDB that answers late, wrongly or not at all, and a CouchDB behind TLS. */
@ExtendWith(LeakGuard.class)
final class CouchDbTest {
    private static final String REST = "],\"last_seq\":\"7-abc\",\"pending\":0}";
    private static final Attempts TWO = new Attempts(2, Duration.ofMillis(1));

    @RegisterExtension
    private final Opened opened = new Opened();

    @TempDir
    private Path folder;

    private Settings settings(String lines) throws IOException {
        return SmallSite.in(folder, lines).settings();
    }

    private CouchDb couch(int port, String... lines) throws IOException {
        return new CouchDb(
                settings("upstream: http://127.0.0.1:" + port + "\n" + String.join("\n", lines)), Logins.none());
    }

    private static String answer(String body) {
        return "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    @Test
    void changes_areReadToTheEndOfThePage() throws Exception {
        FakeUpstream couch = opened.add(FakeUpstream.answering(answer("""
                {"results":[
                {"seq":"1-a","id":"one","changes":[{"rev":"1-a"},{"rev":"1-b"}]},
                {"seq":"7-abc","id":"_design/two","changes":[{"rev":"2-a"}],"deleted":true}
                """ + REST)));

        Database.Page page = new Database(couch(couch.port()), "a/b").changes("0 1");

        assertThat(couch.nextRequest())
                .startsWith("GET /a%2Fb/_changes?style=all_docs&limit=500&since=0%201 HTTP/1.1\r\n");
        assertThat(page.end()).isEqualTo("7-abc");
        assertThat(page.documents())
                .containsExactly(
                        new ChangedDocument("one", List.of("1-a", "1-b"), false),
                        new ChangedDocument("_design/two", List.of("2-a"), true));
    }

    @Test
    void anAnswerThatStops_isGivenUp() throws Exception {
        FakeUpstream couch = opened.add(FakeUpstream.answering(
                "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"results\":[{\"id\":\"one\",\"changes\":[]},"));
        Database database = new Database(couch(couch.port(), "timeouts: { stall: 100ms }"), "db");

        assertThatThrownBy(() -> database.changes("0"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("nothing more of its answer for 100 ms");
    }

    @Test
    void aQuestionWithoutAnAnswer_isGivenUp() throws Exception {
        FakeUpstream couch = opened.add(new FakeUpstream((number, wire) -> {
            while (wire.request() != null) {
                // Nothing is said.
            }
        }));
        CouchDb silent = couch(couch.port(), "timeouts: { answer: 100ms }");

        assertThatThrownBy(() -> silent.get("/db")).hasMessageContaining("no answer within 100 ms");
    }

    @Test
    void anAnswerThatDrips_isGivenUp() throws Exception {
        FakeUpstream couch = opened.add(new FakeUpstream((number, wire) -> {
            wire.request();
            wire.send("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
            try {
                while (true) {
                    wire.send("a");
                    Thread.sleep(10);
                }
            } catch (IOException | InterruptedException e) {
                wire.close(); // Nobody reads any more.
            }
        }));
        CouchDb dripping = couch(couch.port());

        assertThatThrownBy(() -> dripping.get("/db/a", 200_000, Duration.ofMillis(100)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("did not come whole within 100 ms");
    }

    @Test
    void anAnswerThatBreaksOff_isAnError() throws Exception {
        FakeUpstream couch = opened.add(new FakeUpstream((number, wire) -> {
            wire.request();
            wire.send("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"results\":[{\"id\":\"one\",\"changes\":[]}");
        }));
        Database database = new Database(couch(couch.port()), "db");

        assertThatThrownBy(() -> database.changes("0"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("CouchDB's answer broke off");
    }

    @Test
    void whatMayPass_isTriedAgain_andWhatMayNot_isNot() throws Exception {
        FakeUpstream couch = opened.add(new FakeUpstream((number, wire) -> {
            for (int request = 0; wire.request() != null; request++) {
                wire.send(request == 0 ? "HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n" : answer("[]"));
            }
        }));
        CouchDb busy = couch(couch.port());

        assertThat(TWO.make(() -> busy.get("/_all_dbs"))).asString().isEqualTo("[]");

        String forbidden = "{\"error\":\"forbidden\",\"reason\":\"no\"}";
        FakeUpstream strict = opened.add(FakeUpstream.answering(
                "HTTP/1.1 403 Forbidden\r\nContent-Length: " + forbidden.length() + "\r\n\r\n" + forbidden));
        CouchDb closed = couch(strict.port());

        assertThatThrownBy(() -> TWO.make(() -> closed.get("/db?x=y")))
                .hasMessage("GET /db: CouchDB answered 403 forbidden: no");
        strict.nextRequest();
        assertThat(strict.hasRequest()).isFalse();
    }

    @Test
    void anotherNode_isAskedAfterAFailure() throws Exception {
        FakeUpstream gone = opened.add(new FakeUpstream((number, wire) -> wire.request()));
        FakeUpstream couch = opened.add(FakeUpstream.answering(answer("[]")));
        CouchDb cluster = new CouchDb(
                settings("upstream: [ \"http://127.0.0.1:%d\", \"http://127.0.0.1:%d\" ]"
                        .formatted(gone.port(), couch.port())),
                Logins.none());

        assertThat(TWO.make(() -> cluster.get("/_all_dbs"))).asString().isEqualTo("[]");
    }

    @Test
    void anAuthorityOfTheConfiguration_isBelieved_andNoOther() throws Exception {
        FakeUpstream couch = opened.add(FakeUpstream.answering(answer("[]")));
        int port = opened.proxy(Certificates.site().on(couch.port())).address().getPort();
        String url = "upstream: https://localhost:" + port + "\n";
        Path netrc = Files.writeString(folder.resolve("netrc"), "machine localhost login ann password secret");
        Logins logins = Logins.find(Map.of(), netrc);

        CouchDb believed = new CouchDb(
                settings(url + "upstream-tls: { ca: \"" + Certificates.file("server-ca.pem") + "\" }"), logins);
        CouchDb doubted = new CouchDb(settings(url), logins);

        assertThat(believed.get("/_all_dbs")).asString().isEqualTo("[]");
        assertThat(couch.nextRequest()).containsIgnoringCase("authorization: Basic YW5uOnNlY3JldA==");
        assertThatThrownBy(() -> doubted.get("/_all_dbs")).isInstanceOf(IOException.class);
    }

    private List<String> names(FakeUpstream.Script script) throws Exception {
        FakeUpstream couch = opened.add(new FakeUpstream(script));
        Configuration configuration =
                SmallSite.in(folder, "upstream: http://127.0.0.1:" + couch.port() + "\ndatabases: [\"user-*\"]");
        DatabaseNames names = new DatabaseNames(
                new CouchDb(configuration.settings(), Logins.none()),
                configuration.catalog().databases());
        List<String> all = new ArrayList<>();
        DatabaseNames.Page page = names.after("");
        while (page.last() != null) {
            all.addAll(page.names());
            page = names.after(page.last());
        }
        return all;
    }

    @Test
    void names_comePageByPage_andThoseAloneThatTheConfigurationNames() throws Exception {
        assertThat(names((number, wire) -> {
                    for (String request = wire.request(); request != null; request = wire.request()) {
                        wire.send(answer(
                                request.contains("startkey=%22user-b%22")
                                        ? "[\"user-b\",\"user-c\"]"
                                        : request.contains("startkey")
                                                ? "[\"user-c\"]"
                                                : "[\"other\",\"user-a\",\"user-b\"]"));
                    }
                }))
                .containsExactly("user-a", "user-b", "user-c");
    }

    /** As express-pouchdb might answer. */
    @Test
    void names_ofAServerThatKnowsNoPages_comeOnce() throws Exception {
        assertThat(names((number, wire) -> {
                    while (wire.request() != null) {
                        wire.send(answer("[\"user-b\",\"user-a\"]"));
                    }
                }))
                .containsExactly("user-a", "user-b");
    }
}
