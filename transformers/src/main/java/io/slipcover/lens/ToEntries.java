package io.slipcover.lens;

import static java.util.Objects.requireNonNull;

import io.slipcover.json.JsonArray;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code to-entries}: an object on the older side, an array with an element for each of its members on the newer one.
 *
 * <p>The order of an object's members means nothing to an older client, so that the elements keep the base's order. New ones follow.
 */
public final class ToEntries extends ValueForm {
    private final Entries entries;

    /**
     * @param key the member of an element that holds the member's name
     * @param value the member of an element that holds the member's value; null: the value is an object, and becomes the rest of the element
     * @throws IllegalArgumentException where key and value are the same member
     */
    public ToEntries(JsonName name, JsonName key, @Nullable JsonName value) {
        super("to-entries", name);
        this.entries = new Entries(key, value);
    }

    @Override
    JsonValue toNewer(JsonValue older) {
        return entries.toEntries(this, object(older));
    }

    @Override
    JsonValue toOlder(JsonValue newer) {
        return entries.toObject(this, array(newer));
    }

    @Override
    JsonValue put(JsonValue base, JsonValue written, AlignedArrays aligned) {
        JsonObject object = object(written);
        Map<JsonName, JsonObject> stored = byKey(array(base.copy()));
        Map<JsonName, JsonObject> led = byKey(entries.toEntries(this, object));
        Set<JsonName> order = new LinkedHashSet<>();
        if (!aligned.keepsOrder(object)) {
            order.addAll(stored.keySet());
            order.retainAll(led.keySet());
        }
        order.addAll(led.keySet());
        JsonArray result = JsonArray.empty();
        for (JsonName key : order) {
            JsonObject entry = requireNonNull(led.get(key), "entry");
            JsonObject partner = stored.get(key);
            if (partner != null) {
                Reconciliation.keep(partner, entry, aligned);
            }
            result.add(entry);
        }
        aligned.add(result);
        return result;
    }

    private Map<JsonName, JsonObject> byKey(JsonArray array) {
        Map<JsonName, JsonObject> byKey = new LinkedHashMap<>();
        for (int i = 0; i < array.size(); i++) {
            JsonObject entry = array.get(i).asObject();
            byKey.put(entries.keyOf(this, entry), entry);
        }
        return byKey;
    }

    @Override
    public boolean needsBase() {
        return true;
    }

    @Override
    OperationText addTo(OperationText text) {
        return entries.addTo(text);
    }
}
