package io.slipcover.lens;

import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonSlice;
import io.slipcover.json.JsonValue;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * {@code to-flags}: an array of strings on the older side, an object in which each of them is {@code true} on the newer one.
 *
 * <p>The older side does not see members that are {@code false}. They stay until an older client writes their strings. The members that are
 * {@code true} have the order of the strings, also where an older client has changed it.
 */
public final class ToFlags extends ValueForm {
    public ToFlags(JsonName name) {
        super("to-flags", name);
    }

    @Override
    JsonValue toNewer(JsonValue older) {
        return Flags.toObject(Flags.ofArray(this, array(older)));
    }

    @Override
    JsonValue toOlder(JsonValue newer) {
        return Flags.toArray(Flags.ofObject(this, object(newer)));
    }

    @Override
    JsonValue put(JsonValue base, JsonValue written, AlignedArrays aligned) {
        Set<JsonName> flags = Flags.ofArray(this, array(written));
        JsonObject stored = object(base.copy());
        MemberPositions.settle(stored);
        Map<JsonName, Integer> places = MemberPositions.of(stored);
        Set<JsonName> hidden = hidden(stored, flags);
        JsonObject result = JsonObject.empty();
        int reached = 0;
        for (JsonName flag : flags) {
            Integer place = places.get(flag);
            // A member that is hidden stays behind the members that it stands behind.
            while (place != null && reached < place) {
                addHidden(stored, reached++, hidden, result);
            }
            result.add(flag, JsonSlice.TRUE);
        }
        while (reached < stored.size()) {
            addHidden(stored, reached++, hidden, result);
        }
        aligned.keepOrder(result);
        return result;
    }

    /** The members of the base that are false and that nobody has written. */
    private static Set<JsonName> hidden(JsonObject stored, Set<JsonName> flags) {
        Set<JsonName> hidden = new HashSet<>();
        for (int i = 0; i < stored.size(); i++) {
            JsonName name = stored.name(i);
            if (stored.value(i).sameAs(JsonSlice.FALSE) && !flags.contains(name)) {
                hidden.add(name);
            }
        }
        return hidden;
    }

    private static void addHidden(JsonObject stored, int index, Set<JsonName> hidden, JsonObject result) {
        if (hidden.remove(stored.name(index))) {
            result.add(stored.name(index), JsonSlice.FALSE);
        }
    }

    @Override
    public boolean needsBase() {
        return true;
    }
}
