package io.slipcover.playground;

import io.slipcover.admin.AdminAnswer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads that do the playground's work, so that no event loop waits for it. They are few, and so are the questions that wait for them:
 * clients of the proxy come first.
 */
@SuppressWarnings("FutureReturnValueIgnored") // The asker is told by the answer itself.
final class Workers {
    private static final Logger LOGGER = LoggerFactory.getLogger(Workers.class);
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

    /**
     * The answer, as soon as a thread has made it. Where the answer is cancelled before a thread has begun, no thread makes it. Whoever asks
     * hears where that takes too long, or where too many others ask.
     */
    CompletionStage<AdminAnswer> answer(Supplier<AdminAnswer> work) {
        CompletableFuture<AdminAnswer> answer = new CompletableFuture<>();
        Runnable making = () -> {
            if (!answer.isDone()) {
                answer.complete(made(work));
            }
        };
        try {
            threads.execute(making);
            answer.whenComplete((given, failure) -> threads.remove(making));
            return answer.completeOnTimeout(
                    new Problem(504, "timeout", "no answer within " + patienceMilliseconds + " ms").answer(),
                    patienceMilliseconds,
                    TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException tooMany) {
            return CompletableFuture.completedFuture(
                    new Problem(503, "busy", "too many questions are waiting, ask again").answer());
        }
    }

    private static AdminAnswer made(Supplier<AdminAnswer> work) {
        try {
            return work.get();
        } catch (OutOfMemoryError tooMuch) {
            return new Problem(503, "busy", "Slipcover has too little memory for this answer").answer();
        } catch (RuntimeException | Error failure) {
            LOGGER.atError().setCause(failure).log("a question of the playground failed");
            return new Problem(500, "internal_server_error", "the answer failed, and the log says why").answer();
        }
    }
}
