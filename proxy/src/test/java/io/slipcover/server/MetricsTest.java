package io.slipcover.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipcover.report.Reports;
import io.slipcover.testbed.Patience;
import io.slipcover.testing.FakeUpstream;
import io.slipcover.testing.LittleCouch;
import io.slipcover.testing.Opened;
import io.slipcover.testing.RefusingPort;
import io.slipcover.testing.TestSite;
import io.slipcover.testing.Told;
import io.slipcover.testing.Wire;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is counted of requests, documents and connections. */
final class MetricsTest {
    private static final String TODO =
            "{\"_id\":\"a\",\"_rev\":\"1-a\",\"schema\":\"todo-item\",\"version\":3,\"text\":\"t\",\"status\":\"active\"}";

    private static final String WRITTEN =
            "{\"schema\":\"todo-item\",\"version\":2,\"title\":\"t\",\"status\":\"active\"}";

    @RegisterExtension
    private final Opened opened = new Opened();

    private final Reports reports = new Reports();

    private ProxyServer on(int port) {
        return opened.proxy(new TestSite().reporting(reports).on(port));
    }

    /** Writes a document of version 2 as a client of a release. */
    private void write(String store, int release) throws IOException {
        LittleCouch couch = opened.add(new LittleCouch());
        TestSite site = new TestSite()
                .with("lenses: lenses", "lenses: lenses\nstore: \"" + store + "\"")
                .reporting(reports);
        assertThat(opened.client(site.on(couch.port()))
                        .send("PUT /todos/a HTTP/1.1\r\nHost: h\r\nX-Client-Version: " + release
                                + "\r\nContent-Length: " + WRITTEN.length() + "\r\n\r\n" + WRITTEN)
                        .answer())
                .startsWith("HTTP/1.1 201");
    }

    private static String get(String path, String version) {
        return "GET " + path + " HTTP/1.1\r\nHost: h\r\nX-Client-Version: " + version + "\r\n\r\n";
    }

    private static String json(String body) {
        return "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n"
                + body;
    }

    /** Waits for these lines, because a request ends behind the last byte of its answer. */
    private void awaitLines(String... lines) {
        Patience.await(
                () -> String.join("\n", lines) + "\nin\n" + String.join("\n", Told.lines(reports)),
                () -> Told.lines(reports).containsAll(List.of(lines)));
    }

    @Test
    void reads_areCountedByRouteStatusRelease_andVersion() throws Exception {
        FakeUpstream couch = opened.add(FakeUpstream.answering(json(TODO)));
        Wire client = opened.client(on(couch.port()));
        assertThat(client.send(get("/todos/a", "2.1")).answer()).startsWith("HTTP/1.1 200");
        assertThat(client.send(get("/todos/a", "v2.1.0-beta")).answer()).startsWith("HTTP/1.1 200");
        assertThat(client.send(get("/todos/a", "3.0")).answer()).startsWith("HTTP/1.1 200");
        assertThat(client.send(get("/todos/a", "none")).answer()).startsWith("HTTP/1.1 400");
        assertThat(client.send(get("/_all_dbs", "3")).answer()).startsWith("HTTP/1.1 200");
        assertThat(client.send(get("/todos/_changes", "3")).answer()).startsWith("HTTP/1.1 200");

        awaitLines(
                "slipcover_requests{release=2, route=document, status=200} 2",
                "slipcover_requests{release=3, route=document, status=200} 1",
                "slipcover_requests{release=, route=document, status=400} 1",
                "slipcover_requests{release=, route=other, status=200} 1",
                "slipcover_requests{release=, route=bare_changes, status=200} 1",
                "slipcover_client_version_requests{client_version=2.1.0, release=2} 2",
                "slipcover_client_version_requests{client_version=3.0.0, release=3} 1",
                "slipcover_documents_viewed{from=3, release=2, to=2, type=todo-item} 2",
                "slipcover_documents_viewed{from=3, release=3, to=3, type=todo-item} 1",
                "slipcover_errors{error=unknown_client_version} 1",
                "slipcover_requests_under_way{} 0",
                "slipcover_client_connections{} 1");
        assertThat(Told.durations(reports, "slipcover_request_first_byte_seconds", "document"))
                .isEqualTo(4);
        assertThat(Told.durations(reports, "slipcover_request_duration_seconds", "document"))
                .isEqualTo(4);
    }

    @Test
    void writes_areCountedByTheWayOfTheDocument() throws Exception {
        write("3", 2);

        awaitLines(
                "slipcover_requests{release=2, route=write_document, status=201} 1",
                "slipcover_documents_upgraded{from=2, release=2, to=3, type=todo-item} 1",
                "slipcover_received_bytes{} " + WRITTEN.length(),
                "slipcover_sent_bytes{} 11");
        assertThat(Told.lines(reports))
                .noneMatch(line -> line.startsWith("slipcover_documents_written_in_older_version"));
    }

    @Test
    void documentsOfAnOlderVersionThanTheReleases_areCountedBesides() throws Exception {
        write("3", 3);

        awaitLines(
                "slipcover_documents_upgraded{from=2, release=3, to=3, type=todo-item} 1",
                "slipcover_documents_written_in_older_version{release=3, type=todo-item, version=2} 1");
    }

    /** A reload may change to which version a document is led. What has no label for that is one number all the same. */
    @Test
    void documentsOfAnOlderVersion_areOneNumber_howeverTheyAreStored() throws Exception {
        write("3", 3);
        write("2", 3);

        awaitLines(
                "slipcover_documents_upgraded{from=2, release=3, to=3, type=todo-item} 1",
                "slipcover_documents_upgraded{from=2, release=3, to=2, type=todo-item} 1",
                "slipcover_documents_written_in_older_version{release=3, type=todo-item, version=2} 2");
    }

    @Test
    void couchDbThatIsAway_orEndsEarly_isCounted() throws Exception {
        Wire refused = opened.client(on(opened.add(new RefusingPort()).number()));
        assertThat(refused.send(get("/todos/a", "2")).answer()).startsWith("HTTP/1.1 503");
        FakeUpstream half = opened.add(new FakeUpstream((number, wire) -> {
            wire.request();
            wire.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc");
        }));
        Wire broken = opened.client(on(half.port()));
        broken.send(get("/_all_dbs", "2")).rest();

        awaitLines(
                "slipcover_requests{release=2, route=document, status=503} 1",
                "slipcover_errors{error=service_unavailable} 1",
                "slipcover_requests{release=, route=other, status=200} 1",
                "slipcover_requests_ended_early{ending=broken} 1");
    }

    @Test
    void feeds_areCountedWhileTheyAreOpen_andHaveNoDuration() throws Exception {
        FakeUpstream couch = opened.add(new FakeUpstream((number, wire) -> {
            wire.request();
            wire.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n\n\r\n");
            wire.request();
        }));
        Wire client = opened.client(on(couch.port()));
        client.send(get("/todos/_changes?feed=continuous&include_docs=true", "2"))
                .head();

        awaitLines(
                "slipcover_feeds{} 1",
                "slipcover_requests_under_way{} 1",
                "slipcover_upstream_connections{state=in_use} 1",
                "slipcover_upstream_connections{state=idle} 0");
        client.close();
        awaitLines(
                "slipcover_feeds{} 0",
                "slipcover_requests_under_way{} 0",
                "slipcover_requests_ended_early{ending=client_gone} 1",
                "slipcover_requests{release=2, route=continuous_changes, status=200} 1");
        assertThat(Told.durations(reports, "slipcover_request_duration_seconds", "continuous_changes"))
                .isZero();
    }
}
