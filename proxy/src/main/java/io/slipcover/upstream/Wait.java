package io.slipcover.upstream;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What somebody waits for, and since which tick. Any progress begins the wait anew. */
public final class Wait {
    private final Ticks ticks;
    private @Nullable Object waitedFor;
    private boolean moved = true;
    private long since;

    public Wait(Ticks ticks) {
        this.ticks = ticks;
    }

    /** Notes that something of what is waited for has come. Costs one write of a field. */
    public void moved() {
        moved = true;
    }

    /**
     * Whether the wait has taken too long. This method is asked with each tick.
     *
     * @param now what is waited for now; null: nothing. The wait for something else is another wait
     */
    public boolean isTooLong(@Nullable Object now, Duration limit) {
        if (moved || now == null || !now.equals(waitedFor)) {
            moved = false;
            waitedFor = now;
            since = ticks.now();
            return false;
        }
        return ticks.now() - since >= limit.toNanos();
    }
}
