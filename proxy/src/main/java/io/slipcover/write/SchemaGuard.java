package io.slipcover.write;

import io.slipcover.document.Obstacle;
import io.slipcover.document.ReleaseView;
import io.slipcover.document.Way;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.schema.DocumentSchema;
import io.slipcover.schema.SchemaFault;
import io.slipcover.schema.Schemas;
import io.slipcover.schema.Validation;
import org.jspecify.annotations.Nullable;

/**
 * The check of written documents against the JSON Schema of the version in which the client wrote them. That is the shape that the client's
 * developers know. What is stored may be of another version, and holds what the client never saw.
 *
 * <p>A deletion is not held against a schema, because a deletion always arrives.
 */
public final class SchemaGuard {
    /** How many times its own size a document has while the validator looks at it. */
    private static final int TIMES = 8;

    private static final JsonName DELETED = JsonName.of("_deleted");

    private final Schemas schemas;
    private final boolean looks;

    /** @param schemas the schemas, and what they are for */
    public SchemaGuard(Schemas schemas) {
        this.schemas = schemas;
        this.looks = schemas.validation() != Validation.OFF && !schemas.all().isEmpty();
    }

    /** Whether a document that does not match is refused. */
    boolean rejects() {
        return schemas.validation() == Validation.REJECT;
    }

    /** How many bytes it takes to look at a document; 0 where there is nothing to hold documents against. */
    long memory(JsonObject written) {
        return looks ? (long) TIMES * written.length() : 0;
    }

    /**
     * The first part of the schema that a document does not match, as an obstacle; null where it matches, or has no schema.
     *
     * @param way the way that the document took from the written version to the stored one, as its place among the view's ways
     */
    @Nullable
    Obstacle mismatch(ReleaseView view, JsonObject asWritten, int way) {
        if (asWritten.isTrue(DELETED)) {
            return null;
        }
        Way taken = view.ways().get(way);
        DocumentSchema schema = schemas.of(taken.type(), taken.from());
        SchemaFault fault = schema == null ? null : schema.firstFault(asWritten);
        return fault == null ? null : Obstacle.ofSchema(taken.type(), taken.from(), fault.toString());
    }
}
