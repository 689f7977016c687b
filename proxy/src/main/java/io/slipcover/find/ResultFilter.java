package io.slipcover.find;

import io.slipcover.envelope.EntryOutcome;
import io.slipcover.json.JsonObject;
import io.slipcover.mango.MangoException;
import io.slipcover.mango.Selector;
import io.slipcover.query.ShapeQuestion.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * Tells which of the documents that CouchDB finds are results: those that the question is about by their shape, and whose view the client's
 * own selector matches, where the question has not told so already.
 */
final class ResultFilter {
    private final Viewer viewer;
    private final Selector wished;
    private long leftOut;

    ResultFilter(Viewer viewer, Selector wished) {
        this.viewer = viewer;
        this.wished = wished;
    }

    /**
     * The view of a stored document, or null where that is no result.
     *
     * @throws FindException where it cannot be shown
     * @throws MangoException where the selector cannot be evaluated
     */
    @Nullable
    JsonObject result(DatabaseQuestion question, byte[] bytes, int from, int to) {
        Verdict verdict = question.verdict(bytes, from, to);
        if (verdict == Verdict.ELSEWHERE) {
            return null;
        }
        EntryOutcome outcome = viewer.view(bytes, from, to);
        if (outcome instanceof EntryOutcome.Failed failed) {
            throw new FindException(500, failed.error(), DocumentId.in(bytes, from, to) + ": " + failed.reason());
        }
        if (outcome instanceof EntryOutcome.Replaced replaced) {
            JsonObject view = replaced.document().asObject();
            return verdict == Verdict.WANTED || wished.matches(view) ? view : null;
        }
        leftOut++;
        return null;
    }

    /** How many could not be shown and were left out. */
    long leftOut() {
        return leftOut;
    }
}
