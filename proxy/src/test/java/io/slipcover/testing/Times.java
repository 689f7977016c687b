package io.slipcover.testing;

import io.slipcover.config.Timeouts;
import java.time.Duration;

/** Times that a proxy waits in a test: one of them short, so that the test need not wait long. */
public final class Times {
    private Times() {}

    /** The usual times with another one in place of the one of this name. */
    public static Timeouts with(String name, long milliseconds) {
        return with(Timeouts.DEFAULTS, name, milliseconds);
    }

    /** These times with another one in place of the one of this name. */
    public static Timeouts with(Timeouts times, String name, long milliseconds) {
        Duration time = Duration.ofMillis(milliseconds);
        return new Timeouts(
                name.equals("connect") ? time : times.connect(),
                name.equals("answer") ? time : times.answer(),
                name.equals("stall") ? time : times.stall(),
                name.equals("question") ? time : times.question(),
                name.equals("head") ? time : times.head(),
                name.equals("body") ? time : times.body(),
                name.equals("client") ? time : times.client(),
                name.equals("idle") ? time : times.idle());
    }
}
