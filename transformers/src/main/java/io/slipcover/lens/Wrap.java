package io.slipcover.lens;

import io.slipcover.json.JsonArray;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonValue;
import java.util.Set;

/** {@code wrap}: one value on the older side, an array on the newer one. {@code null} is the empty array. */
public final class Wrap implements AligningOperation {
    private final JsonName name;

    public Wrap(JsonName name) {
        this.name = name;
    }

    @Override
    public void forward(JsonObject older) {
        SingleElement.wrap(older, name);
    }

    @Override
    public void backward(JsonObject newer) {
        SingleElement.unwrap(this, newer, name);
    }

    @Override
    public void put(JsonObject base, JsonObject view, AlignedArrays aligned) {
        int index = view.indexOf(name);
        if (index < 0) {
            return;
        }
        JsonValue stored = base.get(name);
        if (stored == null) {
            forward(view);
            return;
        }
        JsonArray elements = base.array(name);
        if (elements == null) {
            throw LensException.unexpected(this, name, "an array", stored);
        }
        JsonValue written = view.value(index);
        if (aligned.areSame(SingleElement.first(elements), written)) {
            view.set(index, elements.copy());
        } else if (written.isNull()) {
            view.set(index, JsonArray.empty());
        } else {
            JsonArray result = elements.copy();
            if (result.size() == 0) {
                result.add(written);
            } else {
                result.set(0, written);
            }
            view.set(index, result);
        }
    }

    @Override
    public boolean needsBase() {
        return true;
    }

    @Override
    public Change upwards() {
        return new Change.Wrapped(name);
    }

    @Override
    public Change downwards() {
        return new Change.Unwrapped(name);
    }

    @Override
    public String description() {
        return "wrap " + name.text();
    }

    @Override
    public String text() {
        return new OperationText("wrap").with("name", name).end();
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
