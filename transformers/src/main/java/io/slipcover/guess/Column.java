package io.slipcover.guess;

import io.slipcover.json.JsonKind;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonSlice;
import io.slipcover.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What one member holds in each example, on one side.
 *
 * @param values null where an example lacks the member
 */
record Column(JsonName name, List<@Nullable JsonValue> values) {
    static Column of(JsonName name, List<JsonObject> documents) {
        List<@Nullable JsonValue> values = new ArrayList<>();
        documents.forEach(document -> values.add(document.get(name)));
        return new Column(name, values);
    }

    /** The member of an object member: missing where the object is, or where it is none. */
    Column inside(JsonName inner) {
        List<@Nullable JsonValue> inside = new ArrayList<>();
        for (JsonValue value : values) {
            inside.add(
                    value != null && value.kind() == JsonKind.OBJECT
                            ? value.asObject().get(inner)
                            : null);
        }
        return new Column(inner, inside);
    }

    int present() {
        return (int) values.stream().filter(value -> value != null).count();
    }

    boolean isEverywhere() {
        return present() == values.size();
    }

    /** Whether there is a value, and each is of the kind. */
    boolean isAll(JsonKind kind) {
        return present() > 0 && all(value -> value.kind() == kind);
    }

    boolean all(Predicate<JsonValue> condition) {
        return values.stream().allMatch(value -> value == null || condition.test(value));
    }

    /** The string in an example; null where there is none. */
    @Nullable
    String string(int index) {
        JsonValue value = values.get(index);
        return value != null && value.kind() == JsonKind.STRING ? ((JsonSlice) value).asString() : null;
    }

    List<JsonValue> distinct() {
        List<JsonValue> distinct = new ArrayList<>();
        for (JsonValue value : values) {
            if (value != null && distinct.stream().noneMatch(value::sameAs)) {
                distinct.add(value);
            }
        }
        return distinct;
    }

    /** Whether in most examples where this member is there, the other one is there and holds the same. */
    boolean isMostly(Column other) {
        int same = 0;
        int there = 0;
        for (int i = 0; i < values.size(); i++) {
            JsonValue own = values.get(i);
            JsonValue its = other.values.get(i);
            if (own != null) {
                there++;
                same += its != null && own.sameAs(its) ? 1 : 0;
            }
        }
        return there > 0 && same * 4 >= there * 3;
    }

    /** Whether the only value, if there is one alone, is such that many members have it. */
    boolean saysLittle() {
        List<JsonValue> distinct = distinct();
        return distinct.size() < 2
                && distinct.stream().allMatch(value -> switch (value.kind()) {
                    case BOOLEAN, NULL -> true;
                    case NUMBER -> value.toString().length() < 3;
                    case STRING -> value.toString().length() < 5;
                    case OBJECT -> value.asObject().size() == 0;
                    case ARRAY -> value.asArray().size() == 0;
                });
    }
}
