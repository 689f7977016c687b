package io.slipcover.catalog;

import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonValue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a release reads where a member is missing. Immutable.
 *
 * <p>It fills what is missing in a view; on the way back a value equal to it that the base does not have is not stored.
 */
public final class Defaults {
    private static final Defaults NONE = new Defaults(Map.of());

    private final Map<JsonName, JsonValue> values;

    private Defaults(Map<JsonName, JsonValue> values) {
        this.values = values;
    }

    /** No defaults. */
    public static Defaults none() {
        return NONE;
    }

    /** The members of an object, each with what is read where it is missing. */
    public static Defaults of(JsonObject members) {
        Map<JsonName, JsonValue> values = new LinkedHashMap<>();
        for (int i = 0; i < members.size(); i++) {
            byte[] bytes = members.value(i).toBytes();
            values.put(members.name(i), JsonValue.parse(bytes, 0, bytes.length));
        }
        return new Defaults(values);
    }

    /** The members that have a default, in the order in which they are filled in. */
    public Set<JsonName> names() {
        return Collections.unmodifiableSet(values.keySet());
    }

    /** Whether there is none. */
    public boolean isEmpty() {
        return values.isEmpty();
    }

    /** The default of a member, or null where it has none. */
    public @Nullable JsonValue get(JsonName name) {
        return values.get(name);
    }

    /** Adds what is missing. */
    public void fill(JsonObject view) {
        if (values.isEmpty()) {
            return;
        }
        values.forEach((name, value) -> {
            if (!view.has(name)) {
                view.add(name, value);
            }
        });
    }

    /** The members of a document whose value is the default. */
    public List<JsonName> equalIn(JsonObject document) {
        return values.entrySet().stream()
                .filter(entry -> {
                    JsonValue found = document.get(entry.getKey());
                    return found != null && found.sameAs(entry.getValue());
                })
                .map(Map.Entry::getKey)
                .toList();
    }

    /** These defaults and those of a later release, which win. */
    Defaults and(Defaults later) {
        Map<JsonName, JsonValue> both = new LinkedHashMap<>(values);
        both.putAll(later.values);
        return new Defaults(both);
    }

    /** These defaults but for some members. */
    Defaults without(Set<JsonName> names) {
        Map<JsonName, JsonValue> rest = new LinkedHashMap<>(values);
        rest.keySet().removeAll(names);
        return new Defaults(rest);
    }

    /** The JSON object with the defaults as its members. */
    @Override
    public String toString() {
        JsonObject object = JsonObject.empty();
        fill(object);
        return object.toString();
    }
}
