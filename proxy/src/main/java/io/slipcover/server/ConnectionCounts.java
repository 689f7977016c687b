package io.slipcover.server;

import io.slipcover.config.ConnectionLimits;
import java.net.InetAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** How many connections clients have, in all and from each address. Shared by all event loops. */
final class ConnectionCounts {
    private final AtomicInteger all = new AtomicInteger();
    private final Map<InetAddress, Integer> byAddress = new ConcurrentHashMap<>();

    /**
     * Counts another connection.
     *
     * @param address where it comes from; null: an address that has no limit of its own
     * @return the name of the limit that the connection exceeds, which then does not count; null where it exceeds none
     */
    @Nullable
    String enter(@Nullable InetAddress address, ConnectionLimits limits) {
        if (all.incrementAndGet() > limits.inAll()) {
            all.decrementAndGet();
            return "connections";
        }
        if (address != null && byAddress.merge(address, 1, Integer::sum) > limits.perAddress()) {
            leave(address);
            return "connections-per-address";
        }
        return null;
    }

    /** Counts a connection no more that was counted. */
    void leave(@Nullable InetAddress address) {
        all.decrementAndGet();
        if (address != null) {
            byAddress.computeIfPresent(address, (any, count) -> count == 1 ? null : count - 1);
        }
    }

    /** How many addresses have connections. */
    int addresses() {
        return byAddress.size();
    }
}
