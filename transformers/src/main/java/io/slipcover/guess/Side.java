package io.slipcover.guess;

import io.slipcover.json.JsonKind;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The members of one side of all examples, in the order in which they first come. */
record Side(Map<JsonName, Column> columns) {
    static Side of(List<JsonObject> documents, Set<JsonName> reserved) {
        Map<JsonName, Column> columns = new LinkedHashMap<>();
        for (JsonObject document : documents) {
            for (int i = 0; i < document.size(); i++) {
                JsonName name = document.name(i);
                if (!reserved.contains(name) && !columns.containsKey(name)) {
                    columns.put(name, Column.of(name, documents));
                }
            }
        }
        return new Side(columns);
    }

    @Nullable
    Column get(JsonName name) {
        return columns.get(name);
    }

    boolean has(JsonName name) {
        return columns.containsKey(name);
    }

    List<Column> all() {
        return List.copyOf(columns.values());
    }

    /** The members that the other side does not have at all. */
    List<Column> without(Side other) {
        return columns.values().stream()
                .filter(column -> !other.has(column.name()))
                .toList();
    }

    /** The members that are objects in some example. */
    List<Column> objects() {
        return columns.values().stream()
                .filter(column ->
                        column.values().stream().anyMatch(value -> value != null && value.kind() == JsonKind.OBJECT))
                .toList();
    }

    /** The names inside of a member that is an object. */
    static List<JsonName> names(Column objects) {
        return objects.values().stream()
                .filter(value -> value != null && value.kind() == JsonKind.OBJECT)
                .flatMap(value -> {
                    JsonObject object = value.asObject();
                    return IntStream.range(0, object.size()).mapToObj(object::name);
                })
                .distinct()
                .toList();
    }
}
