package io.slipcover.guess;

import io.slipcover.json.JsonArray;
import io.slipcover.json.JsonKind;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonValue;
import org.jspecify.annotations.Nullable;

/** How far two values are from each other: the number of leaves that are not the same on both sides. */
final class Difference {
    private Difference() {}

    static int between(@Nullable JsonValue one, @Nullable JsonValue other) {
        if (one == null || other == null) {
            return one == null ? (other == null ? 0 : leaves(other)) : leaves(one);
        }
        if (one.sameAs(other)) {
            return 0;
        }
        if (one.kind() == JsonKind.OBJECT && other.kind() == JsonKind.OBJECT) {
            return betweenObjects(one.asObject(), other.asObject());
        }
        if (one.kind() == JsonKind.ARRAY && other.kind() == JsonKind.ARRAY) {
            return betweenArrays(one.asArray(), other.asArray());
        }
        return Math.max(leaves(one), leaves(other));
    }

    private static int betweenObjects(JsonObject one, JsonObject other) {
        int difference = 0;
        for (int i = 0; i < one.size(); i++) {
            difference += between(one.value(i), other.get(one.name(i)));
        }
        for (int i = 0; i < other.size(); i++) {
            JsonName name = other.name(i);
            if (!one.has(name)) {
                difference += leaves(other.value(i));
            }
        }
        return Math.max(1, difference);
    }

    private static int betweenArrays(JsonArray one, JsonArray other) {
        int difference = 0;
        for (int i = 0; i < Math.max(one.size(), other.size()); i++) {
            difference += between(i < one.size() ? one.get(i) : null, i < other.size() ? other.get(i) : null);
        }
        return Math.max(1, difference);
    }

    /** How many scalars a value holds; an empty object or list counts as one. */
    static int leaves(JsonValue value) {
        int leaves = 0;
        if (value.kind() == JsonKind.OBJECT) {
            JsonObject object = value.asObject();
            for (int i = 0; i < object.size(); i++) {
                leaves += leaves(object.value(i));
            }
        } else if (value.kind() == JsonKind.ARRAY) {
            JsonArray array = value.asArray();
            for (int i = 0; i < array.size(); i++) {
                leaves += leaves(array.get(i));
            }
        }
        return Math.max(1, leaves);
    }
}
