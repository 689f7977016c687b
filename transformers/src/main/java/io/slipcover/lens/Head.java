package io.slipcover.lens;

import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import java.util.Set;

/** {@code head}: an array on the older side, its first element on the newer one; {@code null} for the empty array. */
public final class Head implements Operation {
    private final JsonName name;

    public Head(JsonName name) {
        this.name = name;
    }

    @Override
    public void forward(JsonObject older) {
        SingleElement.unwrap(this, older, name);
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
    public Change upwards() {
        return new Change.Unwrapped(name);
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
        return new OperationText("head").with("name", name).end();
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
