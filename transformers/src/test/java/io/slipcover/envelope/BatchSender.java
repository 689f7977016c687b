package io.slipcover.envelope;

import io.slipcover.json.JsonBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/** Feeds a request in pieces, and decides about documents in windows, the last of each first. */
final class BatchSender {
    private final BulkDocsRequest request;
    private final Consumer<WrittenDocument> decide;
    private final int window;
    private final JsonBuffer out = new JsonBuffer();
    private final Deque<WrittenDocument> waiting = new ArrayDeque<>();

    BatchSender(BulkDocsRequest request, int window, Consumer<WrittenDocument> decide) {
        this.request = request;
        this.window = window;
        this.decide = decide;
    }

    /** What CouchDB gets. */
    byte[] send(byte[] body, int length) {
        for (int at = 0; at < body.length; at += length) {
            byte[] piece = new byte[length];
            int count = Math.min(length, body.length - at);
            System.arraycopy(body, at, piece, 0, count);
            feed(piece, count);
            java.util.Arrays.fill(piece, (byte) '#');
        }
        request.end();
        decideAll();
        request.flush(out);
        return out.toByteArray();
    }

    byte[] sendInTwo(byte[] body, int cut) {
        request.feed(body, 0, cut);
        collect();
        request.feed(body, cut, body.length);
        collect();
        request.end();
        decideAll();
        request.flush(out);
        return out.toByteArray();
    }

    private void feed(byte[] piece, int count) {
        request.feed(piece, 0, count);
        collect();
    }

    private void collect() {
        for (WrittenDocument document = request.poll(); document != null; document = request.poll()) {
            waiting.push(document);
            if (waiting.size() == window) {
                decideAll();
            }
        }
        request.flush(out);
    }

    private void decideAll() {
        while (!waiting.isEmpty()) {
            decide.accept(waiting.pop());
        }
    }
}
