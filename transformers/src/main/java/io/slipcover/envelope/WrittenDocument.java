package io.slipcover.envelope;

import io.slipcover.json.ByteSink;
import io.slipcover.json.JsonValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One document of a {@code _bulk_docs}, waiting for the decision what is sent to CouchDB in its place: none, one or several. Exactly one of
 * {@link #keep}, {@link #replace}, {@link #replaceBy} and {@link #leaveOut} is called, at any time and in any order among the documents.
 */
public final class WrittenDocument {
    private enum Decision {
        NONE,
        KEPT,
        REPLACED,
        LEFT_OUT
    }

    private static final byte[] COMMA = {','};

    private final int index;
    private final byte[] separator;
    private final byte[] bytes;
    private final @Nullable ExceededLimit exceeded;
    private Decision decision = Decision.NONE;
    private List<JsonValue> replacements = List.of();
    private @Nullable Entry entry;

    WrittenDocument(int index, byte[] separator, byte[] bytes, @Nullable ExceededLimit exceeded) {
        this.exceeded = exceeded;
        this.index = index;
        this.separator = separator;
        this.bytes = bytes;
    }

    /** Its index in {@code docs}, as the client sent them. */
    public int index() {
        return index;
    }

    /** The bytes of one validated JSON object; not a copy, and not to be changed. */
    public byte[] bytes() {
        return bytes;
    }

    /** The document with its id, revision and deletion. */
    public Entry entry() {
        Entry made = entry;
        if (made == null) {
            made = new Entry()
                    .become(EntryForm.DOCUMENT, bytes, 0, bytes.length, 0, bytes.length, null)
                    .exceeding(exceeded);
            entry = made;
        }
        return made;
    }

    /** The limit that the document exceeds, or null. Where it is not there as a whole, the bytes are those of its small members. */
    public @Nullable ExceededLimit exceeded() {
        return exceeded;
    }

    /** The document is sent as it came. */
    public void keep() {
        decide(Decision.KEPT);
    }

    /** This is sent in its place. */
    public void replace(JsonValue document) {
        replacements = List.of(document);
        decide(Decision.REPLACED);
    }

    /**
     * These are sent in its place, in this order. CouchDB answers about them in this order, too, where it answers about all: who sends
     * another number than one answers for it.
     */
    public void replaceBy(List<? extends JsonValue> documents) {
        replacements = List.copyOf(documents);
        decide(documents.isEmpty() ? Decision.LEFT_OUT : Decision.REPLACED);
    }

    /** CouchDB does not see it. */
    public void leaveOut() {
        decide(Decision.LEFT_OUT);
    }

    private void decide(Decision made) {
        if (decision != Decision.NONE) {
            throw new IllegalStateException("document " + index + " was decided about before: " + decision);
        }
        decision = made;
    }

    boolean isDecided() {
        return decision != Decision.NONE;
    }

    boolean isLeftOut() {
        return decision == Decision.LEFT_OUT;
    }

    int heldBytes() {
        return separator.length + bytes.length;
    }

    /** Writes what is sent; a comma before it only where it is not the first. */
    void writeTo(ByteSink out, boolean first) {
        int comma = first && separator.length > 0 ? 1 : 0;
        out.write(separator, comma, separator.length - comma);
        if (decision == Decision.KEPT) {
            out.write(bytes);
            return;
        }
        for (int index = 0; index < replacements.size(); index++) {
            if (index > 0) {
                out.write(COMMA);
            }
            replacements.get(index).writeTo(out);
        }
    }
}
