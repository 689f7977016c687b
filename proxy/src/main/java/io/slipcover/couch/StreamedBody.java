package io.slipcover.couch;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer, piece by piece, as fast as the reader takes them. Java's own stream of a body would wait for the next piece for ever.
 */
final class StreamedBody implements BodySubscriber<StreamedBody>, AutoCloseable {
    private final Duration patience;
    private final BlockingQueue<Piece> pieces = new LinkedBlockingQueue<>();
    private final CompletableFuture<StreamedBody> itself = new CompletableFuture<>();
    private @Nullable Subscription subscription;
    private boolean ended;

    /** Some bytes, or the end of the body, for the cause of which there may be a failure. */
    private record Piece(
            List<ByteBuffer> bytes, boolean end, @Nullable Throwable failure) {}

    /**
     * @param patience how long the reader waits for the next piece
     */
    StreamedBody(Duration patience) {
        this.patience = patience;
    }

    @Override
    public CompletionStage<StreamedBody> getBody() {
        return itself;
    }

    @Override
    public void onSubscribe(Subscription given) {
        subscription = given;
        itself.complete(this);
    }

    @Override
    public void onNext(List<ByteBuffer> bytes) {
        pieces.add(new Piece(bytes, false, null));
    }

    @Override
    public void onError(Throwable failure) {
        pieces.add(new Piece(List.of(), true, failure));
        itself.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        pieces.add(new Piece(List.of(), true, null));
    }

    /** Waits for the next bytes; null: the body is at its end. */
    @Nullable
    List<ByteBuffer> next() throws IOException, InterruptedException {
        Subscription given = subscription;
        if (ended || given == null) {
            return null;
        }
        given.request(1);
        Piece piece = pieces.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
        if (piece == null) {
            close();
            throw new HttpTimeoutException(
                    "CouchDB sent nothing more of its answer for " + patience.toMillis() + " ms");
        }
        if (!piece.end()) {
            return piece.bytes();
        }
        ended = true;
        if (piece.failure() != null) {
            throw new IOException(
                    "CouchDB's answer broke off: " + piece.failure().getMessage(), piece.failure());
        }
        return null;
    }

    /** Reads no further; a body that is not at its end takes its connection with it. */
    @Override
    public void close() {
        Subscription given = subscription;
        if (!ended && given != null) {
            given.cancel();
        }
        ended = true;
    }
}
