package io.slipcover.find;

import io.slipcover.budget.Budget;
import io.slipcover.envelope.EntryOutcome;
import io.slipcover.envelope.ExceededLimit;
import io.slipcover.json.JsonObject;
import io.slipcover.mango.MangoException;
import io.slipcover.mango.Selector;
import io.slipcover.query.ShapeQuestion.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * A filter that tells which of the documents that CouchDB finds are results. A result has a shape that the question is about, and the
 * client's own selector matches its view. Slipcover tries the selector only where the question has not settled that already.
 */
final class ResultFilter {
    private static final int STEPS_OF_A_BYTE = 20;

    private final Viewer viewer;
    private final Selector wished;
    private final Budget budget;
    private long leftOut;

    ResultFilter(Viewer viewer, Selector wished, Budget budget) {
        this.viewer = viewer;
        this.wished = wished;
        this.budget = budget;
    }

    /** Adds to the budget for a document that CouchDB has found: what deciding about a document of its length usually costs, and more. */
    static void earn(Budget budget, int bytes) {
        budget.earn((long) STEPS_OF_A_BYTE * bytes);
    }

    /**
     * The view of a stored document, or null where the document is no result.
     *
     * @throws FindException where the document cannot be shown
     * @throws MangoException where the selector cannot be evaluated
     * @throws io.slipcover.budget.LimitException where deciding takes more than the budget
     */
    @Nullable
    JsonObject result(DatabaseQuestion question, byte[] bytes, int from, int to, @Nullable ExceededLimit exceeded) {
        earn(budget, to - from);
        Verdict verdict = question.verdict(bytes, from, to);
        if (verdict == Verdict.ELSEWHERE) {
            return null;
        }
        EntryOutcome outcome = viewer.view(bytes, from, to, exceeded);
        if (outcome instanceof EntryOutcome.Failed failed) {
            throw new FindException(500, failed.error(), DocumentId.in(bytes, from, to) + ": " + failed.reason());
        }
        if (outcome instanceof EntryOutcome.Replaced replaced) {
            JsonObject view = replaced.document().asObject();
            return verdict == Verdict.WANTED || wished.matches(view, budget) ? view : null;
        }
        leftOut++;
        return null;
    }

    /** How many documents the filter left out because they could not be shown. */
    long leftOut() {
        return leftOut;
    }
}
