package io.slipcover.lens;

import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * {@code from-entries}: an array of objects with a key on the older side, one object with a member for each key on the newer one.
 *
 * <p>The order of the members is the order of the array's elements, also where an older client has changed it.
 */
public final class FromEntries extends ValueForm {
    private final Entries entries;

    /**
     * @param key the member of an element that becomes a member's name
     * @param value the member of an element that becomes the member's value; null: the rest of the element does
     * @throws IllegalArgumentException where key and value are the same member
     */
    public FromEntries(JsonName name, JsonName key, @Nullable JsonName value) {
        super("from-entries", name);
        this.entries = new Entries(key, value);
    }

    @Override
    JsonValue toNewer(JsonValue older) {
        return entries.toObject(this, array(older));
    }

    @Override
    JsonValue toOlder(JsonValue newer) {
        return entries.toEntries(this, object(newer));
    }

    @Override
    JsonValue put(JsonValue base, JsonValue written, AlignedArrays aligned) {
        JsonObject result = entries.toObject(this, array(written));
        aligned.keepOrder(result);
        return result;
    }

    @Override
    public boolean needsBase() {
        return false;
    }

    @Override
    OperationText addTo(OperationText text) {
        return entries.addTo(text);
    }
}
