package io.slipcover.upstream;

/**
 * The address of a server that gets requests: one node of a CouchDB cluster, or the only node.
 *
 * @param secure whether the proxy speaks to the server over TLS
 * @param host a name or an address; IPv6 without brackets
 * @param path where the server's paths begin, such as {@code /couch}; empty where they begin at the root
 * @param tls how the proxy speaks TLS, where it does
 */
public record UpstreamAddress(boolean secure, String host, int port, String path, Tls tls) {

    public UpstreamAddress {
        if (host.isEmpty()) {
            throw new IllegalArgumentException("an upstream needs a host");
        }
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("port " + port + " is none");
        }
    }

    /** The address of a server whose paths begin at the root, and whom Java trusts where it speaks TLS. */
    public UpstreamAddress(boolean secure, String host, int port) {
        this(secure, host, port, "", Tls.TRUSTED);
    }

    /** The address of a server that the proxy speaks to in plain text. */
    public static UpstreamAddress plain(String host, int port) {
        return new UpstreamAddress(false, host, port);
    }

    /**
     * The hash, spelled out. The JVM makes a record's own hash at run time, and the first answer would wait for that.
     */
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
