package io.slipcover.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipcover.config.Configuration;
import io.slipcover.dispatch.ProxyConfiguration;
import io.slipcover.report.Reports;
import io.slipcover.report.Tally;
import io.slipcover.testbed.TemporaryFolder;
import io.slipcover.testing.FakeUpstream;
import io.slipcover.testing.GreedyLens;
import io.slipcover.testing.LeakGuard;
import io.slipcover.testing.Logged;
import io.slipcover.testing.Opened;
import io.slipcover.testing.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What becomes of requests for which the memory does not suffice. */
@ExtendWith(LeakGuard.class)
@SuppressWarnings("StringConcatToTextBlock") // Lines end with CR and LF here.
final class OutOfMemoryTest {
    private static final String STORED = "{\"_id\":\"a\",\"_rev\":\"1-a\",\"kind\":\"note\",\"v\":2}";

    @RegisterExtension
    private final Opened opened = new Opened();

    private final Reports reports = new Reports();
    private final Logged logged = Logged.by(Reports.class);
    private final Path folder = TemporaryFolder.create("memory");

    @AfterEach
    void close() {
        logged.close();
        TemporaryFolder.remove(folder);
    }

    private ProxyServer proxy(FakeUpstream couch) throws IOException {
        Files.writeString(folder.resolve("slipcover.yaml"), """
                upstream: http://127.0.0.1:%d
                documents: { type: { field: kind }, version: { field: v } }
                releases:
                  - { name: "1", clients: "1.x", types: { note: 1 } }
                  - { name: "2", clients: "2.x", types: { note: 2 } }
                lenses: lenses
                """.formatted(couch.port()));
        Files.createDirectory(folder.resolve("lenses"));
        Files.writeString(folder.resolve("lenses/note.1-2.yaml"), """
                type: note
                from: 1
                to: 2
                lens:
                  - java: { class: %s }
                """.formatted(GreedyLens.class.getName()));
        return opened.proxy(
                ProxyConfiguration.of(Configuration.load(folder.resolve("slipcover.yaml"), Map.of()), reports));
    }

    private static FakeUpstream couch(String body) throws IOException {
        return FakeUpstream.answering("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
                + body.length() + "\r\n\r\n" + body);
    }

    private static String get(String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: h\r\nX-Client-Version: 1\r\n\r\n";
    }

    @Test
    void read_beforeTheAnswerHasBegun_isForLater_andLoggedOnce() throws Exception {
        ProxyServer proxy = proxy(opened.add(couch(STORED)));
        for (int time = 0; time < 3; time++) {
            assertThat(opened.client(proxy).send(get("/db/a")).answer())
                    .startsWith("HTTP/1.1 503 ")
                    .containsIgnoringCase("\r\nretry-after: 10\r\n")
                    .contains("{\"error\":\"service_unavailable\",\"reason\":\"the memory does not suffice");
        }

        assertThat(reports.adder(Tally.OUT_OF_MEMORY).sum()).isEqualTo(3);
        assertThat(logged.lines()).singleElement().asString().startsWith("ERROR out of memory");
    }

    @Test
    void read_afterTheAnswerHasBegun_breaksTheConnection() throws Exception {
        ProxyServer proxy = proxy(opened.add(couch("{\"rows\":[{\"id\":\"a\",\"doc\":" + STORED + "}]}")));

        assertThat(opened.client(proxy)
                        .send(get("/db/_all_docs?include_docs=true"))
                        .rest())
                .startsWith("HTTP/1.1 200 ")
                .endsWith("<reset>");
    }

    @Test
    void write_isForLater_andTheConnectionServesOn() throws Exception {
        Wire client = opened.client(proxy(opened.add(couch("{}"))));
        String written = "{\"_id\":\"a\",\"kind\":\"note\",\"v\":1}";
        client.send("PUT /db/a HTTP/1.1\r\nHost: h\r\nX-Client-Version: 1\r\nContent-Length: " + written.length()
                + "\r\n\r\n" + written);

        assertThat(client.answer()).startsWith("HTTP/1.1 503 ").contains("the memory does not suffice");
        assertThat(client.send(get("/db/_local/a")).answer()).startsWith("HTTP/1.1 200 ");
        assertThat(reports.adder(Tally.OUT_OF_MEMORY).sum()).isOne();
    }

    /** The end of the first request begins the second one. Its failure is no failure of the first one, nor of the connection to CouchDB. */
    @Test
    void write_thatWasSentAhead_isForLater_andTheRequestBeforeItIsServed() throws Exception {
        FakeUpstream couch = opened.add(couch("{}"));
        Wire client = opened.client(proxy(couch));
        assertThat(client.send(get("/db/_local/a")).answer()).startsWith("HTTP/1.1 200 ");
        String written = "{\"_id\":\"a\",\"kind\":\"note\",\"v\":1}";
        String write = "PUT /db/a HTTP/1.1\r\nHost: h\r\nX-Client-Version: 1\r\nContent-Length: " + written.length()
                + "\r\n\r\n" + written;
        // From then on, CouchDB need not be asked for the client: the write fails in the very call that ends the one
        // before.
        assertThat(client.send(write).answer()).startsWith("HTTP/1.1 503 ");
        int connections = couch.connections();
        client.send(get("/db/_local/a") + write + get("/db/_local/a"));

        assertThat(client.answer()).startsWith("HTTP/1.1 200 ");
        assertThat(client.answer()).startsWith("HTTP/1.1 503 ").contains("the memory does not suffice");
        assertThat(client.answer()).startsWith("HTTP/1.1 200 ");
        assertThat(couch.connections()).isEqualTo(connections);
        assertThat(reports.adder(Tally.OUT_OF_MEMORY).sum()).isEqualTo(2);
    }
}
