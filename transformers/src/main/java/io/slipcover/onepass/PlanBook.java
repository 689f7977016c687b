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
    /** How many documents have to pass for each layout that was learnt. */
    private static final int WORTH = 16;

    /** How many entries go by before a book that was not worth it learns again. */
    private static final int REST = 4096;

    /** The layouts of entries around their documents, for each kind of entry. */
    private static final class Kind {
        final Object kind;
        final LayoutTree entries = new LayoutTree();

        Kind(Object kind) {
            this.kind = kind;
        }
    }

    private static final int MOST_KINDS = 8;

    final PlanMaker maker;
    private final LayoutTree documents = new LayoutTree();
    private final List<Kind> kinds = new ArrayList<>(1);
    private int learnt;
    private long passed;
    private int resting;
    private boolean full;

    PlanBook(PlanMaker maker) {
        this.maker = maker;
    }

    LayoutTree documents() {
        return documents;
    }

    /** The layouts of entries of one kind. */
    LayoutTree entries(Object kind) {
        for (int index = 0; index < kinds.size(); index++) {
            if (kinds.get(index).kind == kind) {
                return kinds.get(index).entries;
            }
        }
        if (kinds.size() == MOST_KINDS) {
            kinds.clear();
        }
        kinds.add(new Kind(kind));
        return kinds.get(kinds.size() - 1).entries;
    }

    /** Notes that a document passed. */
    void passed() {
        passed++;
    }

    /** Whether a layout may be learnt from an entry that came the general way. */
    boolean mayLearn() {
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
        kinds.forEach(kind -> kind.entries.clear());
        learnt = 0;
        passed = 0;
    }

    /** Learns what becomes of documents like one of this layout. */
    void learn(Layout layout, JsonObject document) {
        List<JsonName> names = new ArrayList<>(document.size());
        for (int place = 0; place < document.size(); place++) {
            names.add(document.name(place));
        }
        learnt++;
        layout.add(maker.plan(names, document));
    }
}
