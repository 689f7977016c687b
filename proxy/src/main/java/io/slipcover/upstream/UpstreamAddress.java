package io.slipcover.upstream;

import java.net.URI;

/** Where a server listens that requests are passed to: one node of a CouchDB cluster, or the only one. */
public record UpstreamAddress(String host, int port) {
    private static final int HTTP_PORT = 80;

    public UpstreamAddress {
        if (host.isEmpty()) {
            throw new IllegalArgumentException("an upstream needs a host");
        }
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("port " + port + " is none");
        }
    }

    /** The address that an {@code http://HOST[:PORT]} names. */
    public static UpstreamAddress of(URI uri) {
        String host = uri.getHost();
        if (host == null || !"http".equals(uri.getScheme())) {
            throw new IllegalArgumentException("an upstream is http://HOST:PORT, not " + uri);
        }
        return new UpstreamAddress(
                host.startsWith("[") ? host.substring(1, host.length() - 1) : host,
                uri.getPort() < 0 ? HTTP_PORT : uri.getPort());
    }

    @Override
    public String toString() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }
}
