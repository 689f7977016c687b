package io.slipcover.find;

import io.slipcover.budget.Budget;
import io.slipcover.envelope.EntryOutcome;
import io.slipcover.envelope.ExceededLimit;
import io.slipcover.json.JsonObject;
import io.slipcover.mango.MangoException;
import io.slipcover.mango.Selector;
import org.jspecify.annotations.Nullable;

/** Decides which of the documents that CouchDB finds are results: those whose view the client's own selector matches. */
final class Candidates {
    /** Makes views. */
    @FunctionalInterface
    public interface Viewer {
        /**
         * The view of the stored document at [from, to), that it is left out, or why it cannot be shown.
         *
         * @param exceeded the limit that it exceeds, or null
         */
        EntryOutcome view(byte[] bytes, int from, int to, @Nullable ExceededLimit exceeded);
    }

    private static final int STEPS_OF_A_BYTE = 20;

    private final Viewer viewer;
    private final Selector wished;
    private final Budget budget;
    private long leftOut;

    Candidates(Viewer viewer, Selector wished, Budget budget) {
        this.viewer = viewer;
        this.wished = wished;
        this.budget = budget;
    }

    /** A document that CouchDB has found earns the budget what deciding about a document of its length usually costs, and more. */
    static void earn(Budget budget, int bytes) {
        budget.earn((long) STEPS_OF_A_BYTE * bytes);
    }

    /**
     * The view of a stored document, or null where that is no result.
     *
     * @throws FindException where it cannot be shown
     * @throws MangoException where the selector cannot be evaluated
     * @throws io.slipcover.budget.LimitException where deciding takes more than the budget
     */
    @Nullable
    JsonObject result(byte[] bytes, int from, int to, @Nullable ExceededLimit exceeded) {
        earn(budget, to - from);
        EntryOutcome outcome = viewer.view(bytes, from, to, exceeded);
        if (outcome instanceof EntryOutcome.Failed failed) {
            throw new FindException(500, failed.error(), Members.id(bytes, from, to) + ": " + failed.reason());
        }
        if (outcome instanceof EntryOutcome.Replaced replaced) {
            JsonObject view = replaced.document().asObject();
            return wished.matches(view, budget) ? view : null;
        }
        leftOut++;
        return null;
    }

    /** How many could not be shown and were left out. */
    long leftOut() {
        return leftOut;
    }
}
