package io.slipcover.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipcover.config.Network;
import io.slipcover.dispatch.ProxyConfiguration;
import io.slipcover.report.Family;
import io.slipcover.report.Reports;
import io.slipcover.testbed.Patience;
import io.slipcover.testing.FakeUpstream;
import io.slipcover.testing.LeakGuard;
import io.slipcover.testing.LittleCouch;
import io.slipcover.testing.Opened;
import io.slipcover.testing.TestSite;
import io.slipcover.testing.Wire;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The one budget for all that is held: what counts, what happens beyond it, and that everything is given back, however an exchange ends. */
@ExtendWith(LeakGuard.class)
@SuppressWarnings("StringConcatToTextBlock") // Lines end with CR and LF here.
final class MemoryBudgetTest {
    private static final int LONG = 300_000;

    @RegisterExtension
    private final Opened opened = new Opened();

    private final Reports reports = new Reports();

    private ProxyConfiguration site(String memory, int port) {
        return new TestSite()
                .with("lenses: lenses", "lenses: lenses\nlimits: { memory: " + memory + " }")
                .reporting(reports)
                .on(port);
    }

    private static String document(int length) {
        return "{\"schema\":\"todo-item\",\"title\":\"" + "x".repeat(length) + "\",\"isDone\":true}";
    }

    private static String put(String body) {
        return "PUT /todos/a HTTP/1.1\r\nHost: h\r\nX-Client-Version: 1\r\nContent-Type: application/json\r\nContent-Length: "
                + body.length() + "\r\n\r\n" + body;
    }

    private static String get(String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: h\r\nX-Client-Version: 1\r\n\r\n";
    }

    @Test
    void write_isHeldUntilTheAnswer_andThenNoMore() throws Exception {
        CountDownLatch counted = new CountDownLatch(1);
        FakeUpstream couch = opened.add(new FakeUpstream((number, wire) -> {
            wire.request();
            Patience.await(counted);
            wire.send("HTTP/1.1 201 Created\r\nContent-Length: 11\r\n\r\n{\"ok\":true}");
        }));
        Wire client = opened.client(site("8MB", couch.port()));
        client.send(put(document(LONG)));
        HeldBytes.await(reports.memory().heap(), LONG);
        counted.countDown();

        assertThat(client.answer()).startsWith("HTTP/1.1 201");
        HeldBytes.awaitNone(reports);
    }

    @Test
    void write_beyondTheBudget_isForLater_namesTheLimit_andTheNextIsServed() throws Exception {
        LittleCouch couch = opened.add(new LittleCouch());
        ProxyServer proxy = opened.proxy(site("1MB", couch.port()));
        Wire half = opened.client(proxy);
        String waiting = put(document(700_000));
        half.send(waiting.substring(0, 600_000));
        HeldBytes.await(reports.memory().heap(), 600_000);

        assertThat(opened.client(proxy).send(put(document(500_000))).answer())
                .startsWith("HTTP/1.1 503 ")
                .containsIgnoringCase("\r\nretry-after: ")
                .endsWith(
                        "{\"error\":\"service_unavailable\",\"reason\":\"Slipcover holds as much as it may (limits: memory)\"}\n");
        assertThat(reports.memory().heap().refusals()).isOne();

        half.send(waiting.substring(600_000));
        assertThat(half.answer()).startsWith("HTTP/1.1 201");
        assertThat(opened.client(proxy).send(put(document(500_000))).answer()).startsWith("HTTP/1.1 201");
        HeldBytes.awaitNone(reports);
    }

    @Test
    void write_forWhichThereWillNeverBeRoom_isTooLarge() throws Exception {
        LittleCouch couch = opened.add(new LittleCouch());
        Wire client = opened.client(site("100kB", couch.port()));

        assertThat(client.send(put(document(LONG))).answer())
                .startsWith("HTTP/1.1 413 ")
                .contains("\"error\":\"too_large\"", "(limits: memory)");
        HeldBytes.awaitNone(reports);
        assertThat(client.send(put(document(10))).answer()).startsWith("HTTP/1.1 201");
    }

