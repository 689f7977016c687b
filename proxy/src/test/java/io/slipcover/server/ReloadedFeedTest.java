package io.slipcover.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipcover.report.Reports;
import io.slipcover.testbed.Patience;
import io.slipcover.testing.FakeUpstream;
import io.slipcover.testing.Opened;
import io.slipcover.testing.TestSite;
import io.slipcover.testing.Wire;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What becomes of open feeds when the configuration is read again. */
final class ReloadedFeedTest {
    private static final String HEARTBEAT = "1\r\n\n\r\n";

    @RegisterExtension
    private final Opened opened = new Opened();

    private final CountDownLatch reloaded = new CountDownLatch(1);
    private final Reports reports = new Reports();
    private FakeUpstream couch;
    private ProxyServer proxy;

    @BeforeEach
    void start() throws Exception {
        couch = opened.add(new FakeUpstream((number, wire) -> {
            wire.request();
            wire.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + HEARTBEAT);
            Patience.await(reloaded);
            wire.send(HEARTBEAT);
            wire.request();
        }));
        proxy = opened.proxy(new TestSite().reporting(reports).on(couch.port()));
    }

    private Wire feed(String path, String version) throws Exception {
        Wire feed = opened.client(proxy);
        feed.send("GET " + path + " HTTP/1.1\r\nHost: h\r\nX-Client-Version: " + version + "\r\n\r\n");
        assertThat(feed.head()).startsWith("HTTP/1.1 200");
        assertThat(feed.read(HEARTBEAT.length())).isEqualTo(HEARTBEAT);
        return feed;
    }

    private void reload(TestSite site) {
        proxy.reload(site.reporting(reports).on(couch.port()));
        reloaded.countDown();
    }

    @Test
    void feedOfAReleaseThatHasChanged_ends_andTheOthersGoOn() throws Exception {
        Wire changed = feed("/todos/_changes?feed=continuous&include_docs=true", "3");
        Wire same = feed("/todos/_changes?feed=continuous&include_docs=true", "2");
        Wire opaque = feed("/_db_updates?feed=continuous", "2");

        reload(new TestSite().with("name: \"3\",", "name: \"3\", defaults: { todo-item: { colour: red } },"));

        assertThat(changed.rest()).doesNotContain("0\r\n\r\n");
        assertThat(same.read(HEARTBEAT.length())).isEqualTo(HEARTBEAT);
        assertThat(opaque.read(HEARTBEAT.length())).isEqualTo(HEARTBEAT);
    }

    @Test
    void feed_whereNothingHasChanged_goesOn() throws Exception {
        Wire feed = feed("/todos/_changes?feed=continuous&include_docs=true", "2");

        reload(new TestSite());

        assertThat(feed.read(HEARTBEAT.length())).isEqualTo(HEARTBEAT);
    }

    @Test
    void feed_whoseCouchDbIsElsewhereNow_ends() throws Exception {
        Wire feed = feed("/todos/_changes?feed=continuous&include_docs=true", "2");

        proxy.reload(new TestSite().reporting(reports).on(1));

        assertThat(feed.rest()).doesNotContain("0\r\n\r\n");
        reloaded.countDown();
    }
}
