package io.slipcover.lens;

import io.slipcover.json.JsonName;
import io.slipcover.json.JsonSlice;
import io.slipcover.json.JsonValue;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * {@code convert} of a date, or of a point in time, from one form to another. {@code null} passes. What the older form does not show is
 * taken from the base where it shows as the date that was written.
 */
public final class ConvertDate extends ConvertValue {
    private final DateForms forms;

    public ConvertDate(JsonName name, DateForms forms) {
        super(name);
        this.forms = forms;
    }

    @Override
    JsonValue toNewer(JsonValue value) {
        return translated(value, forms.older(), forms.newer());
    }

    @Override
    JsonValue toOlder(JsonValue value) {
        return translated(value, forms.newer(), forms.older());
    }

    private JsonValue translated(JsonValue value, DateForm from, DateForm to) {
        if (value.isNull()) {
            return value;
        }
        Instant time = value instanceof JsonSlice slice && slice.kind() == from.kind() ? from.read(slice) : null;
        @Nullable JsonValue result = time == null ? null : to.write(time);
        if (result == null) {
            throw LensException.unexpected(this, name(), from.expected() + " or null", value);
        }
        return result;
    }

    @Override
    public boolean needsBase() {
        return true;
    }

    @Override
    public Change upwards() {
        return new Change.Rewritten(name(), forms.older().kind(), forms.newer().kind());
    }

    @Override
    public Change downwards() {
        return new Change.Rewritten(name(), forms.newer().kind(), forms.older().kind());
    }

    @Override
    public String text() {
        return new OperationText("convert")
                .with("name", name())
                .withText("date", forms.text())
                .end();
    }
}
