package io.slipcover.check;

import io.slipcover.config.Configuration;
import io.slipcover.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * A proof on several threads, for one thread that brings the documents. It holds a few batches of documents: who brings them waits while all
 * threads have enough to do.
 */
public final class ParallelProof implements AutoCloseable {
    private static final int BATCH = 500;
    private static final long BATCH_BYTES = 2 << 20;
    private static final int WAITING = 2;
    private static final List<JsonObject> END = List.of();

    private final BlockingQueue<List<JsonObject>> batches;
    private final ExecutorService threads;
    private final List<Future<Findings>> proofs = new ArrayList<>();
    private List<JsonObject> batch = new ArrayList<>();
    private long batchBytes;

    /** @param threads how many threads look at documents */
    public ParallelProof(Configuration configuration, int threads) {
        this.batches = new ArrayBlockingQueue<>(WAITING);
        this.threads = Executors.newFixedThreadPool(threads, work -> {
            Thread thread = new Thread(work, "slipcover-check");
            thread.setDaemon(true);
            return thread;
        });
        for (int index = 0; index < threads; index++) {
            proofs.add(this.threads.submit(() -> prove(new SampleProof(configuration))));
        }
    }

    private Findings prove(SampleProof proof) throws InterruptedException {
        while (true) {
            List<JsonObject> documents = batches.take();
            if (documents.isEmpty()) {
                batches.put(END); // For the next thread.
                return proof.findings();
            }
            documents.forEach(proof::accept);
        }
    }

    /** Has a document looked at, perhaps later. The document must not change. */
    public void accept(JsonObject document) {
        batch.add(document);
        batchBytes += document.length();
        if (batch.size() >= BATCH || batchBytes >= BATCH_BYTES) {
            hand(batch);
            batch = new ArrayList<>();
            batchBytes = 0;
        }
    }

    private void hand(List<JsonObject> documents) {
        try {
            while (!batches.offer(documents, 1, TimeUnit.SECONDS)) {
                if (proofs.stream().allMatch(Future::isDone)) {
                    return; // All have failed, which the findings tell.
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** What was found in all documents. There are no more of them then. */
    public Findings findings() {
        if (!batch.isEmpty()) {
            hand(batch);
            batch = new ArrayList<>();
        }
        hand(END);
        Findings all = Findings.none();
        try {
            for (Future<Findings> proof : proofs) {
                all = all.and(proof.get());
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
        return all;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
