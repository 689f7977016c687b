package io.slipcover.find;

import io.slipcover.json.JsonKind;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonSlice;
import io.slipcover.json.JsonValue;
import org.jspecify.annotations.Nullable;

/** Members of CouchDB's bodies, read as what they should be. */
public final class Members {
    static final JsonName ID = JsonName.of("_id");

    private Members() {}

    /** The text of a member, or null where it is missing or no string. */
    public static @Nullable String string(JsonObject object, JsonName name) {
        JsonValue value = object.get(name);
        return value != null && value.kind() == JsonKind.STRING ? ((JsonSlice) value).asString() : null;
    }

    /** The id of the document at [from, to); empty where it has none, which no stored document does. */
    static String id(byte[] bytes, int from, int to) {
        String id = string(JsonObject.ofValidated(bytes, from, to), ID);
        return id == null ? "" : id;
    }
}
