package io.slipcover.playground;

import io.slipcover.admin.AdminAnswer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The threads that do the playground's work, so that no event loop waits for it. They are few, and so are the questions that wait for them:
 * clients of the proxy come first.
 */
final class Workers {
    private static final int THREADS = 2;
    private static final int WAITING = 16;
    private static final long IDLE_SECONDS = 10;

    /** Shorter than operators' connections wait for an answer. */
    private static final int PATIENCE_MILLISECONDS = 8000;

    private final ThreadPoolExecutor threads;
    private final int patienceMilliseconds;

    Workers() {
        this(PATIENCE_MILLISECONDS);
    }

    /** @param patienceMilliseconds how long an answer may take */
    Workers(int patienceMilliseconds) {
        this.patienceMilliseconds = patienceMilliseconds;
        threads = new ThreadPoolExecutor(
                THREADS, THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(WAITING), work -> {
                    Thread thread = new Thread(work, "slipcover-playground");
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
    }

    /** The answer, as soon as a thread has made it. Whoever asks hears where that takes too long, or where too many others ask. */
    CompletionStage<AdminAnswer> answer(Supplier<AdminAnswer> work) {
        try {
            return CompletableFuture.supplyAsync(work, threads)
                    .completeOnTimeout(
                            new Problem(504, "timeout", "no answer within " + patienceMilliseconds + " ms").answer(),
                            patienceMilliseconds,
                            TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException tooMany) {
            return CompletableFuture.completedFuture(
                    new Problem(503, "busy", "too many questions are waiting, ask again").answer());
        }
    }
}
