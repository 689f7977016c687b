package io.slipcover.upstream;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The servers that take requests by turns. A server that could not be reached comes last for some seconds. All event
 * loops share this object.
 */
public final class Upstreams {
    private static final long AVOIDED_NANOSECONDS = 5_000_000_000L;

    private final List<UpstreamAddress> addresses;
    private final AtomicInteger next = new AtomicInteger();

    /**
     * For each address, the time by {@link System#nanoTime} from which on it takes its turn again; 0 for an address
     * that was not down.
     */
    private final AtomicLongArray avoidedUntil;

    public Upstreams(List<UpstreamAddress> addresses) {
        if (addresses.isEmpty()) {
            throw new IllegalArgumentException("at least one upstream is needed");
        }
        this.addresses = List.copyOf(addresses);
        this.avoidedUntil = new AtomicLongArray(addresses.size());
    }

    public List<UpstreamAddress> addresses() {
        return addresses;
    }

    /** How many servers there are. A request has failed when all of them were tried. */
    int size() {
        return addresses.size();
    }

    /** The index of the server whose turn it is. */
    int turn() {
        int size = addresses.size();
        if (size == 1) {
            return 0;
        }
        int first = Math.floorMod(next.getAndIncrement(), size);
        for (int step = 0; step < size; step++) {
            int index = (first + step) % size;
            long until = avoidedUntil.get(index);
            if (until == 0 || System.nanoTime() - until > 0) {
                return index;
            }
        }
        return first;
    }

    UpstreamAddress address(int index) {
        return addresses.get(index);
    }

    /** Remembers that a server was reached. Gives whether that is news. */
    boolean reached(int index) {
        return avoidedUntil.get(index) != 0 && avoidedUntil.getAndSet(index, 0) != 0;
    }

    /** Remembers that a server could not be reached. Gives whether that is news. */
    boolean unreachable(int index) {
        boolean news = avoidedUntil.get(index) == 0;
        long until = System.nanoTime() + AVOIDED_NANOSECONDS;
        avoidedUntil.set(index, until == 0 ? 1 : until);
        return news;
    }
}
