package io.slipcover.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.slipcover.testbed.Patience;
import io.slipcover.testing.FakeUpstream;
import io.slipcover.testing.LeakGuard;
import io.slipcover.testing.Releases;
import io.slipcover.testing.TestSite;
import io.slipcover.testing.Wire;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code _changes} of a database with documents of several versions, for clients of several releases. */
@ExtendWith(LeakGuard.class)
final class FeedsIT {
    private static final Pattern EVENT_ID = Pattern.compile("\nid: (\"[^\"]*\")\n");

    private static Releases releases;

    private static String database;

    @BeforeAll
    static void start() throws Exception {
        releases = new Releases(new TestSite());
        assumeThat(releases.couch().isCouchDb())
                .as("feeds of CouchDB alone end and beat as they are told")
                .isTrue();
        database = fill();
    }

    @AfterAll
    static void stop() {
        releases.close();
    }

    /** A database of one shard, since changes of several come in any order. */
    private static String fill() throws Exception {
        String database = releases.createDatabase("?q=1");
        ThreeTodos.store(releases, database + "/");
        ThreeTodos.storeConflict(releases, database + "/");
        releases.put(database + "/plain", "{\"status\":\"done\"}");
        return database;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"normal", "longpoll", "continuous&timeout=200", "live&timeout=200", "eventsource&timeout=200"})
    void feed_showsEachReleaseItsViews(String feed) throws Exception {
        String path = database + "/_changes?style=all_docs&include_docs=true&feed=" + feed;
        List<String> direct = changes(releases.get(0, path));
        for (int release : new int[] {1, 2, 3}) {
            String body = releases.get(release, path + "&conflicts=true&attachments=true&att_encoding_info=true");
            assertThat(body)
                    .contains(ThreeTodos.views(release))
                    .contains("\"_conflicts\":[\"1-", "\"data\":\"SGVsbG8=\"", "{\"_id\":\"plain\",")
                    .contains("\"status\":\"done\"}");
            assertThat(changes(body)).isEqualTo(direct).hasSize(4);
            assertThat(changes(releases.post(release, path + "&filter=_doc_ids", "{\"doc_ids\":[\"b\"]}")))
                    .hasSize(1);
        }
    }

    /** Ids and revisions of all changes in an answer, in order. */
    private static List<String> changes(String body) {
        return Pattern.compile("\"id\":\"[^\"]*\",\"changes\":\\[[^\\]]*\\]")
                .matcher(body)
                .results()
                .map(result -> result.group())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "descending=true&limit=1",
                "limit=2",
                "since=now",
                "seq_interval=2",
                "feed=longpoll&since=now&timeout=1",
                "feed=continuous&limit=2",
                "feed=continuous&since=now&timeout=1",
                "feed=eventsource&limit=2",
                "feed=eventsource&last-event-id=now&timeout=1",
                "filter=_design",
                "doc_ids=[%22b%22]&filter=_doc_ids",
                "heartbeat=true",
                "heartbeat=nonsense",
                "feed=Continuous",
                "feed",
                "filter=_nonsense",
                "filter=a/b/c",
                "filter=none/none",
                "since=nonsense",
                "style=nonsense"
            })
    void parameters_areCouchsOwn(String parameters) throws Exception {
        String path = database + "/_changes?include_docs=true&" + parameters;
        var direct = releases.send(0, "GET", path, "");
        for (int release : new int[] {1, 2, 3}) {
            var through = releases.send(release, "GET", path, "");
            assertThat(through.statusCode()).isEqualTo(direct.statusCode());
            assertThat(changes(through.body())).isEqualTo(changes(direct.body()));
            assertThat(through.headers().firstValue("Content-Type"))
                    .isEqualTo(direct.headers().firstValue("Content-Type"));
            assertThat(through.headers().firstValue("Vary")).hasValue("X-Client-Version");
            if (direct.statusCode() >= 400) {
                assertThat(through.body()).isEqualTo(direct.body());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"continuous, '\n'", "eventsource, 'event: heartbeat\ndata: \n\n'"})
    void change_comesBetweenHeartbeats(String feed, String heartbeat) throws Exception {
        String written = fill();
        try (Wire client =
                releases.open(1, written + "/_changes?include_docs=true&since=now&heartbeat=100&feed=" + feed)) {
            assertThat(client.head()).startsWith("HTTP/1.1 200 ");
            until(client, heartbeat);
            releases.put(
                    written + "/late",
                    "{\"schema\":\"todo-item\",\"version\":3,\"text\":\"Later\",\"status\":\"done\",\"group\":{\"name\":\"cats\"}}");
            assertThat(until(client, "}\n"))
                    .contains("\"version\":1,\"title\":\"Later\",\"isDone\":true}}\n")
                    .doesNotContain("cats");
            until(client, heartbeat);
        }
    }

    /** Reads payload until it ends so. */
    private static String until(Wire client, String end) throws IOException {
        StringBuilder read = new StringBuilder();
        while (read.indexOf(end) < 0) {
            StringBuilder size = new StringBuilder();
            do {
                size.append(client.read(1));
            } while (size.charAt(size.length() - 1) != '\n');
            String chunk = client.read(Integer.parseInt(size.toString().strip(), 16) + 2);
            read.append(chunk, 0, chunk.length() - 2);
        }
        return read.toString();
    }

    @Test
    void eventSource_goesOnBehindTheLastEvent() throws Exception {
        String path = database + "/_changes?include_docs=true&feed=eventsource&timeout=1";
        String all = releases.get(1, path);
        Matcher id = EVENT_ID.matcher(all);
        assertThat(id.find()).isTrue();
        for (String last : List.of(id.group(1), id.group(1).replace("\"", ""))) {
            var rest = releases.send(1, "GET", path + "&since=now", "", "Last-Event-ID", last);
            assertThat(rest.statusCode()).as(rest.body()).isEqualTo(200);
            assertThat(changes(rest.body()))
                    .isEqualTo(changes(all).subList(1, changes(all).size()));
        }
    }

    @Test
    void filters_areThoseOfTheRelease() throws Exception {
        String filtered = fill();
        releases.put(
                filtered + "/_design/app",
                "{\"filters\":{\"f\":\"function (doc) { return doc.isDone === true; }\"},"
                        + "\"views\":{\"v\":{\"map\":\"function (doc) { if (doc.isDone) emit(1); }\"}}}");
        releases.put(
                filtered + "/_design/app-v2",
                "{\"filters\":{\"f\":\"function (doc) { return doc.status === 'active'; }\"},"
                        + "\"views\":{\"v\":{\"map\":\"function (doc) { if (doc.status === 'active') emit(1); }\"}}}");
        for (String filter :
                List.of("filter=app/f", "filter=ap%2570%2ff", "Filter=/app//f", "filter=_view&view=app%2fv")) {
            for (String query : List.of("", "&include_docs=true", "&include_docs=true&feed=eventsource&timeout=1")) {
                String path = filtered + "/_changes?" + filter + query;
                assertThat(changes(releases.get(1, path)))
                        .as(path)
                        .singleElement()
                        .asString()
                        .contains("\"b\"");
                assertThat(changes(releases.get(2, path)))
                        .as(path)
                        .singleElement()
                        .asString()
                        .contains("\"a\"");
                assertThat(changes(releases.post(2, path, "")))
                        .singleElement()
                        .asString()
                        .contains("\"a\"");
                assertThat(changes(releases.get(3, path)))
                        .singleElement()
                        .asString()
                        .contains("\"b\"");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"continuous", "longpoll", "eventsource"})
    void clientGone_whileCouchSaysNothing_endsItsConnection(String feed) throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        try (FakeUpstream relay = new FakeUpstream((number, wire) -> relay(wire, ended));
                Releases through = new Releases(new TestSite(), relay.port());
                Wire client = through.open(
                        1, database + "/_changes?include_docs=true&since=now&heartbeat=60000&feed=" + feed)) {
            assertThat(client.head()).startsWith("HTTP/1.1 200 ");
            assertThat(ended.getCount()).isEqualTo(1);
            client.socket().close();
            Patience.await(ended);
        }
    }

    /** Carries bytes to CouchDB and back, until the proxy ends its side. */
    private static void relay(Wire proxy, CountDownLatch ended) throws IOException {
        try (Socket couch = new Socket(
                InetAddress.getLoopbackAddress(), releases.couch().url().getPort())) {
            Thread back = new Thread(() -> {
                try {
                    couch.getInputStream().transferTo(proxy.socket().getOutputStream());
                } catch (IOException exception) {
                    // One of them has gone.
                }
            });
            back.setDaemon(true);
            back.start();
            proxy.socket().getInputStream().transferTo(couch.getOutputStream());
        } finally {
            ended.countDown();
        }
    }
}
