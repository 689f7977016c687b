package io.slipcover.lens;

import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonValue;
import java.util.Set;

/** {@code add}: the newer side has a member that the older one does not know. What is there already stays. */
public final class Add implements Operation {
    private final JsonName name;
    private final JsonValue defaultValue;

    /** @param defaultValue what a document gets that does not have the member */
    public Add(JsonName name, JsonValue defaultValue) {
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
        newer.remove(name);
    }

    @Override
    public void put(JsonObject base, JsonObject view) {
        JsonValue stored = base.get(name);
        int index = view.indexOf(name);
        if (index < 0) {
            if (stored != null) {
                view.add(name, stored.copy());
            }
        } else if (stored != null && stored.sameAs(view.value(index))) {
            view.set(index, stored.copy());
        } else {
            throw LensException.of(
                    this,
                    "the older side does not know " + name.text() + ", but a value was written that "
                            + (stored == null ? "is not stored" : "is not the one stored"));
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
        return new Change.Dropped(name);
    }

    @Override
    public String description() {
        return "add " + name.text();
    }

    @Override
    public String text() {
        return new OperationText("add")
                .with("name", name)
                .with("default", defaultValue)
                .end();
    }

    @Override
    public Set<JsonName> olderNames() {
        return Set.of();
    }

    @Override
    public Set<JsonName> newerNames() {
        return Set.of(name);
    }
}
