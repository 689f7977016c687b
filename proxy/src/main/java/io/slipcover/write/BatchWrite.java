package io.slipcover.write;

import static java.util.Objects.requireNonNull;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.compression.DecompressionException;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.LastHttpContent;
import io.slipcover.document.BaseChoice;
import io.slipcover.document.Obstacle;
import io.slipcover.document.RefusedException;
import io.slipcover.document.Revision;
import io.slipcover.document.TemporarilyRefusedException;
import io.slipcover.envelope.BulkDocsRequest;
import io.slipcover.envelope.EntryTooLargeException;
import io.slipcover.envelope.Envelope;
import io.slipcover.envelope.EnvelopeLimits;
import io.slipcover.envelope.Envelopes;
import io.slipcover.envelope.NewEdits;
import io.slipcover.envelope.WrittenDocument;
import io.slipcover.exchange.BodyDecoder;
import io.slipcover.exchange.BufferSink;
import io.slipcover.exchange.Exchange;
import io.slipcover.exchange.MadeBody;
import io.slipcover.exchange.OwnAnswer;
import io.slipcover.exchange.Refusal;
import io.slipcover.exchange.RequestSide;
import io.slipcover.json.JsonFormatException;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.question.StoredDocument;
import io.slipcover.question.StoredLeaf;
import io.slipcover.question.UpstreamQuestion;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * A {@code _bulk_docs} on its way to CouchDB: one request for one, its body led through as a stream. Documents are collected into windows
 * whose bases are looked up at once. A few windows are looked up side by side, which is what CouchDB answers fastest; they are led up and
 * sent in their order, each when all before it have been. While there is no room for another, nothing more is read from the client.
 *
 * <p>Whether the batch is of edits or of a replication may be known only at its end. A batch that fits into one window, as replicators
 * send them, is decided about when it is known. In a longer one each document is read as what it looks like: a history makes it a
 * replicated revision. Where the end says otherwise, and it mattered, the batch is refused.
 *
 * <p>CouchDB takes a batch whole or not at all: where anything goes wrong, the body is broken off, so that nothing is stored.
 */
public final class BatchWrite implements RequestSide {
    private static final JsonName HISTORY = JsonName.of("_revisions");
    private static final int WINDOW_DOCUMENTS = 250;
    private static final int WINDOW_BYTES = 1 << 20;

    /** How many windows are looked up at once. */
    private static final int WINDOWS = 4;

    private final Writer writer;
    private final BodyDecoder decoder;
    private final BulkDocsRequest batch;
    private final BatchMemory memory = new BatchMemory();
    private final BatchRows rows = new BatchRows();
    private final Refusal refusal = new Refusal();

    /** What came while there was no room for it. */
    private final Queue<HttpContent> held = new ArrayDeque<>();

    /** What is looked up, and what waits for that. */
    private final Queue<BatchWindow> windows = new ArrayDeque<>();

    /** The documents of all of these. */
    private long bytesInWindows;

    /** The window that is being filled. */
    private List<WrittenDocument> window = new ArrayList<>();

    private int windowBytes;

    /** Whether the look-up is being begun; what is all in the cache is found before that returns. */
    private boolean starting;

    private boolean letIn;
    private boolean ended;
    private boolean failed;

    /** Whether a document was read as an edit, as a replicated revision, where the other would have had another base. */
    private boolean readAsEdit;

    private boolean readAsReplicated;

    public BatchWrite(Writer writer, EnvelopeLimits limits, BodyDecoder decoder) {
        this.writer = writer;
        this.decoder = decoder;
        this.batch = new BulkDocsRequest(limits);
    }

    /** What is put among the rows of CouchDB's answer, or null where that is nothing. */
    @Nullable
    public Envelope answerEnvelope(Envelopes envelopes) {
        if (rows.isEmpty()) {
            return null;
        }
        rows.report();
        return batch.newEdits() == NewEdits.FALSE
                ? envelopes.bulkDocs(rows.inOrder())
                : envelopes.bulkDocs(rows.byIndex());
    }