    @Test
    void write_whoseClientGoesAway_isGivenBack() throws Exception {
        LittleCouch couch = opened.add(new LittleCouch());
        Wire client = opened.client(site("8MB", couch.port()));
        client.send(put(document(LONG)).substring(0, LONG));
        HeldBytes.await(reports.memory().heap(), LONG - 1000);
        client.reset();

        HeldBytes.awaitNone(reports);
    }

    @Test
    void write_whoseUpstreamGoesAway_isGivenBack() throws Exception {
        FakeUpstream couch = opened.add(new FakeUpstream((number, wire) -> wire.request()));
        Wire client = opened.client(site("8MB", couch.port()));

        assertThat(client.send(put(document(LONG))).answer()).startsWith("HTTP/1.1 502 ");
        HeldBytes.awaitNone(reports);
    }

    @Test
    void write_thatIsRefused_isGivenBack() throws Exception {
        LittleCouch couch = opened.add(new LittleCouch());
        Wire client = opened.client(site("8MB", couch.port()));

        String unknown = document(LONG).replace("\"isDone\":true", "\"version\":9");
        assertThat(client.send(put(unknown)).answer()).startsWith("HTTP/1.1 403 ");
        HeldBytes.awaitNone(reports);
    }

    private static FakeUpstream answeringHalf(String body) throws IOException {
        return FakeUpstream.answering("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
                + (body.length() + 10) + "\r\n\r\n" + body);
    }

    @Test
    void view_isHeldUntilItIsWhole_andGivenBackWhereTheClientGoesAway() throws Exception {
        FakeUpstream couch = opened.add(answeringHalf("{\"_id\":\"a\",\"text\":\"" + "x".repeat(LONG)));
        Wire client = opened.client(site("8MB", couch.port()));
        client.send(get("/todos/a"));
        HeldBytes.await(reports.memory().heap(), LONG);
        client.reset();

        HeldBytes.awaitNone(reports);
    }

    @Test
    void view_beyondTheBudget_isForLater() throws Exception {
        FakeUpstream couch = opened.add(answeringHalf("{\"_id\":\"a\",\"text\":\"" + "x".repeat(LONG)));
        Wire client = opened.client(site("100kB", couch.port()));

        assertThat(client.send(get("/todos/a")).answer())
                .startsWith("HTTP/1.1 503 ")
                .contains("(limits: memory)");
        HeldBytes.awaitNone(reports);
    }

    private static String head(int bytes, String line) {
        return "GET /_up HTTP/1.1\r\nHost: h\r\n" + line.repeat(bytes / line.length());
    }

    /** Headers that the codec has read, and one that is not whole. */
    @ParameterizedTest
    @ValueSource(strings = {"Cookie: 0123456789012345678901234567890123456789\r\n", "x"})
    void headThatIsNotWhole_counts_andBeyondTheBudgetItsConnectionEnds(String line) throws Exception {
        FakeUpstream couch = opened.add(FakeUpstream.answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"));
        ProxyServer proxy = opened.proxy(site("500kB", couch.port()));
        List<Wire> clients = new ArrayList<>();
        for (int number = 0; number < 30; number++) {
            clients.add(opened.client(proxy).send(head(30_000, line)));
            if (number == 0) {
                // It is to have its room before the others come.
                Patience.await(
                        () -> "the first does not count",
                        () -> reports.memory().heap().held()
                                        + reports.memory().buffers().held()
                                > 55_000);
            }
        }
        Patience.await(
                () -> "nothing was refused",
                () -> reports.memory().heap().refusals()
                                + reports.memory().buffers().refusals()
                        > 0);
        assertThat(clients.get(29).head()).startsWith("HTTP/1.1 503 ").containsIgnoringCase("retry-after");
        assertThat(reports.memory().heap().held()).isLessThanOrEqualTo(500 << 10);

        for (Wire client : clients.subList(1, 30)) {
            client.reset();
        }
        Patience.await(
                () -> "the others are there still",
                () -> reports.memory().heap().held()
                                + reports.memory().buffers().held()
                        < 200_000);
        assertThat(clients.get(0)
                        .send((line.equals("x") ? ": y\r\n" : "") + "\r\n")
                        .answer())
                .startsWith("HTTP/1.1 200");
        clients.get(0).reset();
        HeldBytes.awaitNone(reports);
        assertThat(opened.client(proxy).send(get("/")).answer()).startsWith("HTTP/1.1 200");
    }

    /** The request before it is never answered, so that the connection is not read while the refusal waits for its turn. */
    @ParameterizedTest
    @ValueSource(strings = {"20MB", "50kB"})
    void headThatIsNotWhole_behindARequestUnderWay_isGivenBackWhenTheClientGoes(String memory) throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        FakeUpstream couch = opened.add(new FakeUpstream((number, wire) -> {
            wire.head();
            Patience.await(over);
        }));
        ProxyServer proxy = opened.proxy(site(memory, couch.port()));
        Wire client = opened.client(proxy);
        client.send(get("/_up") + "GET /_up HTTP/1.1\r\nHost: h\r\n" + "a:b\r\n".repeat(990));
        if (memory.equals("50kB")) {
            Patience.await(
                    () -> "nothing was refused", () -> reports.memory().heap().refusals() > 0);
        } else {
            HeldBytes.await(reports.memory().heap(), 100_000);
        }
        client.reset();

        HeldBytes.awaitNone(reports);
        over.countDown();
    }

