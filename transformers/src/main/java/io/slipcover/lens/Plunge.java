package io.slipcover.lens;

import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import java.util.Set;

/** {@code plunge}: a member moves into an object member, which is made where it is missing. */
public final class Plunge implements Operation {
    private final JsonName host;
    private final JsonName name;

    /** @throws IllegalArgumentException where both are the same */
    public Plunge(JsonName host, JsonName name) {
        Arguments.different("host", host, "name", name);
        this.host = host;
        this.name = name;
    }

    @Override
    public void forward(JsonObject older) {
        Hosts.moveInto(this, older, host, name);
    }

    @Override
    public void backward(JsonObject newer) {
        Hosts.moveUp(this, newer, host, name);
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
        return new Change.MovedInto(host, name);
    }

    @Override
    public Change downwards() {
        return new Change.MovedUp(host, name);
    }

    @Override
    public String description() {
        return "plunge " + name.text() + " into " + host.text();
    }

    @Override
    public String text() {
        return new OperationText("plunge").with("host", host).with("name", name).end();
    }

    @Override
    public Set<JsonName> olderNames() {
        return Set.of(host, name);
    }

    @Override
    public Set<JsonName> newerNames() {
        return Set.of(host);
    }
}
