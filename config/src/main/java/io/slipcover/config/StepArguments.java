package io.slipcover.config;

import static java.util.Objects.requireNonNull;

import io.slipcover.json.JsonArray;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonSlice;
import io.slipcover.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of an operation of a lens, without a mistake in them.
 *
 * @param json what the lens file says behind the operation's name
 */
public record StepArguments(JsonObject json) {
    public StepArguments {
        requireNonNull(json, "json");
    }

    public boolean has(String key) {
        return json.has(JsonName.of(key));
    }

    public boolean isTrue(String key) {
        return json.isTrue(JsonName.of(key));
    }

    /** What stands inside of an argument that is a map. */
    public StepArguments inside(String key) {
        return new StepArguments(required(key).asObject());
    }

    /** What {@code map} says, where it is the one operation of the lens that is among the arguments; null where it is not. */
    public @Nullable StepArguments map() {
        List<JsonValue> lens = list("lens");
        JsonObject map = lens.size() == 1 ? lens.get(0).asObject().object(JsonName.of("map")) : null;
        return map == null ? null : new StepArguments(map);
    }

    /** The text of an argument that is a string. */
    public String string(String key) {
        return ((JsonSlice) required(key)).asString();
    }

    String text(String key) {
        return InlineCode.text(string(key));
    }

    String value(String key) {
        return InlineCode.value(required(key));
    }

    String member(String key) {
        return InlineCode.name(string(key));
    }

    /** The members that a list names: {@code a, b and c}. */
    String members(String key) {
        return InlineCode.joined(names(key).stream().map(InlineCode::name).toList());
    }

    /** A list of strings; none where there is no list. */
    public List<String> names(String key) {
        return list(key).stream()
                .map(element -> ((JsonSlice) element).asString())
                .toList();
    }

    /** The elements of a list; none where there is no list. */
    public List<JsonValue> list(String key) {
        List<JsonValue> elements = new ArrayList<>();
        JsonArray array = json.array(JsonName.of(key));
        for (int index = 0; array != null && index < array.size(); index++) {
            elements.add(array.get(index));
        }
        return elements;
    }

    /** An argument; null where there is none of that name. */
    public @Nullable JsonValue get(String key) {
        return json.get(JsonName.of(key));
    }

    private JsonValue required(String key) {
        JsonValue value = get(key);
        if (value == null) {
            throw new IllegalArgumentException("expected '" + key + "' among " + json);
        }
        return value;
    }
}
