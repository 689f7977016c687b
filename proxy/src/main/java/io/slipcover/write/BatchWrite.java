package io.slipcover.write;

import static java.util.Objects.requireNonNull;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.compression.DecompressionException;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.LastHttpContent;
import io.slipcover.envelope.BulkDocsRequest;
import io.slipcover.envelope.EntryTooLargeException;
import io.slipcover.envelope.Envelope;
import io.slipcover.envelope.EnvelopeLimits;
import io.slipcover.envelope.Envelopes;
import io.slipcover.envelope.ExceededLimit;
import io.slipcover.envelope.WrittenDocument;
import io.slipcover.exchange.BodyDecoder;
import io.slipcover.exchange.BufferSink;
import io.slipcover.exchange.Exchange;
import io.slipcover.exchange.KeptParts;
import io.slipcover.exchange.MadeBody;
import io.slipcover.exchange.OwnAnswer;
import io.slipcover.exchange.Refusal;
import io.slipcover.exchange.RequestSide;
import io.slipcover.exchange.UnpackedTooLargeException;
import io.slipcover.json.JsonFormatException;
import io.slipcover.json.JsonObject;
import io.slipcover.question.NoAnswer;
import io.slipcover.question.UpstreamQuestion;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * A {@code _bulk_docs} on its way to CouchDB. One request of the client is one request to CouchDB, and the body goes
 * through as a stream. This side collects documents into windows, and looks up the bases of a window at once. It looks
 * up a few windows side by side, because CouchDB answers that fastest. It leads the windows up and sends them in their
 * order. While there is no room for another window, it reads nothing more from the client.
 *
 * <p>Whether the batch is of edits or of a replication may be known only at its end. A batch that fits into one window,
 * as replicators send them, is decided about when it is known. In a longer one it is {@linkplain NewEditsGuess guessed}
 * for each document. Where the end says otherwise, and it mattered, the batch is refused.
 *
 * <p>CouchDB takes a batch whole or not at all: where anything goes wrong, the body is broken off, so that nothing is
 * stored.
 *
 * <p>The class is long, because each of its steps may end the batch, and every other step has to see that the batch has ended.
 */
public final class BatchWrite implements RequestSide {
    private static final int WINDOW_DOCUMENTS = 250;
    private static final int WINDOW_BYTES = 1 << 20;

    /** How many windows are looked up at once where there is room for all their bases. */
    private static final int WINDOWS = 4;

    private final WritingClient writer;
    private final BodyDecoder decoder;
    private final BulkDocsRequest batch;
    private final NewEditsGuess guess;
    private final BatchMemory memory;
    private final BatchRows rows;
    private final Refusal refusal = new Refusal();

    /** The parts of the body that came while there was no room for them. */
    private final KeptParts held = new KeptParts();

    /** The windows whose bases are looked up, and those that wait behind them. */
    private final Queue<BatchWindow> windows = new ArrayDeque<>();

    /** The bytes of all documents in these windows. */
    private long bytesInWindows;

    /** The window that is being filled. */
    private List<WrittenDocument> window = new ArrayList<>();

    private int windowBytes;

    /** How many documents a window may have, and how many windows are looked up at once. */
    private int mostDocuments = WINDOW_DOCUMENTS;

    private int mostWindows = WINDOWS;

    /** The part of the body that is being unpacked, piece by piece; null where there is none. */
    private @Nullable HttpContent unpacking;

    /** The refused documents of what may be a replication, for the quarantine. */
    private final QuarantinedDocuments quarantined;

    private @Nullable QuarantineEntrance entrance;

    private boolean letIn;
    private boolean ended;
    private boolean failed;

    public BatchWrite(WritingClient writer, EnvelopeLimits limits, BodyDecoder decoder) {
        this.writer = writer;
        this.decoder = decoder;
        this.batch = new BulkDocsRequest(limits);
        this.memory = new BatchMemory(limits.room());
        this.rows = new BatchRows(limits.room());
        this.quarantined = new QuarantinedDocuments(limits.room());
        this.guess = new NewEditsGuess(batch);
    }

