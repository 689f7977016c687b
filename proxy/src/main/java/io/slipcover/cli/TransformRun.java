package io.slipcover.cli;

import io.slipcover.json.JsonFormatException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One run over a stream of documents. One thread finds where documents begin and end, as many workers as there are processors lead batches
 * of them, and what comes out has the order of what went in. An input of one batch alone starts no worker.
 */
final class TransformRun implements AutoCloseable {
    private final Supplier<Transformation> transformations;
    private final OutputStream documents;
    private final PrintWriter errors;
    private final String name;
    private final Deque<Future<DocumentBatch>> underWay = new ArrayDeque<>();
    private final ThreadLocal<Transformation> ofThread;
    private final int width = Runtime.getRuntime().availableProcessors();
    private @Nullable ExecutorService workers;
    private int failed;

    /**
     * @param transformations makes what one thread leads documents with
     * @param name what the input is called in errors
     */
    TransformRun(Supplier<Transformation> transformations, OutputStream documents, PrintWriter errors, String name) {
        this.transformations = transformations;
        this.documents = documents;
        this.errors = errors;
        this.name = name;
        this.ofThread = ThreadLocal.withInitial(transformations);
    }

    /**
     * Leads all documents of a stream. A document that cannot be led is reported, and the run goes on. The run ends at malformed JSON, since
     * nobody knows where the next document begins.
     *
     * @return how many documents failed
     */
    int over(JsonStream stream) throws IOException, InterruptedException {
        DocumentBatch batch = new DocumentBatch();
        String malformed = null;
        try {
            while (stream.next()) {
                batch.add(stream);
                if (batch.isFull()) {
                    handOver(batch);
                    batch = new DocumentBatch();
                }
            }
        } catch (JsonFormatException e) {
            malformed = "%s:%d: document %d: %s; nothing behind it was read"
                    .formatted(name, stream.line(), stream.number(), e.problem());
        }
        if (workers == null) {
            batch.lead(transformations.get());
            write(batch);
        } else {
            handOver(batch);
            writeUntil(0);
        }
        if (malformed != null) {
            failed++;
            errors.println(malformed);
        }
        return failed;
    }

    private void handOver(DocumentBatch batch) throws IOException, InterruptedException {
        if (workers == null) {
            workers = Executors.newFixedThreadPool(width, TransformRun::worker);
        }
        underWay.add(workers.submit(() -> {
            batch.lead(ofThread.get());
            return batch;
        }));
        writeUntil(2 * width);
    }

    private static Thread worker(Runnable work) {
        Thread thread = new Thread(work, "transform");
        thread.setDaemon(true);
        return thread;
    }

    /** Waits for the oldest batches and writes them, until no more than so many are under way. */
    private void writeUntil(int most) throws IOException, InterruptedException {
        while (underWay.size() > most) {
            try {
                write(underWay.remove().get());
            } catch (ExecutionException e) {
                throw new IllegalStateException(e.getCause());
            }
        }
    }

    private void write(DocumentBatch batch) throws IOException {
        failed += batch.write(documents, errors, name);
    }

    @Override
    public void close() {
        if (workers != null) {
            workers.shutdownNow();
        }
    }
}
