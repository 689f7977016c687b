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
     * @return null where there is no plan: the document has to be looked at
     */
    @Nullable
    DocumentPlan plan(List<JsonName> names, JsonObject document);
}
