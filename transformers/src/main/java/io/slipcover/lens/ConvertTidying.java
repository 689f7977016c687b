package io.slipcover.lens;

import io.slipcover.json.JsonName;
import io.slipcover.json.JsonSlice;
import io.slipcover.json.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * {@code convert} into a tidy form: {@code case}, {@code trim}, {@code digits}. The older side sees what is stored as it is. {@code null}
 * passes.
 */
public final class ConvertTidying extends ConvertValue {
    private final Tidying tidying;

    public ConvertTidying(JsonName name, Tidying tidying) {
        super(name);
        this.tidying = tidying;
    }

    @Override
    JsonValue toNewer(JsonValue value) {
        if (value.isNull()) {
            return value;
        }
        @Nullable
        JsonValue tidied =
                value instanceof JsonSlice slice && slice.kind() == tidying.kind() ? tidying.tidied(slice) : null;
        if (tidied == null) {
            throw LensException.unexpected(this, name(), tidying.expected() + " or null", value);
        }
        return tidied;
    }

    @Override
    JsonValue toOlder(JsonValue value) {
        return value;
    }

    @Override
    public boolean mayRefuseBackward() {
        return false;
    }

    @Override
    public boolean needsBase() {
        return true;
    }

    @Override
    public Change upwards() {
        return new Change.Rewritten(name(), tidying.kind(), tidying.kind());
    }

    @Override
    public Change downwards() {
        return new Change.Unchanged();
    }

    @Override
    public String text() {
        return tidying.addTo(new OperationText("convert").with("name", name())).end();
    }
}
