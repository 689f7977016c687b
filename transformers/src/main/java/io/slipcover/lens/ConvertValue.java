package io.slipcover.lens;

import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonValue;
import java.util.Set;

/**
 * {@code convert} of one member's value, by itself. Where the base shows as the value that was written, it is taken, since several
 * newer values may show as one.
 */
abstract sealed class ConvertValue implements Operation permits ConvertCodec, ConvertDate, ConvertTidying {
    private final JsonName name;

    ConvertValue(JsonName name) {
        this.name = name;
    }

    /** The newer side's value, or a {@link LensException}. */
    abstract JsonValue toNewer(JsonValue value);

    /** The older side's value, or a {@link LensException}. */
    abstract JsonValue toOlder(JsonValue value);

    final JsonName name() {
        return name;
    }

    @Override
    public final void forward(JsonObject older) {
        int index = older.indexOf(name);
        if (index >= 0) {
            older.set(index, toNewer(older.value(index)));
        }
    }

    @Override
    public final void backward(JsonObject newer) {
        int index = newer.indexOf(name);
        if (index >= 0) {
            newer.set(index, toOlder(newer.value(index)));
        }
    }

    @Override
    public final void put(JsonObject base, JsonObject view) {
        int index = view.indexOf(name);
        if (index < 0) {
            return;
        }
        JsonValue written = view.value(index);
        JsonValue stored = base.get(name);
        boolean shown = stored != null && toOlder(stored).sameAs(written);
        view.set(index, stored != null && shown ? stored.copy() : toNewer(written));
    }

    @Override
    public final String description() {
        return "convert " + name.text();
    }

    @Override
    public final Set<JsonName> olderNames() {
        return Set.of(name);
    }

    @Override
    public final Set<JsonName> newerNames() {
        return Set.of(name);
    }
}
