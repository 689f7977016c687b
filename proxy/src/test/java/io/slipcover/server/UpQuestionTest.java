package io.slipcover.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipcover.config.Upstream;
import io.slipcover.testbed.Patience;
import io.slipcover.testing.FakeUpstream;
import io.slipcover.testing.Opened;
import io.slipcover.testing.RefusingPort;
import io.slipcover.testing.TestSite;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a proxy says of CouchDB's health. */
final class UpQuestionTest {
    @RegisterExtension
    private final Opened opened = new Opened();

    private static boolean isServing(ProxyServer proxy) throws Exception {
        return proxy.couch().isServing().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    private FakeUpstream node(String status) throws Exception {
        return opened.add(FakeUpstream.answering("HTTP/1.1 " + status + "\r\nContent-Length: 2\r\n\r\n{}"));
    }

    @Test
    void isServing_oneNodeThatServes_isEnough() throws Exception {
        FakeUpstream serving = node("200 OK");
        ProxyServer proxy = opened.proxy(new TestSite()
                .on(
                        opened.add(new RefusingPort()).number(),
                        serving.port(),
                        node("404 Object Not Found").port()));

        assertThat(isServing(proxy)).isTrue();
        assertThat(serving.nextRequest()).startsWith("GET /_up HTTP/1.1\r\n").doesNotContain("Authorization");
    }

    @Test
    void isServing_nodesThatAreAway_inMaintenance_orBroken_isNot() throws Exception {
        assertThat(isServing(opened.proxy(new TestSite()
                        .on(
                                opened.add(new RefusingPort()).number(),
                                node("404 Object Not Found").port(),
                                node("500 Internal Server Error").port()))))
                .isFalse();
    }

    @Test
    void nodesBehindAPath_areAskedThere_byHealthToo() throws Exception {
        FakeUpstream one = node("200 OK");
        FakeUpstream two = node("200 OK");
        List<Upstream> behindPath = List.of(
                Upstream.parse("http://127.0.0.1:" + one.port() + "/couch"),
                Upstream.parse("http://127.0.0.1:" + two.port() + "/couch"));
        ProxyServer proxy = opened.proxy(new TestSite()
                .with("lenses: lenses", "health: { interval: 100ms }\nlenses: lenses")
                .on(behindPath));

        assertThat(isServing(proxy)).isTrue();
        for (FakeUpstream node : List.of(one, two)) {
            String health = node.nextRequest();
            while (!health.contains("onnection: close\r\n")) {
                assertThat(health).startsWith("GET /couch/_up HTTP/1.1\r\n");
                health = node.nextRequest();
            }
            assertThat(health).startsWith("GET /couch/_up HTTP/1.1\r\n");
        }
    }

    @Test
    void isServing_askedManyTimesAtOnce_asksCouchDbOnce() throws Exception {
        CountDownLatch askedOften = new CountDownLatch(1);
        FakeUpstream node = opened.add(new FakeUpstream((number, wire) -> {
            wire.request();
            Patience.await(askedOften);
            wire.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
            wire.request();
        }));
        ProxyServer proxy = opened.proxy(new TestSite().on(node.port()));

        List<CompletableFuture<Boolean>> answers = new ArrayList<>();
        for (int time = 0; time < 20; time++) {
            answers.add(proxy.couch().isServing().toCompletableFuture());
        }
        node.nextRequest();
        askedOften.countDown();

        assertThat(answers).allMatch(CompletableFuture::join);
        assertThat(node.hasRequest()).isFalse();
        assertThat(node.connections()).isEqualTo(1);
    }
}
