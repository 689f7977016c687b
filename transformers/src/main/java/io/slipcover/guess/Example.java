package io.slipcover.guess;

import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import java.util.Set;

/**
 * One document in both shapes.
 *
 * @param name what the example is called where something is told of it, such as its id
 */
public record Example(String name, JsonObject older, JsonObject newer) {
    /** The same with another older side. */
    Example from(JsonObject led) {
        return new Example(name, led, newer);
    }

    /**
     * The same without what no lens may name.
     *
     * @param reserved members of the type and the version; those that begin with {@code _} are left out anyway
     */
    Example without(Set<JsonName> reserved) {
        return new Example(name, without(older, reserved), without(newer, reserved));
    }

    private static JsonObject without(JsonObject document, Set<JsonName> reserved) {
        JsonObject rest = JsonObject.empty();
        for (int i = 0; i < document.size(); i++) {
            JsonName name = document.name(i);
            if (!reserved.contains(name) && !name.text().startsWith("_")) {
                rest.add(name, document.value(i));
            }
        }
        return rest.copy();
    }

    int difference() {
        return Difference.between(older, newer);
    }
}
