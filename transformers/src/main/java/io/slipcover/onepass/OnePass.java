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

    /** The kind of an entry that is the document, with nothing around it. */
    public static final Object BARE = "bare";

    /** After so many entries in a row that did not pass, not every one is tried. */
    private static final int PATIENCE = 8;

    /** The most entries in a row that are not tried. */
    private static final int MOST_SKIPPED = 64;

    private static final int NO_DOCUMENT = -1;

    private final OnePassView view;
    private final PlanBook book;
    private final ValueEnds ends;
    private final int maximumEntryBytes;
    private final int maximumMembers;

    /** The entry that is being matched, its document, and the document's layout. */
    private final MemberSpans entry = new MemberSpans();

    private final MemberSpans document = new MemberSpans();
    private @Nullable Layout layout;

    /** How many entries in a row did not pass, and how many are still not to be tried. */
    private int failed;

    private int skipping;

    /** Whether the entry that goes the general way was tried before. */
    private boolean tried;

    /**
     * A way for one answer.
     *
     * @param maximumDepth how many levels a document may have
     * @param maximumEntryBytes how many bytes an entry may have that passes, with the comma before it
     * @param maximumMembers how many bytes a document may have that passes: each of its members takes one at least
     */
    public OnePass(OnePassView view, int maximumDepth, int maximumEntryBytes, int maximumMembers) {
        this.view = view;
        this.book = PlanBooks.ofThread(view.planMaker());
        this.ends = new ValueEnds(maximumDepth - 1);
        this.maximumEntryBytes = maximumEntryBytes;
        this.maximumMembers = maximumMembers;
    }

    /**
     * Leads and writes entries from an index on, as many as pass: each is an entry, or a comma and an entry. Where one passes, all is written
     * up to its end.
     *
     * @param text where the text begins that is not written yet
     * @param kind what kind of entries these are, or {@link #BARE}
     * @return the index behind the last entry that passed, or {@code from} where none did
     */
    public int pass(byte[] bytes, int from, int to, int text, Object kind, ByteSink out) {
        int textFrom = text;
        tried = skipping == 0;
        if (!tried) {
            skipping--;
            return from;
        }
        if (!view.isOpen()) {
            return from;
        }
        boolean bare = kind == BARE;
        LayoutTree layouts = bare ? book.documents() : book.entries(kind);
        int done = from;
        int next = from;
        do {
            DocumentPlan taken = plan(layouts, bare, bytes, next, to);
            if (taken == null) {
                break;
            }
            if (taken.way() != DocumentPlan.NO_WAY) {
                view.took(taken.way());
            }
            textFrom = taken.write(bytes, textFrom, document, out);
            book.passed();
            done = (bare ? document : entry).to();
            next = endOfWhitespace(bytes, done, to);
        } while (!bare && next < to && bytes[next] == ',');
        note(done > from);
        if (done > from) {
            out.write(bytes, textFrom, done - textFrom);
        }
        return done;
    }

    private void note(boolean passed) {
        failed = passed ? 0 : failed + 1;
        skipping = failed < PATIENCE ? 0 : Math.min(MOST_SKIPPED, failed);
    }

    /** The plan for the entry that begins at an index, or behind a comma there, with its values led; null where the entry does not pass. */
    private @Nullable DocumentPlan plan(LayoutTree layouts, boolean bare, byte[] bytes, int from, int to) {
        int begin = bytes[from] == ',' ? endOfWhitespace(bytes, from + 1, to) : from;
        if (begin == to || bytes[begin] != '{' || !isLaidOut(layouts, bare, bytes, begin, to)) {
            return null;
        }
        Layout found = layout;
        DocumentPlan known = found == null ? null : found.plan(bytes, document);
        boolean fits = (bare ? document : entry).to() - from <= maximumEntryBytes
                && document.to() - document.from() <= maximumMembers;
        return known != null && fits && known.lead(bytes, document) ? known : null;
    }

    /** Whether the names of an entry, and of the document in it, are known in this order. */
    private boolean isLaidOut(LayoutTree layouts, boolean bare, byte[] bytes, int from, int to) {
        try {
            if (bare) {
                layout = walk(layouts, document, bytes, from, to);
                return layout != null;
            }
            return walk(layouts, entry, bytes, from, to) != null;
        } catch (JsonFormatException isToldByTheGeneralWay) {
            return false;
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

    private static int endOfWhitespace(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && (bytes[at] == '\n' || bytes[at] == ' ' || bytes[at] == '\r' || bytes[at] == '\t')) {
            at++;
        }
        return at;
    }

    /** Whether there is something to {@link #learn} from the entry that goes the general way now. To be asked once for each. */
    public boolean mayLearn() {
        return tried && book.mayLearn();
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
            byte[] bytes, int from, int to, int documentFrom, Object kind, LookedInto lookedInto, JsonObject object) {
        if (!object.isLaidOut() || !document.read(bytes, documentFrom, to, ends)) {
            return;
        }
        if (kind != BARE && !learnEntry(bytes, from, to, documentFrom, book.entries(kind), lookedInto)) {
            return;
        }
        Layout known = book.documents().layout(bytes, document, NO_DOCUMENT);
        if (known == null) {
            book.fill();
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
        if (!known) {
            book.fill();
        }
        return known;
    }
}
