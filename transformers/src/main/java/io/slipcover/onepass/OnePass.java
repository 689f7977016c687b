package io.slipcover.onepass;

import static io.slipcover.json.ValueEnds.NONE;

import io.slipcover.json.ByteSink;
import io.slipcover.json.JsonFormatException;
import io.slipcover.json.JsonObject;
import io.slipcover.json.ValueEnds;
import org.jspecify.annotations.Nullable;

/**
 * One answer's way through its entries in one pass. Where an entry is there as a whole, has a layout that is known, and its document has a
 * plan, the entry is led and written at once. Any other entry is left to the general way, and learnt from while that is at it.
 *
 * <p>Not for use by several threads. Several answers at once on one thread have one of these each.
 */
public final class OnePass {
    /** Tells which members of an entry may hold something that the general way looks for. */
    @FunctionalInterface
    public interface LookedInto {
        /** Whether the general way looks into the value behind the name in [from, to), quotes included. */
        boolean isLookedInto(byte[] bytes, int from, int to);
    }

    /** Whoever has to hear of entries that pass. */
    public interface Passing {
        /** Entries pass; the first of them is about to be written. */
        void passing();
    }

    private static final int NO_DOCUMENT = -1;
    private static final int NOWHERE = -1;

    private final OnePassView view;
    private final PlanBook book;
    private final ValueEnds ends;

    /** What checks the values that lenses look into; null where they are checked already. */
    private final @Nullable ValueEnds lookedInto;

    private final int maximumEntryBytes;
    private final int maximumMembers;

    /** The entry that is being matched, its document, and the document's layout. */
    private final MemberSpans entry;

    private final MemberSpans document;
    private @Nullable Layout layout;

    /** Where the entry begins that was tried behind one that passed, so that it need not be tried again. */
    private int failedAt = NOWHERE;

    /** Whether the entry that goes the general way was tried before, and nothing is known of ones like it. */
    private boolean unknown;

    /**
     * A way for one answer.
     *
     * @param alone whether a document comes alone in the answer
     * @param trustsTexts whether texts are not checked that no lens looks into
     * @param maximumDepth how many levels a document may have
     * @param maximumEntryBytes how many bytes an entry may have that passes, with the comma before it
     * @param maximumMembers how many members and elements a document may have, on all levels. Each of them takes a byte at least, so a
     *     document with no more bytes than that may pass
     * @return null where nothing is to be tried in the answer
     */
    public static @Nullable OnePass of(
            OnePassView view,
            boolean alone,
            boolean trustsTexts,
            int maximumDepth,
            int maximumEntryBytes,
            int maximumMembers) {
        if (!view.planMaker().mayHavePlans() || (alone && !view.isOpen())) {
            return null;
        }
        PlanBook book = PlanBooks.ofThread(view.planMaker());
        return alone && !book.entries(EntryKind.BARE).trials.next()
                ? null
                : new OnePass(view, book, trustsTexts, maximumDepth, maximumEntryBytes, maximumMembers);
    }

    private OnePass(
            OnePassView view,
            PlanBook book,
            boolean trustsTexts,
            int maximumDepth,
            int maximumEntryBytes,
            int maximumMembers) {
        this.view = view;
        this.book = book;
        Walking walking = book.walking;
        this.entry = walking.entry;
        this.document = walking.document;
        this.ends = walking.ends(maximumDepth - 1, trustsTexts);
        this.lookedInto = trustsTexts ? walking.ends(maximumDepth - 1, false) : null;
        this.maximumEntryBytes = maximumEntryBytes;
        this.maximumMembers = maximumMembers;
    }

    /**
     * Leads and writes entries from an index on, as many as pass: each is an entry, or a comma and an entry. Where one passes, all is written
     * up to its end.
     *
     * @param text where the text begins that is not written yet
     * @param kind what kind of entries these are
     * @param listener hears once that entries pass, if one does
     * @return the index behind the last entry that passed, or {@code from} where none did
     */
    public int pass(byte[] bytes, int from, int to, int text, EntryKind kind, Passing listener, ByteSink out) {
        if (failedAt == from) {
            failedAt = NOWHERE;
            return from;
        }
        failedAt = NOWHERE;
        unknown = false;
        if (!view.isOpen()) {
            return from;
        }
        KnownEntries entries = book.entries(kind);
        if (!entries.trials.next()) {
            return from;
        }
        int textFrom = text;
        boolean bare = kind.isBare();
        int count = 0;
        int done = from;
        int next = from;
        do {
            DocumentPlan taken = plan(entries.layouts, bare, bytes, next, to);
            if (taken == null) {
                entries.trials.failed();
                failedAt = done == from ? NOWHERE : next;
                break;
            }
            if (count == 0) {
                listener.passing();
            }
            count++;
            if (taken.way() != DocumentPlan.NO_WAY) {
                view.took(taken.way());
            }
            textFrom = taken.write(bytes, textFrom, document, out);
            done = (bare ? document : entry).to();
            next = ValueEnds.skipWhitespace(bytes, done, to);
        } while (!bare && next < to && bytes[next] == ',');
        if (count > 0) {
            entries.trials.passed(count);
            book.passed(count);
            out.write(bytes, textFrom, done - textFrom);
        }
        return done;
    }

