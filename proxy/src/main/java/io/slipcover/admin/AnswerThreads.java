package io.slipcover.admin;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Threads that make answers for operators, so that no event loop waits for an answer. They are few, and so are the questions that wait for
 * them. Each kind of answer has threads of its own, so that no kind waits for another.
 */
final class AnswerThreads {
    private static final int THREADS = 2;

    /** The most questions that wait for the threads of one kind. */
    static final int WAITING = 100;

    private static final long IDLE_SECONDS = 10;

    static final AnswerThreads METRICS = new AnswerThreads();
    static final AnswerThreads LISTS = new AnswerThreads();
    static final AnswerThreads FILES = new AnswerThreads();

    /** For the JSON that the page shows. */
    static final AnswerThreads NUMBERS = new AnswerThreads();

    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            THREADS, THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(WAITING), work -> {
                Thread thread = new Thread(work, "slipcover-answers");
                thread.setDaemon(true);
                return thread;
            });

    private AnswerThreads() {
        threads.allowCoreThreadTimeOut(true);
    }

    /** The answer, as soon as a thread has made it; 503 where too many others wait. */
    CompletionStage<AdminAnswer> make(Supplier<AdminAnswer> work) {
        try {
            return CompletableFuture.supplyAsync(work, threads);
        } catch (RejectedExecutionException tooMany) {
            return CompletableFuture.completedFuture(
                    AdminAnswer.error(503, "busy", "too many questions are waiting, ask again"));
        }
    }
}
