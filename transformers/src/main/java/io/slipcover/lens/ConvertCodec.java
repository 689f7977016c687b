package io.slipcover.lens;

import io.slipcover.json.JsonName;
import io.slipcover.json.JsonSlice;
import io.slipcover.json.JsonValue;

/** {@code convert} by a codec: the same thing in another notation. {@code null} passes. */
public final class ConvertCodec extends ConvertValue {
    private final Codec codec;

    public ConvertCodec(JsonName name, Codec codec) {
        super(name);
        this.codec = codec;
    }

    @Override
    JsonValue toNewer(JsonValue value) {
        if (value.isNull()) {
            return value;
        }
        JsonValue result = value instanceof JsonSlice slice ? codec.toNewer(slice) : null;
        if (result == null) {
            throw LensException.unexpected(this, name(), codec.older().text() + " or null", value);
        }
        return result;
    }

    @Override
    JsonValue toOlder(JsonValue value) {
        if (value.isNull()) {
            return value;
        }
        JsonValue result = value instanceof JsonSlice slice ? codec.toOlder(slice) : null;
        if (result == null) {
            throw LensException.unexpected(this, name(), codec.newer().text() + " or null", value);
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
    public Change upwards() {
        return new Change.Recoded(name(), codec.older());
    }

    @Override
    public Change downwards() {
        return new Change.Recoded(name(), codec.newer());
    }

    @Override
    public String text() {
        return new OperationText("convert")
                .with("name", name())
                .with("codec", codec.text())
                .end();
    }
}
