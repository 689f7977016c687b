package io.slipcover.onepass;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The sequence of an object's names, and the plans for documents that have it: one for each type and version. */
final class Layout {
    private static final int MOST_PLANS = 8;

    /** After so many documents without a plan nobody asks for one any more. */
    private static final int MOST_REFUSALS = 4;

    private final List<DocumentPlan> plans = new ArrayList<>(1);
    private int refusals;

    /** The plan for a document; null where none is known. */
    @Nullable
    DocumentPlan plan(byte[] bytes, MemberSpans spans) {
        for (int index = 0; index < plans.size(); index++) {
            DocumentPlan plan = plans.get(index);
            if (plan.isFor(bytes, spans)) {
                return plan;
            }
        }
        return null;
    }

    /** Whether it makes sense to ask for one plan more. */
    boolean mayHaveMore() {
        return plans.size() < MOST_PLANS && refusals < MOST_REFUSALS;
    }

    /** Adds a plan; null: a document has none. */
    void add(@Nullable DocumentPlan plan) {
        if (plan == null) {
            refusals++;
        } else {
            plans.add(plan);
        }
    }
}
