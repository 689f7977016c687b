package io.slipcover.catalog;

import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The defaults of a release: what the release reads where a member is missing. Immutable.
 *
 * <p>A default fills what is missing in a view. On the way back, Slipcover does not store a value that equals the
 * default and that the base does not have.
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

    /** Defaults from an object: each member's value is what the release reads where that member is missing. */
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

    /** Whether there is no default. */
    public boolean isEmpty() {
        return values.isEmpty();
    }

    /** The default of a member; null where the member has none. */
    public @Nullable JsonValue get(JsonName name) {
        return values.get(name);
    }

    /** Adds to the view every member that is missing and has a default. */
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

    /** The members of a document whose value equals the member's default. */
    public List<JsonName> equalIn(JsonObject document) {
        if (values.isEmpty()) {
            return List.of(); // A loop and no stream: this is asked of every document.
        }
        List<JsonName> equal = new ArrayList<>();
        values.forEach((name, value) -> {
            JsonValue found = document.get(name);
            if (found != null && found.sameAs(value)) {
                equal.add(name);
            }
        });
        return equal;
    }

    /** These defaults together with the defaults of a later release; the later ones win. */
    Defaults and(Defaults later) {
        Map<JsonName, JsonValue> both = new LinkedHashMap<>(values);
        both.putAll(later.values);
        return new Defaults(both);
    }

    /** These defaults without the defaults of some members. */
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
