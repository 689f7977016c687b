package io.slipcover.lens;

import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonValue;
import java.util.Set;

/**
 * {@code remove}: the older side has a member that the newer one does not know.
 *
 * <p>A newer document that has a member of that name all the same has it for itself: it shows, and an older client's
 * edit of it is dropped.
 */
public final class Remove implements Operation {
    private final JsonName name;
    private final JsonValue defaultValue;

    /** @param defaultValue what the older side gets */
    public Remove(JsonName name, JsonValue defaultValue) {
        this.name = name;
        this.defaultValue = Arguments.constant(defaultValue);
    }

    @Override
    public void forward(JsonObject older) {
        older.remove(name);
    }

    @Override
    public void backward(JsonObject newer) {
        if (!newer.has(name)) {
            newer.add(name, defaultValue);
        }
    }

    @Override
    public void put(JsonObject base, JsonObject view) {
        JsonValue stored = base.get(name);
        if (stored == null) {
            view.remove(name);
        } else {
            view.put(name, stored.copy());
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
        return new Change.Dropped(name);
    }

    @Override
    public Change downwards() {
        return new Change.Filled(name, defaultValue);
    }

    @Override
    public String description() {
        return "remove " + name.text();
    }

    @Override
    public String text() {
        return new OperationText("remove")
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
        return Set.of();
    }
}
