package io.slipcover.lens;

import io.slipcover.json.JsonArray;
import io.slipcover.json.JsonKind;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonSlice;
import io.slipcover.json.JsonValue;
import java.util.List;
import java.util.Set;

/**
 * {@code wrap} of mixed data: one value or an array on the older side, always an array on the newer one.
 *
 * <p>The older side knows arrays, too, so that it sees all elements. An array shows as its only element where it has one. An element that
 * is {@code null} or an array shows inside its array all the same: nobody could tell it apart from other arrays afterwards.
 */
public final class MixedWrap implements Operation {
    private final JsonName name;

    public MixedWrap(JsonName name) {
        this.name = name;
    }

    @Override
    public void forward(JsonObject older) {
        int index = older.indexOf(name);
        if (index >= 0 && older.value(index).kind() != JsonKind.ARRAY) {
            older.set(index, SingleElement.wrapped(older.value(index)));
        }
    }

    @Override
    public void backward(JsonObject newer) {
        int index = newer.indexOf(name);
        if (index < 0) {
            return;
        }
        JsonArray array = newer.array(name);
        if (array == null) {
            throw LensException.unexpected(this, name, "an array", newer.value(index));
        }
        if (array.size() == 0) {
            newer.set(index, JsonSlice.NULL);
        } else if (array.size() == 1 && standsAlone(array.get(0))) {
            newer.set(index, array.get(0));
        }
    }

    private static boolean standsAlone(JsonValue element) {
        return !element.isNull() && element.kind() != JsonKind.ARRAY;
    }

    @Override
    public void put(JsonObject base, JsonObject view) {
        forward(view);
    }

    @Override
    public boolean needsBase() {
        return false;
    }

    @Override
    public Change upwards() {
        return new Change.Conditioned(List.of(new Change.Wrapped(name)));
    }

    @Override
    public Change downwards() {
        return new Change.Conditioned(List.of(new Change.Unwrapped(name)));
    }

    @Override
    public String description() {
        return "wrap " + name.text();
    }

    @Override
    public String text() {
        return new OperationText("wrap")
                .with("name", name)
                .with("mixed", JsonSlice.TRUE)
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