    private static String members(int count) {
        StringBuilder members = new StringBuilder("{\"_id\":\"a\",\"schema\":\"todo-item\"");
        for (int number = 0; number < count; number++) {
            members.append(",\"m").append(number).append("\":1");
        }
        return members.append('}').toString();
    }

    private static FakeUpstream answering(String body) throws IOException {
        return FakeUpstream.answering("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
                + body.length() + "\r\n\r\n" + body);
    }

    @Test
    void viewWithManyMembers_countsThem_andIsShownWhole() throws Exception {
        int count = 20_000;
        FakeUpstream couch = opened.add(answering(members(count)));

        assertThat(opened.client(site("300kB", couch.port()))
                        .send(get("/todos/a"))
                        .answer())
                .startsWith("HTTP/1.1 503 ");
        HeldBytes.awaitNone(reports);
        assertThat(opened.client(site("20MB", couch.port()))
                        .send(get("/todos/a"))
                        .answer())
                .startsWith("HTTP/1.1 200 ")
                .contains("\"m0\":1", "\"m" + (count - 1) + "\":1");
        HeldBytes.awaitNone(reports);
    }

    @Test
    void view_withMoreElementsThanALimit_cannotBeShown() throws Exception {
        FakeUpstream couch = opened.add(answering("{\"_id\":\"a\",\"title\":[1" + ",1".repeat(1000) + "]}"));
        TestSite site = new TestSite().with("lenses: lenses", "lenses: lenses\nlimits: { members: 1000 }");

        assertThat(opened.client(site.on(couch.port())).send(get("/todos/a")).answer())
                .startsWith("HTTP/1.1 500 ")
                .contains("1000");
    }