    @Override
    public void begin(Exchange exchange) {
        MadeBody.forgetOther(exchange.request().headers());
        exchange.request().headers().set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
        exchange.connect();
    }

    @Override
    public void content(Exchange exchange, HttpContent content) {
        if (failed) {
            content.release();
        } else if (hasRoom()) {
            take(exchange, content);
        } else {
            held.add(content);
            exchange.client().reading(false);
        }
    }

    /** Whether another window may be looked up: memory for one more of the largest is what a batch may take beyond a window's. */
    private boolean hasRoom() {
        return windows.size() < WINDOWS && bytesInWindows < WINDOW_BYTES;
    }

    private void take(Exchange exchange, HttpContent content) {
        boolean last = content instanceof LastHttpContent;
        try {
            decoder.forEach(content.content(), batch::feed);
            if (last) {
                ended = true;
                batch.end();
            }
        } catch (JsonFormatException exception) {
            fail(exchange, new OwnAnswer(400, "bad_request", "invalid UTF-8 JSON: " + exception.getMessage()));
        } catch (EntryTooLargeException exception) {
            fail(
                    exchange,
                    new OwnAnswer(413, "document_too_large", "more than " + writer.maximumDocument() + " bytes"));
        } catch (DecompressionException exception) {
            fail(exchange, new OwnAnswer(400, "bad_request", "the body is not gzip"));
        } finally {
            content.release();
        }
        if (!failed) {
            proceed(exchange);
        }
    }

    /** Goes as far as it goes with what has arrived and what has been found. */
    private void proceed(Exchange exchange) {
        do {
            upgradeFound(exchange);
            if (!failed) {
                collect(exchange);
            }
        } while (!failed && hasFound());
        if (!failed) {
            send(exchange);
        }
    }

    /** Fills windows with what has arrived, as far as there is room, and decides about each when it is full or the last one. */
    private void collect(Exchange exchange) {
        while (!failed && hasRoom()) {
            WrittenDocument document = batch.poll();
            if (document != null) {
                window.add(document);
                windowBytes += document.bytes().length;
            }
            boolean full = window.size() >= WINDOW_DOCUMENTS || windowBytes >= WINDOW_BYTES;
            if (full || (document == null && ended && !window.isEmpty())) {
                decide(exchange);
            } else if (document == null) {
                return;
            }
        }
    }

    /** Whether the window whose turn it is has all its bases. */
    private boolean hasFound() {
        BatchWindow first = windows.peek();
        return first != null && first.bases() != null;
    }

    /** Leads up what has its bases, unless something before it still waits. */
    private void upgradeFound(Exchange exchange) {
        while (!failed && hasFound()) {
            BatchWindow first = windows.remove();
            bytesInWindows -= first.bytes();
            upgrade(exchange, first.items(), requireNonNull(first.bases()));
        }
    }

    private void decide(Exchange exchange) {
        List<BatchItem> items = new ArrayList<>(window.size());
        List<BaseLookup.Question> questions = new ArrayList<>();
        for (WrittenDocument document : window) {
            JsonObject written = JsonObject.ofValidated(document.bytes(), 0, document.bytes().length);
            String id = Writer.id(written);
            if (Writer.isReserved(id)) {
                document.keep();
                continue;
            }
            boolean newEdits = isEdit(written);
            if (newEdits) {
                Writer.bareRevision(written);
            }
            BaseChoice choice = BaseChoice.of(written, newEdits, null);
            if (choice instanceof BaseChoice.Unreadable) {
                fail(exchange, Base.Unreadable.ANSWER); // The whole of it, as CouchDB does.
                return;
            }
            boolean asks = id != null
                    && !(choice instanceof BaseChoice.None)
                    && writer.view().needsBase(null, written);
            remark(written, newEdits, choice);
            items.add(new BatchItem(document, written, id, newEdits, choice, asks ? questions.size() : -1));
            if (asks) {
                questions.add(new BaseLookup.Question(requireNonNull(id), choice));
            }
        }
        BatchWindow decided = new BatchWindow(items, windowBytes);
        window = new ArrayList<>();
        windowBytes = 0;
        windows.add(decided);
        bytesInWindows += decided.bytes();
        if (questions.isEmpty()) {
            decided.found(List.of());
        } else {
            find(exchange, decided, questions);
        }
    }

