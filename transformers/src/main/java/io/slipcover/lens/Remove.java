package io.slipcover.lens;

import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonValue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code remove}: the older side has a member that the newer one does not know.
 *
 * <p>A newer document that has a member of that name all the same has it for itself: it shows, and an older client's
 * edit of it is dropped.
 */
public final class Remove implements Operation {
    private final JsonName name;
    private final @Nullable JsonValue defaultValue;

    /** @param defaultValue what the older side gets; null: nothing, since the member was optional there */
    public Remove(JsonName name, @Nullable JsonValue defaultValue) {
        this.name = name;
        this.defaultValue = defaultValue == null ? null : Arguments.constant(defaultValue);
    }

    @Override
    public void forward(JsonObject older) {
        older.remove(name);
    }

    @Override
    public void backward(JsonObject newer) {
        if (defaultValue != null && !newer.has(name)) {
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
        return defaultValue == null ? new Change.Unchanged() : new Change.Filled(name, defaultValue);
    }

    @Override
    public String description() {
        return "remove " + name.text();
    }

    @Override
    public String text() {
        OperationText text = new OperationText("remove").with("name", name);
        return (defaultValue == null ? text : text.with("default", defaultValue)).end();
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
