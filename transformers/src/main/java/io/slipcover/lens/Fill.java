package io.slipcover.lens;

import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonValue;
import java.util.Set;

/**
 * {@code fill}: both sides know a member. It was optional on the older side, and on the newer one it is always there.
 *
 * <p>A newer document that lacks the member all the same shows without it, and an edit that does not bring the member leaves it out. An
 * edit that takes the member away gets the default.
 */
public final class Fill implements Operation {
    private final JsonName name;
    private final JsonValue defaultValue;

    /** @param defaultValue what a document gets that does not have the member */
    public Fill(JsonName name, JsonValue defaultValue) {
        this.name = name;
        this.defaultValue = Arguments.constant(defaultValue);
    }

    @Override
    public void forward(JsonObject older) {
        if (!older.has(name)) {
            older.add(name, defaultValue);
        }
    }

    @Override
    public void backward(JsonObject newer) {
        // The older side knows the member, too.
    }

    @Override
    public void put(JsonObject base, JsonObject view) {
        if (base.has(name)) {
            forward(view);
        }
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
        return new Change.Filled(name, defaultValue);
    }

    @Override
    public Change downwards() {
        return new Change.Unchanged();
    }

    @Override
    public String description() {
        return "fill " + name.text();
    }

    @Override
    public String text() {
        return new OperationText("fill")
                .with("name", name)
                .with("default", defaultValue)
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
