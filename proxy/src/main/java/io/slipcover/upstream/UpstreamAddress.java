package io.slipcover.upstream;

/**
 * Where a server listens that requests are passed to: one node of a CouchDB cluster, or the only one.
 *
 * @param secure whether it is spoken to over TLS
 * @param host a name or an address; IPv6 without brackets
 */
public record UpstreamAddress(boolean secure, String host, int port) {

    public UpstreamAddress {
        if (host.isEmpty()) {
            throw new IllegalArgumentException("an upstream needs a host");
        }
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("port " + port + " is none");
        }
    }

    /** One that is spoken to in plain text. */
    public static UpstreamAddress plain(String host, int port) {
        return new UpstreamAddress(false, host, port);
    }

    /** What a record hashes with otherwise is made at run time, and the first answer waits for it. */
    @Override
    public int hashCode() {
        return (host.hashCode() * 31 + port) * 31 + Boolean.hashCode(secure);
    }

    /** {@code HOST:PORT}, with brackets around IPv6. */
    @Override
    public String toString() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }
}
