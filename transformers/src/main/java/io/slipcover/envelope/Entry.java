package io.slipcover.envelope;

import io.slipcover.json.JsonKind;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonSlice;
import io.slipcover.json.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * One element of an answer with a document in it: a row, a change, a revision.
 *
 * <p>Id and revision are those the document itself tells. What stands beside it may come later in the stream, and a view's row may show
 * a document other than the one it is about.
 */
public final class Entry {
    private static final JsonName ID = JsonName.of("_id");
    private static final JsonName REVISION = JsonName.of("_rev");

    private final byte[] bytes;
    private final int from;
    private final int to;
    private @Nullable JsonObject members;

    Entry(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.from = from;
        this.to = to;
    }

    /** The document's {@code _id}, or null where it has none. Costs a look through the document when asked for the first time. */
    public @Nullable String id() {
        return string(ID);
    }

    /** The document's {@code _rev}, or null where it has none. */
    public @Nullable String rev() {
        return string(REVISION);
    }

    /** {@code {"id","rev","error","reason"}}, which {@code _bulk_get} has where a revision cannot be had. */
    JsonObject error(EntryOutcome.Failed failed) {
        JsonObject error = JsonObject.empty();
        addString(error, "id", id());
        addString(error, "rev", rev());
        addString(error, "error", failed.error());
        addString(error, "reason", failed.reason());
        return error;
    }

    private static void addString(JsonObject object, String name, @Nullable String value) {
        if (value != null) {
            object.add(JsonName.of(name), JsonSlice.string(value));
        }
    }

    private @Nullable String string(JsonName name) {
        if (members == null) {
            members = JsonObject.ofValidated(bytes, from, to);
        }
        JsonValue value = members.get(name);
        return value != null && value.kind() == JsonKind.STRING ? ((JsonSlice) value).asString() : null;
    }
}
