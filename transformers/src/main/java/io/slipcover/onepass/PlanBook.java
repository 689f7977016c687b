package io.slipcover.onepass;

import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/**
 * The layouts that one thread has met lately in answers for one {@link PlanMaker}, with their plans.
 *
 * <p>It has a bound. When it is full it begins anew, as long as enough documents passed by what it knew. Where they did not, since layouts keep
 * changing, it learns nothing for a while: learning a layout costs more than it brings when the layout does not come again.
 */
final class PlanBook {
    /** How many plans there may be, with the values that they remember. */
    static final int MOST_PLANS = 64;

    /** How many documents have to pass for each layout that was learnt. */
    private static final int WORTH = 16;

    /** How many entries go by before a book that was not worth it learns again. */
    static final int REST = 4096;

    private static final int MOST_KINDS = 8;

    final PlanMaker maker;

    final Walking walking;

    private final LayoutTree documents = new LayoutTree();
    private final List<KnownEntries> kinds = new ArrayList<>(1);
    private int learnt;
    private long passed;
    private int resting;
    private boolean full;
    private boolean foundAgain;

    PlanBook(PlanMaker maker, Walking walking) {
        this.maker = maker;
        this.walking = walking;
    }

    LayoutTree documents() {
        return documents;
    }

    /** What is known of the entries of one kind. */
    KnownEntries entries(EntryKind kind) {
        for (int index = 0; index < kinds.size(); index++) {
            if (kinds.get(index).kind == kind) {
                return kinds.get(index);
            }
        }
        if (kinds.size() == MOST_KINDS) {
            kinds.clear();
        }
        KnownEntries made = new KnownEntries(kind, kind.isBare() ? documents : new LayoutTree());
        kinds.add(made);
        return made;
    }

    /** Notes that a second answer has the same maker. */
    void findAgain() {
        foundAgain = true;
    }

    /** Notes that so many documents passed. */
    void passed(int count) {
        passed += count;
    }

    /**
     * Whether a layout may be learnt from an entry that came the general way. From a document alone it may where the book is found again:
     * where more makers take turns than have books, learning would be in vain each time.
     */
    boolean mayLearn(EntryKind kind) {
        if (kind.isBare() && !foundAgain) {
            return false;
        }
        if (resting > 0) {
            resting--;
            return false;
        }
        if (full) {
            beginAnew();
        }
        return true;
    }

    /** Notes that there is no room for one layout more. */
    void fill() {
        full = true;
        resting = passed < (long) WORTH * Math.max(1, learnt) ? REST : 0;
    }

    private void beginAnew() {
        full = false;
        documents.clear();
        kinds.forEach(kind -> kind.layouts.clear());
        learnt = 0;
        passed = 0;
    }

    /** Learns what becomes of documents like one of this layout. */
    void learn(Layout layout, JsonObject document) {
        if (learnt == MOST_PLANS) {
            fill();
            return;
        }
        List<JsonName> names = new ArrayList<>(document.size());
        for (int place = 0; place < document.size(); place++) {
            names.add(document.name(place));
        }
        learnt++;
        layout.add(maker.plan(names, document));
    }
}
