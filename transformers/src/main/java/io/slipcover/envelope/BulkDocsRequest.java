package io.slipcover.envelope;

import static io.slipcover.envelope.BodyShape.elements;
import static io.slipcover.envelope.BodyShape.entry;
import static io.slipcover.envelope.BodyShape.flag;
import static io.slipcover.envelope.BodyShape.members;

import io.slipcover.json.ByteSink;
import io.slipcover.json.JsonBuffer;
import io.slipcover.json.JsonFormatException;
import io.slipcover.json.Room;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * The body of a {@code _bulk_docs} on its way to CouchDB, {@code {"docs":[…],"new_edits":false}} with members in any order.
 *
 * <p>It is pushed in and pulled out: {@link #feed} takes bytes, {@link #poll} hands out documents to decide about, and {@link #flush}
 * writes everything up to the first document that has not been decided about. Between them the body waits in memory,
 * {@link #heldBytes} of it: a caller that has enough of that stops feeding. What stands around the documents is sent as it came,
 * elements of {@code docs} that are no objects too: CouchDB refuses them.
 *
 * <p>A second {@code docs} is an error: CouchDB would store the last one alone, and answer about that.
 */
public final class BulkDocsRequest {
    private static final BodyShape BODY =
            members(Map.of("docs", elements(entry(EntryForm.DOCUMENT, BodyShape.document())), "new_edits", flag()));

    /** What waits to be written: text, or an element of {@code docs}. */
    private sealed interface Part {
        record Text(JsonBuffer bytes) implements Part {}

        record Element(WrittenDocument document) implements Part {}
    }

    /** The bytes that an element takes in memory besides its own: an estimate, and rather too high than too low. */
    private static final int ELEMENT_BYTES = 512;

    private final StructureWalker walker;
    private final Room room;
    private final ArrayDeque<Part> parts = new ArrayDeque<>();
    private final Queue<WrittenDocument> unasked = new ArrayDeque<>();
    private NewEdits newEdits = NewEdits.ABSENT;
    private boolean hasDocs;
    private int elements;
    private boolean hasWrittenElements;
    private long heldBytes;
    private boolean ended;

    public BulkDocsRequest(EnvelopeLimits limits) {
        room = limits.room();
        walker = new StructureWalker(BODY, false, new Listener(), limits);
    }

    /**
     * Takes the next bytes of the body; they are copied.
     *
     * @throws JsonFormatException where the body is not JSON, or has a second {@code docs}
     * @throws EntryTooLargeException where an element that is no document passes the limit
     */
    public void feed(byte[] bytes, int from, int to) {
        walker.feed(bytes, from, to, this::addText);
    }

    /**
     * The body is at its end.
     *
     * @throws JsonFormatException where it is cut short
     */
    public void end() {
        walker.end(this::addText);
        ended = true;
    }

    /** The next document that has arrived and not been handed out, or null where there is none at the moment. */
    public @Nullable WrittenDocument poll() {
        return unasked.poll();
    }

    /** Writes what has arrived, up to the first document that has not been decided about. */
    public void flush(ByteSink out) {
        for (Part part = parts.peek(); part != null; part = parts.peek()) {
            if (part instanceof Part.Text text) {
                out.write(text.bytes().array(), 0, text.bytes().length());
                heldBytes -= text.bytes().length();
                text.bytes().free();
            } else if (part instanceof Part.Element element) {
                WrittenDocument document = element.document();
                if (!document.isDecided()) {
                    return;
                }
                if (!document.isLeftOut()) {
                    document.writeTo(out, !hasWrittenElements);
                    hasWrittenElements = true;
                }
                heldBytes -= document.heldBytes();
                room.giveBack(ELEMENT_BYTES + document.heldBytes());
            }
            parts.remove();
        }
    }

    /** Whether the body has ended and all of it has been written. */
    public boolean isComplete() {
        return ended && parts.isEmpty();
    }

    /** What has been seen of {@code new_edits}. It may stand behind the documents: certain only when the body has ended. */
    public NewEdits newEdits() {
        return newEdits;
    }

    /** How many elements of {@code docs} have arrived. */
    public int documents() {
        return elements;
    }

    /** Bytes of the body that have arrived and not been written, without those of a document that is not complete. */
    public long heldBytes() {
        return heldBytes;
    }

    private void addText(byte[] bytes, int offset, int length) {
        if (!(parts.peekLast() instanceof Part.Text)) {
            parts.add(new Part.Text(new JsonBuffer(room)));
        }
        if (parts.peekLast() instanceof Part.Text text) {
            text.bytes().write(bytes, offset, length);
            heldBytes += length;
        }
    }

    private void addElement(HeldEntry held) {
        room.take(ELEMENT_BYTES + held.to() - held.separatorFrom());
        WrittenDocument document = new WrittenDocument(
                elements++,
                Arrays.copyOfRange(held.bytes(), held.separatorFrom(), held.start()),
                Arrays.copyOfRange(held.bytes(), held.start(), held.to()),
                held.exceeded());
        parts.add(new Part.Element(document));
        heldBytes += document.heldBytes();
        if (held.documents() == 1) {
            unasked.add(document);
        } else {
            document.keep();
        }
    }

    private final class Listener implements EntryListener {
        @Override
        public void startOfEntries(long offset) {
            if (hasDocs) {
                throw new JsonFormatException(offset, "found a second 'docs', expected one");
            }
            hasDocs = true;
        }

        @Override
        public Substitute entry(HeldEntry held) {
            return out -> addElement(held);
        }

        @Override
        public void flag(@Nullable Boolean value) {
            newEdits = value == null ? NewEdits.OTHER : value ? NewEdits.TRUE : NewEdits.FALSE;
        }
    }
}