    /** The envelope that puts rows among the rows of CouchDB's answer; null where there are none to put. */
    @Nullable
    public Envelope answerEnvelope(Envelopes envelopes) {
        if (rows.isEmpty() || entrance != null) {
            return null; // In a replication, a document without a row is fine.
        }
        rows.report();
        return guess.isReplication() ? envelopes.bulkDocs(rows.inOrder()) : envelopes.bulkDocs(rows.byIndex());
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
        } else if (hasRoom() && !decoder.unpacks()) {
            take(exchange, content);
        } else {
            held.add(exchange.memory(), content);
            exchange.client().reading(false);
            if (decoder.unpacks()) {
                takeHeld(exchange);
            }
        }
    }

    /**
     * Whether Slipcover may look up another window. So a batch takes at most the memory of one window, and of one more of the largest
     * size.
     */
    private boolean hasRoom() {
        return windows.size() < mostWindows && bytesInWindows < WINDOW_BYTES;
    }

    private void take(Exchange exchange, HttpContent content) {
        boolean last = content instanceof LastHttpContent;
        boolean whole = true;
        try {
            decoder.next(content.content(), batch::feed);
            whole = !content.content().isReadable();
            if (whole && last) {
                ended = true;
                batch.end();
            }
        } catch (JsonFormatException exception) {
            fail(exchange, WriteAnswers.notJson(exception));
        } catch (EntryTooLargeException exception) {
            fail(exchange, WriteAnswers.tooLarge(writer.maximumDocument()));
        } catch (DecompressionException exception) {
            fail(exchange, new OwnAnswer(400, "bad_request", "the body is not gzip"));
        } catch (UnpackedTooLargeException exception) {
            fail(exchange, exception.answer());
        } finally {
            if (whole || failed) {
                content.release();
            } else {
                unpacking = content;
            }
        }
        if (!failed) {
            proceed(exchange);
        }
    }

    /** Takes parts that have come, as long as there is room for what comes of them. */
    private void takeHeld(Exchange exchange) {
        while (!failed && hasRoom() && !(decoder.unpacks() && !exchange.canSend())) {
            HttpContent next = unpacking;
            unpacking = null;
            if (next == null) {
                next = held.poll(exchange.memory());
            }
            if (next == null) {
                break;
            }
            take(exchange, next);
        }
        if (!failed && hasRoom() && !ended && unpacking == null && held.isEmpty()) {
            exchange.client().reading(exchange.canSend());
        }
    }

    @Override
    public void resume(Exchange exchange) {
        if (decoder.unpacks()) {
            takeHeld(exchange);
        }
    }

    /** Goes as far as it can with what has arrived and what has been found. */
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

    /** Fills windows with what has arrived, as far as there is room. Decides about each window when it is full or the last one. */
    private void collect(Exchange exchange) {
        while (!failed && hasRoom()) {
            WrittenDocument document = batch.poll();
            if (document != null) {
                window.add(document);
                windowBytes += document.bytes().length;
            }
            boolean full = window.size() >= mostDocuments || windowBytes >= WINDOW_BYTES;
            if (full || (document == null && ended && !window.isEmpty())) {
                decide(exchange);
            } else if (document == null) {
                return;
            }
        }
    }

    /** Whether the next window in turn has all its bases. */
    private boolean hasFound() {
        BatchWindow first = windows.peek();
        return first != null && first.bases() != null;
    }

    /** Leads up the windows that have their bases, unless a window before them still waits. */
    private void upgradeFound(Exchange exchange) {
        while (!failed && hasFound()) {
            BatchWindow first = windows.remove();
            bytesInWindows -= first.bytes();
            upgrade(exchange, first.items(), requireNonNull(first.bases()));
            first.release();
            BatchWindow next = windows.peek();
            if (!failed && next != null && next.isUnasked()) {
                send(exchange); // What has been decided makes room.
                find(exchange, next, next.questions());
            }
        }
    }

    private void decide(Exchange exchange) {
        List<BatchItem> items = new ArrayList<>(window.size());
        List<BaseLookup.Question> questions = new ArrayList<>();
        for (WrittenDocument document : window) {
            JsonObject written = JsonObject.ofValidated(document.bytes(), 0, document.bytes().length);
            OwnAnswer tooLong = writer.tooLong(written, document.bytes().length);
            if (tooLong != null) {
                fail(exchange, tooLong); // The whole of it, as CouchDB does.
                return;
            }
            ExceededLimit exceeded = document.exceeded() == null
                            && writer.hasTooManyMembers(document.bytes(), 0, document.bytes().length)
                    ? writer.membersExceeded()
                    : document.exceeded();
            if (WritingClient.isReserved(WritingClient.id(written)) && (exceeded == null || exceeded.isWhole())) {
                document.keep();
                continue;
            }
            WrittenRevision revision =
                    new WrittenRevision(writer, null, written, exceeded, guess.isEdit(written, ended), null);
            if (revision.namesNoRevision()) {
                fail(exchange, WriteAnswers.UNREADABLE_REVISION); // The whole of it, as CouchDB does.
                return;
            }
            guess.remember(revision, ended);
            BaseLookup.Question question = revision.question();
            items.add(new BatchItem(document, revision, question == null ? -1 : questions.size()));
            if (question != null) {
                questions.add(question);
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
        if (questions.isEmpty()) {
            decided.found(List.of());
            lookedUp(exchange);
            return;
        }
        BaseLookup lookup = writer.lookup(questions, new BaseLookup.Asker() {
            @Override
            public void found(List<Base> bases) {
                letIn = true;
                decided.found(bases);
                lookedUp(exchange);
            }

            @Override
            public void refused(UpstreamQuestion.Answer answer) {
                giveUp();
                exchange.answerInstead(answer);
            }

            @Override
            public void failed(NoAnswer why) {
                giveUp();
                exchange.answerInstead(OwnAnswer.of(why));
            }

            @Override
            public void tooMuch(String reason) {
                if (decided.canBeCut()) {
                    cut(exchange, decided);
                } else {
                    failed(new NoAnswer(reason, false));
                }
            }
        });
        decided.await(lookup);
        lookup.find();
    }

    /**
     * Cuts a window in two, because there is no room for all its bases at once. From here on, windows are as small as the halves, and Slipcover
     * looks up one at a time.
     */
    private void cut(Exchange exchange, BatchWindow tooLarge) {
        tooLarge.cancel();
        List<BatchWindow> halves = tooLarge.halves();
        List<BatchWindow> all = new ArrayList<>();
        for (BatchWindow each : windows) {
            all.addAll(each == tooLarge ? halves : List.of(each));
        }
        windows.clear();
        windows.addAll(all);
        mostDocuments = Math.max(1, Math.min(mostDocuments, tooLarge.items().size() / 2));
        mostWindows = 1;
        BatchWindow first = windows.peek();
        if (first != null && first.isUnasked()) {
            find(exchange, first, first.questions());
        }
    }

    private void upgrade(Exchange exchange, List<BatchItem> items, List<Base> bases) {
        for (BatchItem item : items) {
            WriteOutcome outcome = outcome(exchange, item);
            if (item.question() < 0) {
                item.revision().decide(outcome);
            } else {
                item.revision().decide(bases.get(item.question()), memory, outcome);
            }
            if (failed) {
                return;
            }
        }
    }

    private WriteOutcome outcome(Exchange exchange, BatchItem item) {
        return new WriteOutcome() {
            @Override
            public void upgraded(JsonObject document) {
                String id = item.revision().id();
                if (!item.revision().isEdit() && id != null) {
                    memory.add(id, document);
                }
                item.place().replace(document);
            }

            @Override
            public void refused(int status, String error, String reason, WriteReport report) {
                refuse(exchange, item, error, reason, report);
            }

            @Override
            public void broken(String reason, WriteReport report) {
                OwnAnswer answer = WriteAnswers.stopsReplication(reason);
                if (guess.isReplication() && writer.quarantines()) {
                    refuse(exchange, item, answer.error(), reason, report);
                } else {
                    fail(exchange, answer, report::notStored);
                }
            }

            @Override
            public void failed(OwnAnswer answer, WriteReport report) {
                fail(exchange, answer, report::notStored);
            }
        };
    }

    /**
     * Refuses one document: Slipcover does not send it, and the answer says so, or the document goes to the quarantine. In a replication
     * that is to stop at such a document, the whole batch ends.
     */
    private void refuse(Exchange exchange, BatchItem item, String error, String reason, WriteReport report) {
        WrittenRevision revision = item.revision();
        item.place().leaveOut();
        rows.add(
                item.place().index(),
                revision.id(),
                revision.isEdit() ? null : revision.revision(),
                error,
                reason,
                report);
        if (writer.quarantines() && !guess.isOfEdits()) {
            quarantined.add(item, report, writer.maximumDocument());
        }
        if (stopsHere()) {
            failForRefused(exchange);
        }
    }

    /** Whether the batch is a replication that stops because of its refused documents. */
    private boolean stopsHere() {
        return guess.isReplication()
                && !rows.isEmpty()
                && !writer.skipsRefused()
                && !(writer.quarantines() && quarantined.areAll());
    }

    private void failForRefused(Exchange exchange) {
        fail(exchange, WriteAnswers.stopsReplication(rows.firstReason()));
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

    /** Gives the batch up: nothing more of it is decided about, so that nobody waits for its bases. */
    private void giveUp() {
        failed = true;
        windows.forEach(BatchWindow::cancel);
        windows.clear();
        if (entrance != null) {
            entrance.cancel();
        }
    }

    private void send(Exchange exchange) {
        ByteBuf bytes = BufferSink.written(
                exchange.client().allocator(), exchange.memory().buffers(), batch::flush);
        if (bytes != null) {
            exchange.send(new DefaultHttpContent(bytes));
            exchange.flush();
        }
        if (ended && batch.isComplete() && isAsRead(exchange)) {
            exchange.send(LastHttpContent.EMPTY_LAST_CONTENT);
        }
    }

    /**
     * Whether the batch's end says that the documents are what Slipcover took them for. Where it says otherwise, this breaks the batch off.
     */
    private boolean isAsRead(Exchange exchange) {
        if (guess.wasWrong()) {
            fail(
                    exchange,
                    new OwnAnswer(400, "bad_request", "in a request of this size new_edits has to stand before docs"));
            return false;
        }
        if (stopsHere()) {
            failForRefused(exchange);
            return false;
        }
        if (guess.isReplication() && !rows.isEmpty() && writer.quarantines()) {
            quarantine(exchange);
            return false;
        }
        return true;
    }

    /** Puts the refused documents into the quarantine. Only then CouchDB gets the end of the batch, and stores the other documents. */
    private void quarantine(Exchange exchange) {
        QuarantineEntrance begun = writer.quarantine(quarantined.revisions(), new QuarantineEntrance.Asker() {
            @Override
            public void stored() {
                exchange.send(LastHttpContent.EMPTY_LAST_CONTENT);
                exchange.flush();
            }

            @Override
            public void refused(UpstreamQuestion.Answer answer) {
                giveUp();
                exchange.answerInstead(answer);
            }

            @Override
            public void failed(String reason) {
                fail(exchange, OwnAnswer.later(reason));
            }
        });
        entrance = begun;
        begun.begin();
    }

    private void lookedUp(Exchange exchange) {
        proceed(exchange);
        takeHeld(exchange);
    }

    @Override
    public void discard() {
        giveUp();
        decoder.close();
        refusal.cancel();
        held.release();
        HttpContent rest = unpacking;
        unpacking = null;
        if (rest != null) {
            rest.release();
        }
    }
}