    private void find(Exchange exchange, BatchWindow decided, List<BaseLookup.Question> questions) {
        BaseLookup lookup = writer.lookup(questions, new BaseLookup.Asker() {
            @Override
            public void found(List<Base> bases) {
                letIn = true;
                decided.found(bases);
                if (!starting) {
                    lookedUp(exchange);
                }
            }

            @Override
            public void refused(UpstreamQuestion.Answer answer) {
                giveUp();
                exchange.answerInstead(answer);
            }

            @Override
            public void failed(String reason) {
                giveUp();
                exchange.answerInstead(OwnAnswer.later(reason));
            }
        });
        decided.await(lookup);
        starting = true;
        lookup.find();
        starting = false;
    }

    /** Whether a document is read as an edit, with what is known so far. */
    private boolean isEdit(JsonObject written) {
        return switch (batch.newEdits()) {
            case TRUE, OTHER -> true;
            case FALSE -> false;
            case ABSENT -> ended || !written.has(HISTORY);
        };
    }

    private void remark(JsonObject written, boolean newEdits, BaseChoice choice) {
        if (ended && !readAsEdit && !readAsReplicated) {
            return;
        }
        if (!choice.equals(BaseChoice.of(written, !newEdits, null))) {
            readAsEdit |= newEdits;
            readAsReplicated |= !newEdits;
        }
    }

    private void upgrade(Exchange exchange, List<BatchItem> items, List<Base> bases) {
        for (BatchItem item : items) {
            upgrade(exchange, item, item.question() < 0 ? null : bases.get(item.question()));
            if (failed) {
                return;
            }
        }
    }

    private void upgrade(Exchange exchange, BatchItem item, @Nullable Base found) {
        String id = item.id();
        if (found instanceof Base.Unreadable) {
            fail(exchange, Base.Unreadable.ANSWER); // The whole of it, as CouchDB does.
            return;
        }
        if (found instanceof Base.Missing && id != null) {
            // Not a leaf, so that CouchDB would say the same; but were it there a moment later, the edit would be
            // stored without it.
            refuse(exchange, item, "conflict", "Document update conflict.", () -> {});
            return;
        }
        if (found != null && id != null && memory.hasForgotten(id)) {
            fail(
                    exchange,
                    new OwnAnswer(413, "too_large", "revisions of one document stand too far apart in one request"));
            return;
        }
        StoredDocument base = found == null || id == null ? null : base(id, item.choice(), found);
        if (found != null && id != null && base == null) {
            writer.reports().withoutBase(id, Writer.revision(item.written()));
        }
        try {
            JsonObject upgraded = writer.view().upgrade(null, item.written(), base == null ? null : base.toObject());
            if (!item.newEdits() && id != null) {
                memory.add(id, upgraded);
            }
            item.document().replace(upgraded);
        } catch (RefusedException exception) {
            refuse(exchange, item, "forbidden", exception.reason(), reportOf(item, exception.obstacle()));
        } catch (TemporarilyRefusedException exception) {
            fail(exchange, OwnAnswer.later(exception.reason()), reportOf(item, exception.obstacle()));
        } catch (RuntimeException | StackOverflowError exception) {
            Obstacle obstacle = Obstacle.ofFailure(exception);
            String revision = Writer.revision(item.written());
            fail(
                    exchange,
                    new OwnAnswer(500, "migration_failed", obstacle.problem()),
                    () -> writer.reportFailure(id, revision, obstacle, exception));
        }
    }

