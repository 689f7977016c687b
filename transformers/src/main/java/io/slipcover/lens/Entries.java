package io.slipcover.lens;

import io.slipcover.json.JsonArray;
import io.slipcover.json.JsonKind;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonSlice;
import io.slipcover.json.JsonValue;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An array of entries, and one object with a member for each of them: what {@code from-entries} and {@code to-entries} do. An entry is an
 * object that has a key, which is a string. No two entries have the same key.
 *
 * @param key the member of an entry that holds its key, the name of the object's member
 * @param value the only other member of an entry, which holds the member's value; null: the member's value is an object, the entry
 *     without its key
 */
record Entries(JsonName key, @Nullable JsonName value) {
    /** @throws IllegalArgumentException where key and value are the same member */
    Entries {
        if (value != null) {
            Arguments.different("key", key, "value", value);
        }
    }

    /** The object that stands for the entries, in their order. The entries are used up. */
    JsonObject toObject(Operation operation, JsonArray entries) {
        JsonObject object = JsonObject.empty();
        Set<JsonName> seen = new HashSet<>();
        for (int i = 0; i < entries.size(); i++) {
            JsonObject entry = entries.object(i);
            if (entry == null) {
                throw LensException.unexpected(operation, "an element is expected to be an object", entries.get(i));
            }
            JsonName name = keyOf(operation, entry);
            if (!seen.add(name)) {
                String reason = "two elements have the same " + key.text();
                throw LensException.of(operation, reason + ", " + JsonSlice.string(name.text()), reason);
            }
            object.add(name, value == null ? withoutKey(entry) : only(operation, entry, value));
        }
        return object;
    }

    /** The key of an entry, which is not changed but for members that are there twice. */
    JsonName keyOf(Operation operation, JsonObject entry) {
        JsonValue found = entry.get(key);
        if (found == null) {
            throw missing(operation, key);
        }
        if (found.kind() != JsonKind.STRING) {
            String reason = key.text() + " of an element is expected to be a string";
            throw LensException.unexpected(operation, reason, found);
        }
        return JsonName.of(((JsonSlice) found).asString());
    }

    private JsonObject withoutKey(JsonObject entry) {
        entry.remove(key);
        return entry;
    }

    private JsonValue only(Operation operation, JsonObject entry, JsonName member) {
        JsonValue found = entry.get(member);
        if (found == null) {
            throw missing(operation, member);
        }
        if (entry.size() > 2) {
            throw LensException.of(operation, "an element has more than " + key.text() + " and " + member.text());
        }
        return found;
    }

    private static LensException missing(Operation operation, JsonName member) {
        return LensException.of(operation, "an element has no " + member.text());
    }

    /** The entries of an object's members, in their order. The object is used up. */
    JsonArray toEntries(Operation operation, JsonObject object) {
        MemberPositions.settle(object);
        JsonArray entries = JsonArray.empty();
        for (int i = 0; i < object.size(); i++) {
            entries.add(entry(operation, object, i));
        }
        return entries;
    }

    private JsonObject entry(Operation operation, JsonObject object, int index) {
        JsonSlice name = JsonSlice.string(object.name(index).text());
        if (value != null) {
            JsonObject entry = JsonObject.empty();
            entry.add(key, name);
            entry.add(value, object.value(index));
            return entry;
        }
        JsonObject entry = object.object(index);
        if (entry == null) {
            throw LensException.unexpected(
                    operation, "a member's value is expected to be an object", object.value(index));
        }
        if (entry.has(key)) {
            throw LensException.of(operation, "a member's value has a member " + key.text() + " already");
        }
        entry.insert(0, key, name);
        return entry;
    }

    /** The arguments, spelled canonically. */
    OperationText addTo(OperationText text) {
        return text.with("key", key).with("value", value);
    }
}
