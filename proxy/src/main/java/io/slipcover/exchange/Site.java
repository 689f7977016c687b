package io.slipcover.exchange;

import io.slipcover.upstream.Upstreams;
import java.net.InetAddress;
import java.util.List;

/**
 * All that one reading of the configuration says about serving. Immutable and shared; an exchange keeps the one it began with,
 * whatever is read meanwhile.
 *
 * @param trustedProxies whose {@code X-Forwarded-*} headers are believed
 * @param maximumDocument the bytes that a document may have which has to be held whole
 */
public record Site(Upstreams upstreams, List<Network> trustedProxies, int maximumDocument) {
    /** 64 MB. */
    public static final int DEFAULT_MAXIMUM_DOCUMENT = 64 << 20;

    public Site {
        trustedProxies = List.copyOf(trustedProxies);
    }

    /** Whether a client at this address is a proxy that is believed. */
    public boolean trusts(InetAddress address) {
        for (Network network : trustedProxies) {
            if (network.contains(address)) {
                return true;
            }
        }
        return false;
    }
}
