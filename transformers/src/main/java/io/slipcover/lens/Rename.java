package io.slipcover.lens;

import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import java.util.Set;

/** {@code rename}: a member changes its name and keeps its place. */
public final class Rename implements Operation {
    private final JsonName source;
    private final JsonName destination;

    /** @throws IllegalArgumentException where both are the same */
    public Rename(JsonName source, JsonName destination) {
        Arguments.different("source", source, "destination", destination);
        this.source = source;
        this.destination = destination;
    }

    @Override
    public void forward(JsonObject older) {
        rename(older, source, destination);
    }

    @Override
    public void backward(JsonObject newer) {
        rename(newer, destination, source);
    }

    @Override
    public void put(JsonObject base, JsonObject view) {
        forward(view);
    }

    private void rename(JsonObject object, JsonName from, JsonName to) {
        if (object.has(to)) {
            throw LensException.taken(this, to);
        }
        int index = object.indexOf(from);
        if (index >= 0) {
            object.rename(index, to);
        }
    }

    @Override
    public boolean needsBase() {
        return false;
    }

    @Override
    public Change upwards() {
        return new Change.Renamed(source, destination);
    }

    @Override
    public Change downwards() {
        return new Change.Renamed(destination, source);
    }

    @Override
    public String description() {
        return "rename " + source.text() + " to " + destination.text();
    }

    @Override
    public String text() {
        return new OperationText("rename")
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
        return Set.of(destination);
    }
}
