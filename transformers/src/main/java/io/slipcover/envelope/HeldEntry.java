package io.slipcover.envelope;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.slipcover.json.ByteSink;
import io.slipcover.json.JsonMembers;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One complete entry: the comma before it with the white space that followed, the entry's own bytes, and where documents stand in them.
 * Used again for the next entry.
 */
final class HeldEntry {
    private static final byte[] COMMA = ",\n".getBytes(UTF_8);
    private static final byte[] NOTHING = {};

    /** Bytes that are more than these are not kept while a feed waits for its next entry. */
    private static final int MOST_KEPT = 1 << 20;

    private byte[] bytes = {};
    private int from;
    private int start;
    private int to;

    /** Pairs of begin and end, counted from {@link #from}. */
    private int[] documents = new int[2];

    private int boundaries;

    /** The limit that a document of the entry exceeds; of several the last one's counts. */
    private @Nullable ExceededLimit exceeded;

    /** Where the members of the last document stand. */
    private @Nullable JsonMembers members;

    private EntryForm form = EntryForm.DOCUMENT;
    private boolean alone;
    private final Entry entry = new Entry();

    /** An entry begins. */
    void begin(EntryForm newForm, boolean isAlone) {
        if (form != newForm) {
            form = newForm;
        }
        alone = isAlone;
        boundaries = 0;
        exceeded = null;
    }

    /** Says that the document that has ended exceeds a limit. */
    void exceeds(ExceededLimit limit) {
        exceeded = limit;
    }

    /** The limit that a document of the entry exceeds, or null. */
    @Nullable
    ExceededLimit exceeded() {
        return exceeded;
    }

    /** Where the document begins that has not ended yet. */
    int begun() {
        return documents[boundaries - 1];
    }

    /** Whether there can be no other entry beside this one, and not none. */
    boolean isAlone() {
        return alone;
    }

    void addBoundary(int position) {
        if (boundaries == documents.length) {
            documents = Arrays.copyOf(documents, 2 * boundaries);
        }
        documents[boundaries++] = position;
    }

    void set(byte[] bytes, int from, int start, int to) {
        this.bytes = bytes;
        this.from = from;
        this.start = start;
        this.to = to;
    }

    JsonMembers members() {
        JsonMembers taken = members;
        if (taken == null) {
            taken = JsonMembers.take();
            members = taken;
        }
        return taken;
    }

    /** Lets go of what is known of members. */
    void forgetMembers() {
        JsonMembers taken = members;
        members = null;
        if (taken != null) {
            taken.giveBack();
        }
    }

    /** Says that the entry has been written, and that the next one may be far away. */
    void end() {
        forgetMembers();
        if (bytes.length > MOST_KEPT) {
            bytes = NOTHING;
            entry.become(form, NOTHING, 0, 0);
        }
    }

    /** What is known of the entry, which has no document. */
    Entry entry() {
        return entry.become(form, bytes, start, to);
    }

    /** What is known of the entry with one of its documents; the members of one alone are noted. */
    Entry entry(int index) {
        boolean isNoted = documents() == 1 && (exceeded == null || exceeded.isWhole());
        return entry.become(form, bytes, start, to, documentFrom(index), documentTo(index), isNoted ? members : null)
                .exceeding(exceeded);
    }

    byte[] bytes() {
        return bytes;
    }

    /** Where the entry's own first byte stands. */
    int start() {
        return start;
    }

    int to() {
        return to;
    }

    /** How many documents the entry has: one, or none, or several where a member stands twice. */
    int documents() {
        return boundaries / 2;
    }

    int documentFrom(int index) {
        return from + documents[2 * index];
    }

    int documentTo(int index) {
        return from + documents[2 * index + 1];
    }

    /** Where the comma and the white space before the entry begin; {@link #start()} where it is the first of its array. */
    int separatorFrom() {
        return from;
    }

    boolean hasSeparator() {
        return from < start;
    }

    /** Writes what stood before the entry, without the comma where it is to be the first now. */
    void writeSeparator(ByteSink out, boolean first) {
        int begin = first && hasSeparator() ? from + 1 : from;
        if (begin < start) {
            out.write(bytes, begin, start - begin);
        }
    }

    /** Writes what stands between this entry and another one that it has become: the same as before it. */
    void writeJoint(ByteSink out) {
        if (hasSeparator()) {
            writeSeparator(out, false);
        } else {
            out.write(COMMA);
        }
    }

    void writeEntry(ByteSink out) {
        out.write(bytes, start, to - start);
    }
}
