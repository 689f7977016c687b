package io.slipcover.envelope;

import io.slipcover.json.ByteSink;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The head of a document that stands alone. The document says itself which one it is; who puts another one there says it in that one. */
final class DocumentHead extends EntryHead {
    private static final JsonName ID = JsonName.of("_id");
    private static final JsonName REVISION = JsonName.of("_rev");
    private static final JsonName DELETED = JsonName.of("_deleted");

    private final JsonObject came;
    private JsonValue leaves;

    DocumentHead(JsonObject document) {
        this.came = document;
        this.leaves = document;
    }

    @Override
    @Nullable
    String id() {
        return came.string(ID);
    }

    @Override
    List<String> revisions() {
        return strings(came, REVISION);
    }

    @Override
    boolean isDeleted() {
        return came.isTrue(DELETED);
    }

    @Override
    void replaceDocument(JsonValue document) {
        leaves = document;
    }

    @Override
    void removeDocument() {
        throw new IllegalStateException("nothing is left without the document");
    }

    @Override
    void writeTo(ByteSink out) {
        leaves.writeTo(out);
    }
}
