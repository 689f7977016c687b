package io.slipcover.onepass;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The sequence of an object's names, and the plans for documents that have it: one for each type and version. Documents of a type and
 * version that go the general way have a plan, too, which says so. So they take no room from the others.
 */
final class Layout {
    private static final int MOST_PLANS = 8;
    private static final int MOST_GENERAL = 8;

    /** After so many documents without any plan nobody asks for one for a while. */
    private static final int MOST_REFUSALS = 4;

    /** How many documents without a plan go by before somebody asks again. */
    private static final int PAUSE = 128;

    private final List<DocumentPlan> plans = new ArrayList<>(1);

    /** The plans of documents that go the general way; the oldest yields its place. */
    private final List<DocumentPlan> general = new ArrayList<>(0);

    private int refusals;
    private int pausing;

    /** The plan for a document; null where none is known. */
    @Nullable
    DocumentPlan plan(byte[] bytes, MemberSpans spans) {
        DocumentPlan plan = find(plans, bytes, spans);
        return plan == null ? find(general, bytes, spans) : plan;
    }

    private static @Nullable DocumentPlan find(List<DocumentPlan> plans, byte[] bytes, MemberSpans spans) {
        for (int index = 0; index < plans.size(); index++) {
            DocumentPlan plan = plans.get(index);
            if (plan.isFor(bytes, spans)) {
                return plan;
            }
        }
        return null;
    }

    /** Whether it makes sense to ask for a plan for the document that has none. To be asked once for each. */
    boolean mayHaveMore() {
        if (pausing > 0) {
            pausing--;
            return false;
        }
        return plans.size() < MOST_PLANS;
    }

    /** Adds a plan; null: a document has none. */
    void add(@Nullable DocumentPlan plan) {
        if (plan == null) {
            refusals++;
            pausing = refusals < MOST_REFUSALS ? 0 : PAUSE;
        } else if (plan.isGeneral()) {
            if (general.size() == MOST_GENERAL) {
                general.remove(0);
                pausing = PAUSE;
            }
            general.add(plan);
        } else {
            plans.add(plan);
        }
    }
}