    /** Tells operators of a document that is not stored. It holds no document: a batch may have very many of them. */
    private Runnable reportOf(BatchItem item, Obstacle obstacle) {
        String id = item.id();
        String revision = Writer.revision(item.written());
        return () -> writer.reports().notStored(id, revision, obstacle);
    }

    /** The base among what CouchDB has and what stands earlier in this batch. */
    private @Nullable StoredDocument base(String id, BaseChoice choice, Base found) {
        if (!(choice instanceof BaseChoice.Replicated replicated)) {
            return found instanceof Base.Stored stored ? stored.document() : null;
        }
        Optional<Revision> parent = replicated.written().parent();
        StoredDocument earlier = parent.isEmpty() ? null : memory.document(id, parent.get());
        if (earlier != null) {
            return earlier;
        }
        if (found instanceof Base.Stored stored) {
            return stored.document();
        }
        List<StoredLeaf> leaves = new ArrayList<>(memory.of(id));
        if (found instanceof Base.Leaves stored) {
            leaves.addAll(stored.leaves());
        }
        return StoredLeaves.nearest(replicated, leaves).orElse(null);
    }

    /** One document is not sent, and the answer says so. In a replication that is to stop, that ends the whole. */
    private void refuse(Exchange exchange, BatchItem item, String error, String reason, Runnable report) {
        item.document().leaveOut();
        rows.add(
                item.document().index(),
                item.id(),
                item.newEdits() ? null : Writer.revision(item.written()),
                error,
                reason,
                report);
        if (batch.newEdits() == NewEdits.FALSE && !writer.skipsRefused()) {
            failForRefused(exchange);
        }
    }

    private void failForRefused(Exchange exchange) {
        fail(exchange, new OwnAnswer(500, "migration_failed", rows.firstReason()));
    }

    private void fail(Exchange exchange, OwnAnswer answer) {
        fail(exchange, answer, () -> {});
    }

    private void fail(Exchange exchange, OwnAnswer answer, Runnable report) {
        giveUp();
        refusal.refuse(exchange, writer.asClient(), letIn, answer, () -> {
            rows.report();
            report.run();
        });
    }

    /** Nothing more of the batch is decided about, so that nobody waits for its bases. */
    private void giveUp() {
        failed = true;
        windows.forEach(BatchWindow::cancel);
        windows.clear();
    }

    private void send(Exchange exchange) {
        ByteBuf bytes = BufferSink.written(exchange.client().allocator(), batch::flush);
        if (bytes != null) {
            exchange.send(new DefaultHttpContent(bytes));
            exchange.flush();
        }
        if (ended && batch.isComplete() && isAsRead(exchange)) {
            exchange.send(LastHttpContent.EMPTY_LAST_CONTENT);
        }
    }

    /** Whether the end of the batch says of it what its documents were taken for; else it is broken off. */
    private boolean isAsRead(Exchange exchange) {
        boolean replication = batch.newEdits() == NewEdits.FALSE;
        if (replication ? readAsEdit : readAsReplicated) {
            fail(
                    exchange,
                    new OwnAnswer(400, "bad_request", "in a request of this size new_edits has to stand before docs"));
            return false;
        }
        if (replication && !rows.isEmpty() && !writer.skipsRefused()) {
            failForRefused(exchange);
            return false;
        }
        return true;
    }

    private void lookedUp(Exchange exchange) {
        proceed(exchange);
        while (!failed && hasRoom() && !held.isEmpty()) {
            take(exchange, held.remove());
        }
        if (!failed && hasRoom() && !ended) {
            exchange.client().reading(exchange.canSend());
        }
    }

    @Override
    public void discard() {
        giveUp();
        decoder.close();
        refusal.cancel();
        for (HttpContent content = held.poll(); content != null; content = held.poll()) {
            content.release();
        }
    }
}
