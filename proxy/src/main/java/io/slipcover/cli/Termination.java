package io.slipcover.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The wish that the program ends, as signals tell it. The first signal asks for an end that breaks nothing off. The second one asks for an
 * end at once.
 */
final class Termination {
    private final CountDownLatch wished = new CountDownLatch(1);
    private final CountDownLatch hurried = new CountDownLatch(1);

    /** A signal has come. */
    synchronized void signal() {
        if (wished.getCount() == 0) {
            hurried.countDown();
        }
        wished.countDown();
    }

    void await() throws InterruptedException {
        wished.await();
    }

    /** Waits so long, unless somebody is in a hurry. Gives whether somebody is. */
    boolean isHurriedWithin(Duration time) throws InterruptedException {
        return hurried.await(time.toNanos(), TimeUnit.NANOSECONDS);
    }
}
