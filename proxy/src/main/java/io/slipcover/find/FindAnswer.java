package io.slipcover.find;

import io.slipcover.json.JsonObject;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a query, as every search writes it. It knows which candidates are results, and what the client sees of them.
 *
 * @param filter tells which candidates are results
 * @param projection picks what the client wants to see of a view
 * @param query the digest of the query that bookmarks belong to
 */
record FindAnswer(
        ResultFilter filter,
        UnaryOperator<JsonObject> projection,
        FindWriter writer,
        WarningsAndStatistics remarks,
        QueryDigest query) {
    void write(JsonObject view) {
        writer.document(projection.apply(view));
    }

    /**
     * Ends the answer.
     *
     * @param bookmark the bookmark of the next page; null: none
     */
    void end(@Nullable String bookmark) {
        writer.end(bookmark, remarks);
    }
}
