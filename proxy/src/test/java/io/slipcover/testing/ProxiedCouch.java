package io.slipcover.testing;

import io.slipcover.config.Configuration;
import io.slipcover.config.Upstream;
import io.slipcover.dispatch.ProxyConfiguration;
import io.slipcover.server.ProxyServer;
import io.slipcover.testbed.CouchClient;
import io.slipcover.testbed.CouchServer;
import java.net.URI;
import java.util.List;

/** A proxy in front of the server that all tests share, and clients of the proxy's releases with the administrator's rights. */
public final class ProxiedCouch implements AutoCloseable {
    private static final CouchServer COUCH = CouchServer.shared();

    private final ProxyServer proxy;

    private ProxiedCouch(ProxyServer proxy) {
        this.proxy = proxy;
    }

    /** A proxy with a test's own files, whose upstream does not count. */
    public static ProxiedCouch of(Configuration read) {
        Upstream upstream = new Upstream(false, "127.0.0.1", COUCH.url().getPort());
        return new ProxiedCouch(Opened.start(ProxyConfiguration.of(new Configuration(
                read.settings().withUpstreams(List.of(upstream)), read.catalog(), 0, List.of(), List.of()))));
    }

    /** A proxy with the files that most tests use. */
    public static ProxiedCouch of(TestSite site) {
        return new ProxiedCouch(Opened.start(site.on(COUCH.url().getPort())));
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + proxy.address().getPort());
    }

    /** A client of a release whose name is a whole number. */
    public CouchClient client(int release) {
        return client(url(), release);
    }

    /** Such a client that reaches the proxy by another way, such as another proxy. */
    public CouchClient client(URI way, int release) {
        return COUCH.client(way).with("X-Client-Version", release + ".0.0");
    }

    /** Stores documents at the server itself. */
    public static void fill(String database, List<String> documents) {
        COUCH.client()
                .post("/" + database + "/_bulk_docs", "{\"docs\":[" + String.join(",", documents) + "]}")
                .orThrow();
    }

    @Override
    public void close() {
        proxy.close();
    }
}