    /** The plan for the entry that begins at an index, or behind a comma there, with its values led; null where the entry does not pass. */
    private @Nullable DocumentPlan plan(LayoutTree layouts, boolean bare, byte[] bytes, int from, int to) {
        int begin = bytes[from] == ',' ? ValueEnds.skipWhitespace(bytes, from + 1, to) : from;
        unknown = true;
        if (begin == to || bytes[begin] != '{') {
            return null;
        }
        try {
            MemberSpans whole = bare ? document : entry;
            Layout around = walk(layouts, whole, bytes, begin, to);
            Layout found = bare ? around : layout;
            if (around == null
                    || found == null
                    || whole.to() - from > maximumEntryBytes
                    || document.to() - document.from() > maximumMembers) {
                return null;
            }
            DocumentPlan plan = found.plan(bytes, document);
            if (plan == null) {
                return null;
            }
            unknown = false;
            return !plan.isGeneral() && plan.lead(bytes, document, lookedInto) ? plan : null;
        } catch (JsonFormatException isToldByTheGeneralWay) {
            return null;
        }
    }

    /** Goes through an object by the names that are known; gives its layout, or null where it has none of these. */
    private @Nullable Layout walk(LayoutTree layouts, MemberSpans spans, byte[] bytes, int from, int to) {
        LayoutNode expected = layouts.first();
        int at = from;
        spans.begin(from);
        while (true) {
            LayoutNode node = LayoutNode.at(expected, bytes, at, to);
            if (node == null) {
                return null;
            }
            int value = at + node.text.length();
            at = node.holdsDocument ? endOfDocument(bytes, value, to) : ends.endOfValue(bytes, value, to);
            if (at == NONE) {
                return null;
            }
            spans.add(value, at);
            if (bytes[at] == '}') {
                spans.end(at + 1);
                return node.end;
            }
            if (bytes[at] != ',') {
                return null;
            }
            expected = node.next;
        }
    }

    private int endOfDocument(byte[] bytes, int from, int to) {
        if (from == to || bytes[from] != '{') {
            return NONE;
        }
        layout = walk(book.documents(), document, bytes, from, to);
        return layout != null && document.to() < to ? document.to() : NONE;
    }

    /** Whether there is something to {@link #learn} from the entry that goes the general way now. To be asked once for each. */
    public boolean mayLearn(EntryKind kind) {
        return unknown && book.mayLearn(kind);
    }

    /**
     * Learns from an entry that goes the general way, so that the next one like it may pass.
     *
     * @param from where the entry begins, which is there as a whole and has been checked
     * @param documentFrom where its only document begins
     * @param kind what kind of entry it is
     * @param lookedInto the members of the entry in which a document may be
     * @param object the document, which is only read
     */
    public void learn(
            byte[] bytes,
            int from,
            int to,
            int documentFrom,
            EntryKind kind,
            LookedInto lookedInto,
            JsonObject object) {
        if (!object.isLaidOut() || !document.read(bytes, documentFrom, to, ends)) {
            return;
        }
        if (!kind.isBare() && !learnEntry(bytes, from, to, documentFrom, book.entries(kind).layouts, lookedInto)) {
            return;
        }
        LayoutTree documents = book.documents();
        Layout known = documents.layout(bytes, document, NO_DOCUMENT);
        if (known == null) {
            if (documents.isFull()) {
                book.fill();
            }
        } else if (known.plan(bytes, document) == null && known.mayHaveMore()) {
            book.learn(known, object);
        }
    }

    private boolean learnEntry(
            byte[] bytes, int from, int to, int documentFrom, LayoutTree layouts, LookedInto lookedInto) {
        if (!entry.read(bytes, from, to, ends)) {
            return false;
        }
        for (int place = 0; place < entry.size(); place++) {
            int value = entry.valueFrom(place);
            if (value != documentFrom && lookedInto.isLookedInto(bytes, entry.comma(place) + 1, value - 1)) {
                return false;
            }
        }
        boolean known = layouts.layout(bytes, entry, documentFrom) != null;
        if (!known && layouts.isFull()) {
            book.fill();
        }
        return known;
    }
}
