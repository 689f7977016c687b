package io.slipcover.lens;

import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonValue;
import java.util.Set;

/**
 * {@code copy}: the newer side has a member a second time, under a name that the older side does not know.
 *
 * <p>An older client's edit of the member changes the copy, too, as long as the two are equal. Where the newer side has given the copy a
 * value of its own, the copy keeps that value.
 */
public final class Copy implements Operation {
    private final JsonName source;
    private final JsonName destination;

    /** @throws IllegalArgumentException where both are the same */
    public Copy(JsonName source, JsonName destination) {
        Arguments.different("source", source, "destination", destination);
        this.source = source;
        this.destination = destination;
    }

    @Override
    public void forward(JsonObject older) {
        if (older.has(destination)) {
            throw LensException.taken(this, destination);
        }
        JsonValue value = older.get(source);
        if (value != null) {
            older.add(destination, value.copy());
        }
    }

    @Override
    public void backward(JsonObject newer) {
        newer.remove(destination);
    }

    @Override
    public void put(JsonObject base, JsonObject view) {
        if (view.has(destination)) {
            throw LensException.taken(this, destination);
        }
        JsonValue stored = base.get(source);
        JsonValue copied = base.get(destination);
        JsonValue written = view.get(source);
        boolean follows = JsonValue.areSame(stored, copied) && !JsonValue.areSame(stored, written);
        JsonValue result = follows ? written : copied;
        if (result != null) {
            view.add(destination, result.copy());
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
        return new Change.Copied(source, destination);
    }

    @Override
    public Change downwards() {
        return new Change.Dropped(destination);
    }

    @Override
    public String description() {
        return "copy " + source.text() + " to " + destination.text();
    }

    @Override
    public String text() {
        return new OperationText("copy")
                .with("source", source)
                .with("destination", destination)
                .end();
    }

    @Override
    public Set<JsonName> olderNames() {
        return Set.of(source);
    }

    @Override
    public Set<JsonName> newerNames() {
        return Set.of(source, destination);
    }
}
