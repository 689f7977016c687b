package io.slipcover.migrate;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Work on several threads whose results come in the order in which the work was given. No more than a few pieces are under way or done and not yet taken,
 * so that neither memory nor the way back to a checkpoint grows.
 *
 * @param <T> a result
 */
final class InOrder<T> implements AutoCloseable {
    private final int most;
    private final ExecutorService threads;
    private final Deque<Future<T>> open = new ArrayDeque<>();
    private final Taker<T> taker;

    /** Who takes the results, on the thread that gives the work. */
    @FunctionalInterface
    interface Taker<T> {
        void take(T result) throws IOException, InterruptedException;
    }

    InOrder(int most, Taker<T> taker) {
        this.most = most;
        this.taker = taker;
        this.threads = Executors.newFixedThreadPool(most);
    }

    /** Gives a piece of work, and waits until there is room for it. */
    void give(Callable<T> work) throws IOException, InterruptedException {
        while (open.size() >= most) {
            takeOldest();
        }
        open.add(threads.submit(work));
    }

    /** Waits for all that was given. */
    void finish() throws IOException, InterruptedException {
        while (!open.isEmpty()) {
            takeOldest();
        }
    }

    private void takeOldest() throws IOException, InterruptedException {
        Future<T> oldest = open.remove();
        try {
            taker.take(oldest.get());
        } catch (ExecutionException exception) {
            Throwable cause = requireNonNull(exception.getCause());
            if (cause instanceof IOException failure) {
                throw failure;
            }
            throw new IllegalStateException(cause);
        }
    }

    /** Breaks off what is under way. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
