package io.slipcover.lens;

import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonSlice;
import io.slipcover.json.JsonValue;
import java.util.Set;

/** {@code convert} by a codec: the same thing in another notation. {@code null} passes. */
public final class ConvertCodec implements Operation {
    private final JsonName name;
    private final Codec codec;

    public ConvertCodec(JsonName name, Codec codec) {
        this.name = name;
        this.codec = codec;
    }

    @Override
    public void forward(JsonObject older) {
        int index = older.indexOf(name);
        if (index >= 0) {
            older.set(index, toNewer(older.value(index)));
        }
    }

    @Override
    public void backward(JsonObject newer) {
        int index = newer.indexOf(name);
        if (index >= 0) {
            newer.set(index, toOlder(newer.value(index)));
        }
    }

    @Override
    public void put(JsonObject base, JsonObject view) {
        int index = view.indexOf(name);
        if (index < 0) {
            return;
        }
        JsonValue written = view.value(index);
        JsonValue stored = base.get(name);
        boolean shown = stored != null && toOlder(stored).sameAs(written);
        view.set(index, stored != null && shown ? stored.copy() : toNewer(written));
    }

    private JsonValue toNewer(JsonValue value) {
        if (value.isNull()) {
            return value;
        }
        JsonValue result = value instanceof JsonSlice slice ? codec.toNewer(slice) : null;
        if (result == null) {
            throw LensException.unexpected(this, name, codec.older() + " or null", value);
        }
        return result;
    }

    private JsonValue toOlder(JsonValue value) {
        if (value.isNull()) {
            return value;
        }
        JsonValue result = value instanceof JsonSlice slice ? codec.toOlder(slice) : null;
        if (result == null) {
            throw LensException.unexpected(this, name, codec.newer() + " or null", value);
        }
        return result;
    }

    @Override
    public boolean needsBase() {
        return codec.needsBase();
    }

    @Override
    public boolean takesFromBase() {
        return true;
    }

    @Override
    public String description() {
        return "convert " + name.text();
    }

    @Override
    public String text() {
        return new OperationText("convert")
                .with("name", name)
                .with("codec", codec.text())
                .end();
    }

    @Override
    public Set<JsonName> olderNames() {
        return Set.of(name);
    }

    @Override
    public Set<JsonName> newerNames() {
        return Set.of(name);
    }
}
