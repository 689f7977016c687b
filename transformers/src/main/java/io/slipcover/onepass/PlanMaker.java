package io.slipcover.onepass;

import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whoever knows what becomes of documents. */
@FunctionalInterface
public interface PlanMaker {
    /**
     * The plan for a document, and for all documents with the same names in the same order in which the same values tell type and version.
     *
     * @param names the document's names, all of them different
     * @param document is only read
     * @return a plan, which may say that such documents go the general way; null where nothing is known of such documents
     */
    @Nullable
    DocumentPlan plan(List<JsonName> names, JsonObject document);

    /** Whether any document may have a plan by which it passes. */
    default boolean mayHavePlans() {
        return true;
    }
}
