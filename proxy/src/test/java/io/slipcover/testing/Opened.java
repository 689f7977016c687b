package io.slipcover.testing;

import io.slipcover.dispatch.ProxyConfiguration;
import io.slipcover.server.ProxyServer;
import io.slipcover.upstream.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** What one test opens: proxies, their clients, the servers behind them. All is closed behind the test, the last first. */
public final class Opened implements AfterEachCallback {
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    /** Has this closed behind the test, too. */
    public <T extends AutoCloseable> T add(T closeable) {
        opened.push(closeable);
        return closeable;
    }

    public ProxyServer proxy(ProxyConfiguration site) {
        return add(start(site));
    }

    public ProxyServer proxy(Transport transport, ProxyConfiguration site) {
        return add(start(transport, site));
    }

    /** A client of a proxy of its own. */
    public Wire client(ProxyConfiguration site) throws IOException {
        return client(proxy(site));
    }

    public Wire client(ProxyServer proxy) throws IOException {
        return add(Wire.to(proxy.address().getPort()));
    }

    /** A client whose system takes little of what the client itself does not read. */
    public Wire narrowClient(ProxyServer proxy) throws IOException {
        return add(Wire.narrowTo(proxy.address().getPort()));
    }

    /** A bystander of a proxy, which has to have one event loop. */
    public Bystander bystander(ProxyServer proxy) throws IOException {
        return add(Bystander.of(proxy.address().getPort()));
    }

    /** A proxy that is the caller's to close; it has one event loop, and a port that was free. */
    public static ProxyServer start(ProxyConfiguration site) {
        return start(Transport.best(), site);
    }

    private static ProxyServer start(Transport transport, ProxyConfiguration site) {
        return ProxyServer.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1, transport, site);
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        while (!opened.isEmpty()) {
            opened.pop().close();
        }
    }
}
