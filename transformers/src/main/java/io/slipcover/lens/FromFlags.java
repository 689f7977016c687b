package io.slipcover.lens;

import io.slipcover.json.JsonArray;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonSlice;
import io.slipcover.json.JsonValue;
import java.util.HashSet;
import java.util.Set;

/**
 * {@code from-flags}: an object of booleans on the older side, an array of the names of those that are {@code true} on the newer one.
 *
 * <p>The order of an object's members means nothing to an older client, so that the strings keep the base's order, and a string that the
 * base has twice stays there twice. New ones follow.
 */
public final class FromFlags extends ValueForm {
    public FromFlags(JsonName name) {
        super("from-flags", name);
    }

    @Override
    JsonValue toNewer(JsonValue older) {
        return Flags.toArray(Flags.ofObject(this, object(older)));
    }

    @Override
    JsonValue toOlder(JsonValue newer) {
        return Flags.toObject(Flags.ofArray(this, array(newer)));
    }

    @Override
    JsonValue put(JsonValue base, JsonValue written, AlignedArrays aligned) {
        JsonObject object = object(written);
        Set<JsonName> flags = Flags.ofObject(this, object);
        JsonArray result = JsonArray.empty();
        if (!aligned.keepsOrder(object)) {
            JsonArray stored = array(base);
            Set<JsonName> kept = new HashSet<>();
            for (int i = 0; i < stored.size(); i++) {
                JsonName flag = JsonName.of(((JsonSlice) stored.get(i)).asString());
                if (flags.contains(flag)) {
                    kept.add(flag);
                    result.add(stored.get(i));
                }
            }
            flags.removeAll(kept);
        }
        flags.forEach(flag -> result.add(JsonSlice.string(flag.text())));
        return result;
    }

    @Override
    public boolean needsBase() {
        return true;
    }
}
