package io.slipcover.cli;

import io.slipcover.json.JsonArray;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonSlice;
import io.slipcover.json.JsonValue;
import java.util.function.Predicate;

/** A value without what it says: strings, numbers and truths are replaced, names and shape stay. */
final class Masked {
    private static final JsonSlice STRING = JsonSlice.string("…");
    private static final JsonSlice NUMBER = JsonSlice.number(0);

    private Masked() {}

    /** @param plain the members at the top whose values may be seen */
    static JsonObject document(JsonObject document, Predicate<JsonName> plain) {
        JsonObject masked = JsonObject.empty();
        for (int index = 0; index < document.size(); index++) {
            JsonName name = document.name(index);
            masked.add(name, plain.test(name) ? document.value(index) : value(document.value(index)));
        }
        return masked;
    }

    static JsonValue value(JsonValue value) {
        return switch (value.kind()) {
            case STRING -> STRING;
            case NUMBER -> NUMBER;
            case BOOLEAN -> JsonSlice.FALSE;
            case NULL -> JsonSlice.NULL;
            case OBJECT -> document(value.asObject(), name -> false);
            case ARRAY -> array(value.asArray());
        };
    }

    private static JsonArray array(JsonArray array) {
        JsonArray masked = JsonArray.empty();
        for (int index = 0; index < array.size(); index++) {
            masked.add(value(array.get(index)));
        }
        return masked;
    }
}