    @Test
    void requestsSentAhead_areAnsweredUpToTheLimit_andTheNextIsForLater() throws Exception {
        FakeUpstream couch = opened.add(FakeUpstream.answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"));
        Wire client = opened.client(new TestSite()
                .with("lenses: lenses", "lenses: lenses\nlimits: { ahead: 3 }")
                .reporting(reports)
                .on(couch.port()));
        String answers = client.send(get("/_up").repeat(500)).rest();

        assertThat(answers.split("HTTP/1.1 200 OK", -1)).hasSize(5);
        assertThat(answers)
                .contains("HTTP/1.1 503 ")
                .endsWith("\"reason\":\"more than 3 requests were sent ahead of an answer (limits: ahead)\"}\n");
        HeldBytes.awaitNone(reports);
    }

    @Test
    void requestsWhoseAnswersAreNotTaken_areReadNoFurther() throws Exception {
        String body = "x".repeat(50_000);
        FakeUpstream couch = opened.add(
                FakeUpstream.answering("HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body));
        Wire client = opened.narrowClient(opened.proxy(site("2MB, ahead: 1000", couch.port())));
        int requests = 400;
        Thread asking = new Thread(() -> {
            try {
                for (int number = 0; number < requests; number++) {
                    client.send(get("/_up"));
                }
            } catch (IOException exception) {
                // The connection broke, which the reader notices.
            }
        });
        asking.start();
        Patience.awaitStandstill(
                "bytes held", () -> (int) reports.memory().buffers().held());

        assertThat(reports.memory().buffers().held()).isPositive().isLessThan(500_000);
        for (int number = 0; number < requests; number++) {
            assertThat(client.answer()).startsWith("HTTP/1.1 200");
        }
        asking.join();
        client.reset();
        HeldBytes.awaitNone(reports);
    }

    @Test
    void answerThatIsNotTaken_counts_andBeyondTheBudgetItsConnectionBreaks() throws Exception {
        String piece = "x".repeat(1 << 20);
        FakeUpstream couch = opened.add(new FakeUpstream((number, wire) -> {
            wire.request();
            wire.send("HTTP/1.1 200 OK\r\nContent-Length: " + (8 << 20) + "\r\n\r\n");
            for (int sent = 0; sent < 8; sent++) {
                wire.send(piece);
            }
            wire.rest();
        }));
        ProxyServer proxy = opened.proxy(site("1MB", couch.port()));
        List<Wire> clients = new ArrayList<>();
        for (int number = 0; number < 20; number++) {
            clients.add(
                    opened.narrowClient(proxy).send(get("/_up").replace("Host: h", "Host: h\r\nConnection: close")));
        }
        Patience.await(
                () -> "nothing was shed", () -> reports.memory().buffers().refusals() > 0);
        assertThat(reports.memory().buffers().held()).isLessThanOrEqualTo(1 << 20);
        int whole = 0;
        for (Wire client : clients) {
            whole += client.rest().endsWith("<reset>") ? 0 : 1;
        }
        assertThat(whole).isBetween(0, 19);
        HeldBytes.awaitNone(reports);
    }

    @Test
    void connections_beyondTheirLimits_areRefused_andTrustedProxiesAreNot() throws Exception {
        FakeUpstream couch = opened.add(FakeUpstream.answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"));
        TestSite site = new TestSite()
                .with("lenses: lenses", "lenses: lenses\nlimits: { connections: 3, connections-per-address: 2 }")
                .reporting(reports);
        ProxyServer proxy = opened.proxy(site.on(couch.port()));
        Wire first = opened.client(proxy).send(get("/_up"));
        assertThat(first.answer()).startsWith("HTTP/1.1 200");
        assertThat(opened.client(proxy).send(get("/_up")).answer()).startsWith("HTTP/1.1 200");

        assertThat(opened.client(proxy).send(get("/_up")).rest())
                .startsWith("HTTP/1.1 503 ")
                .contains("Retry-After: 10\r\n", "Connection: close\r\n", "(limits: connections-per-address)");
        first.close();
        Patience.await(
                () -> "the connection that was closed still counts",
                () -> opened.client(proxy).send(get("/_up")).head().startsWith("HTTP/1.1 200"));

        proxy.reload(site.trusting(List.of(Network.parse("127.0.0.0/8"))).on(couch.port()));
        assertThat(opened.client(proxy).send(get("/_up")).answer()).startsWith("HTTP/1.1 200");
        assertThat(opened.client(proxy).send(get("/_up")).rest()).contains("(limits: connections)");
        assertThat(reports.shed().get("connections").sum()).isOne();
        assertThat(reports.families())
                .filteredOn(family -> family.name().equals("slipcover_shed"))
                .flatExtracting(Family::points)
                .contains(new Family.Value(Map.of("limit", "connections"), 1));
        assertThat(reports.shed().get("connections-per-address").sum()).isPositive();
    }

    @Test
    void row_beyondTheBudget_breaksAnAnswerThatHasBegun() throws Exception {
        FakeUpstream couch = opened.add(
                answeringHalf("{\"rows\":[\n{\"id\":\"a\",\"doc\":{\"_id\":\"a\",\"text\":\"" + "x".repeat(LONG)));
        Wire client = opened.client(site("100kB", couch.port()));

        assertThat(client.send(get("/todos/_all_docs?include_docs=true")).rest())
                .startsWith("HTTP/1.1 200 ")
                .endsWith("<reset>");
        HeldBytes.awaitNone(reports);
    }
}
