package io.slipcover.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipcover.dispatch.ProxyConfiguration;
import io.slipcover.memory.MemoryBudget;
import io.slipcover.report.Reports;
import io.slipcover.testbed.Patience;
import io.slipcover.testing.FakeUpstream;
import io.slipcover.testing.LeakGuard;
import io.slipcover.testing.LittleCouch;
import io.slipcover.testing.Opened;
import io.slipcover.testing.TestSite;
import io.slipcover.testing.Wire;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

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

    private void awaitHeld(MemoryBudget budget, long least) {
        Patience.await(() -> budget.held() + " bytes held", () -> budget.held() >= least);
    }

    private void awaitNothingHeld() {
        Patience.await(
                () -> reports.memory().heap().held() + " and " + reports.memory().buffers().held() + " bytes held",
                () -> reports.memory().heap().held() == 0
                        && reports.memory().buffers().held() == 0);
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
        awaitHeld(reports.memory().heap(), LONG);
        counted.countDown();

        assertThat(client.answer()).startsWith("HTTP/1.1 201");
        awaitNothingHeld();
    }

    @Test
    void write_beyondTheBudget_isForLater_namesTheLimit_andTheNextIsServed() throws Exception {
        LittleCouch couch = opened.add(new LittleCouch());
        ProxyServer proxy = opened.proxy(site("1MB", couch.port()));
        Wire half = opened.client(proxy);
        String waiting = put(document(700_000));
        half.send(waiting.substring(0, 600_000));
        awaitHeld(reports.memory().heap(), 600_000);

        assertThat(opened.client(proxy).send(put(document(500_000))).answer())
                .startsWith("HTTP/1.1 503 ")
                .containsIgnoringCase("\r\nretry-after: ")
                .endsWith("{\"error\":\"service_unavailable\",\"reason\":\"Slipcover holds as much as it may (limits: memory)\"}\n");
        assertThat(reports.memory().heap().refusals()).isOne();

        half.send(waiting.substring(600_000));
        assertThat(half.answer()).startsWith("HTTP/1.1 201");
        assertThat(opened.client(proxy).send(put(document(500_000))).answer()).startsWith("HTTP/1.1 201");
        awaitNothingHeld();
    }

    @Test
    void write_forWhichThereWillNeverBeRoom_isTooLarge() throws Exception {
        LittleCouch couch = opened.add(new LittleCouch());
        Wire client = opened.client(site("100kB", couch.port()));

        assertThat(client.send(put(document(LONG))).answer())
                .startsWith("HTTP/1.1 413 ")
                .contains("\"error\":\"too_large\"", "(limits: memory)");
        awaitNothingHeld();
        assertThat(client.send(put(document(10))).answer()).startsWith("HTTP/1.1 201");
    }

    @Test
    void write_whoseClientGoesAway_isGivenBack() throws Exception {
        LittleCouch couch = opened.add(new LittleCouch());
        Wire client = opened.client(site("8MB", couch.port()));
        client.send(put(document(LONG)).substring(0, LONG));
        awaitHeld(reports.memory().heap(), LONG - 1000);
        client.reset();

        awaitNothingHeld();
    }

    @Test
    void write_whoseUpstreamGoesAway_isGivenBack() throws Exception {
        FakeUpstream couch = opened.add(new FakeUpstream((number, wire) -> wire.request()));
        Wire client = opened.client(site("8MB", couch.port()));

        assertThat(client.send(put(document(LONG))).answer()).startsWith("HTTP/1.1 502 ");
        awaitNothingHeld();
    }

    @Test
    void write_thatIsRefused_isGivenBack() throws Exception {
        LittleCouch couch = opened.add(new LittleCouch());
        Wire client = opened.client(site("8MB", couch.port()));

        String unknown = document(LONG).replace("\"isDone\":true", "\"version\":9");
        assertThat(client.send(put(unknown)).answer()).startsWith("HTTP/1.1 403 ");
        awaitNothingHeld();
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
        awaitHeld(reports.memory().heap(), LONG);
        client.reset();

        awaitNothingHeld();
    }

    @Test
    void view_beyondTheBudget_isForLater() throws Exception {
        FakeUpstream couch = opened.add(answeringHalf("{\"_id\":\"a\",\"text\":\"" + "x".repeat(LONG)));
        Wire client = opened.client(site("100kB", couch.port()));

        assertThat(client.send(get("/todos/a")).answer())
                .startsWith("HTTP/1.1 503 ")
                .contains("(limits: memory)");
        awaitNothingHeld();
    }

    @Test
    void row_beyondTheBudget_breaksAnAnswerThatHasBegun() throws Exception {
        FakeUpstream couch = opened.add(answeringHalf(
                "{\"rows\":[\n{\"id\":\"a\",\"doc\":{\"_id\":\"a\",\"text\":\"" + "x".repeat(LONG)));
        Wire client = opened.client(site("100kB", couch.port()));

        assertThat(client.send(get("/todos/_all_docs?include_docs=true")).rest())
                .startsWith("HTTP/1.1 200 ")
                .endsWith("<reset>");
        awaitNothingHeld();
    }
}
