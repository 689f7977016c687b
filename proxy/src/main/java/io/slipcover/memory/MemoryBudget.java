package io.slipcover.memory;

import io.slipcover.json.NoRoomException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** A count of bytes that are held, and the most that may be. All event loops share it. */
public final class MemoryBudget {
    private final AtomicLong held = new AtomicLong();
    private final LongAdder refusals = new LongAdder();
    private volatile long limit;

    MemoryBudget(long limit) {
        this.limit = limit;
    }

    /** Allows so many bytes from now on. What is held stays. */
    void limit(long bytes) {
        limit = bytes;
    }

    /** How many bytes may be held. */
    public long limit() {
        return limit;
    }

    /** How many bytes are held now. */
    public long held() {
        return held.get();
    }

    /** How often something was not held because there was no room for it. */
    public long refusals() {
        return refusals.sum();
    }

    /**
     * Takes bytes for somebody.
     *
     * @param inAll how many bytes that one then has
     */
    void take(long bytes, long inAll) {
        long most = limit;
        while (true) {
            long before = held.get();
            if (bytes > most - before) {
                refusals.increment();
                throw new NoRoomException(
                        inAll > most
                                ? "this needs more than the " + most + " bytes that Slipcover may hold (limits: memory)"
                                : "Slipcover holds as much as it may (limits: memory)",
                        inAll > most);
            }
            if (held.compareAndSet(before, before + bytes)) {
                return;
            }
        }
    }

    void giveBack(long bytes) {
        held.addAndGet(-bytes);
    }
}
