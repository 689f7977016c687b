package io.slipcover.find;

import io.slipcover.json.JsonObject;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What every search has to do with: which candidates are results, and what becomes of those.
 *
 * @param projection what the client wants to see of a view
 */
record Finding(
        Candidates candidates,
        UnaryOperator<JsonObject> projection,
        FindWriter writer,
        Remarks remarks,
        QueryDigest query) {
    void write(JsonObject view) {
        writer.document(projection.apply(view));
    }

    /**
     * Ends the answer.
     *
     * @param bookmark null: none
     */
    void end(@Nullable String bookmark) {
        writer.end(bookmark, remarks);
    }
}
