package io.slipcover.lens;

import io.slipcover.json.JsonKind;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonSlice;
import java.util.List;
import java.util.Set;

/** {@code head} of mixed data: an array or one value on the older side, which stays; one value on the newer side, an array's first element. */
public final class MixedHead implements Operation {
    private final JsonName name;

    public MixedHead(JsonName name) {
        this.name = name;
    }

    @Override
    public void forward(JsonObject older) {
        int index = older.indexOf(name);
        if (index >= 0 && older.value(index).kind() == JsonKind.ARRAY) {
            SingleElement.unwrap(this, older, name);
        }
    }

    @Override
    public void backward(JsonObject newer) {
        SingleElement.wrap(newer, name);
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
    public boolean mayRefuseBackward() {
        return false;
    }

    @Override
    public Change upwards() {
        return new Change.Conditioned(List.of(new Change.Unwrapped(name)));
    }

    @Override
    public Change downwards() {
        return new Change.Wrapped(name);
    }

    @Override
    public String description() {
        return "head " + name.text();
    }

    @Override
    public String text() {
        return new OperationText("head")
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
