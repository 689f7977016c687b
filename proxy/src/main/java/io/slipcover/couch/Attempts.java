package io.slipcover.couch;

import java.io.IOException;
import java.time.Duration;

/** Several attempts at what may pass: connections that break, times that are over, answers of 429 and from 500 on. */
public final class Attempts {
    /** Five attempts within some 15 seconds. */
    public static final Attempts USUAL = new Attempts(5, Duration.ofSeconds(1));

    private final int most;
    private final Duration firstPause;

    /**
     * @param most how often it is tried
     * @param firstPause the pause after the first attempt; each later one is twice as long
     */
    public Attempts(int most, Duration firstPause) {
        this.most = most;
        this.firstPause = firstPause;
    }

    /** Something that asks CouchDB, and can be done again. */
    @FunctionalInterface
    public interface Attempt<T> {
        T make() throws IOException, InterruptedException;
    }

    /** Makes attempts until one succeeds, or until it is pointless to go on. */
    public <T> T make(Attempt<T> attempt) throws IOException, InterruptedException {
        Duration pause = firstPause;
        for (int made = 1; ; made++) {
            try {
                return attempt.make();
            } catch (IOException exception) {
                boolean mayPass = !(exception instanceof CouchException answer) || answer.mayPass();
                if (made >= most || !mayPass) {
                    throw exception;
                }
            }
            Thread.sleep(pause.toMillis());
            pause = pause.multipliedBy(2);
        }
    }
}
