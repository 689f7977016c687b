package io.slipcover.mango;

import io.slipcover.json.JsonArray;
import io.slipcover.json.JsonKind;
import io.slipcover.json.JsonValue;
import java.util.List;

/** A reader of {@code use_index}. */
final class IndexName {
    private static final String DESIGN = "_design";

    private IndexName() {}

    static List<String> parse(JsonValue value) {
        return switch (value.kind()) {
            case NULL -> List.of();
            case STRING -> split(value);
            case ARRAY -> names(value);
            case NUMBER, BOOLEAN, OBJECT -> throw invalid();
        };
    }

    private static List<String> split(JsonValue value) {
        List<String> parts = List.of(Json.text(value).split("/", -1));
        if (parts.size() > 1 && parts.get(0).equals(DESIGN)) {
            parts = parts.subList(1, parts.size());
        }
        if (parts.size() > 2) {
            throw invalid();
        }
        return parts;
    }

    private static List<String> names(JsonValue value) {
        JsonArray array = value.asArray();
        for (int index = 0; index < array.size(); index++) {
            if (index > 1 || array.get(index).kind() != JsonKind.STRING) {
                throw invalid();
            }
        }
        return Elements.of(array).map(Json::text).toList();
    }

    private static MangoException invalid() {
        return MangoException.badRequest("invalid_index_name", "use_index names no index");
    }
}
