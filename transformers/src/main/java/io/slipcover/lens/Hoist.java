package io.slipcover.lens;

import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import java.util.Set;

/** {@code hoist}: a member of an object member moves up beside it. A host left empty goes. */
public final class Hoist implements Operation {
    private final JsonName host;
    private final JsonName name;

    /** @throws IllegalArgumentException where both are the same */
    public Hoist(JsonName host, JsonName name) {
        Arguments.different("host", host, "name", name);
        this.host = host;
        this.name = name;
    }

    @Override
    public void forward(JsonObject older) {
        Hosts.moveUp(this, older, host, name);
    }

    @Override
    public void backward(JsonObject newer) {
        Hosts.moveInto(this, newer, host, name);
    }

    @Override
    public void put(JsonObject base, JsonObject view) {
        if (!Hosts.moveUp(this, view, host, name)) {
            return;
        }
        JsonObject stood = base.object(host);
        if (stood != null && stood.size() == 0 && base.has(name)) {
            view.insert(view.indexOf(name), host, stood.copy());
        }
    }

    @Override
    public boolean needsBase() {
        return true;
    }

    @Override
    public Change upwards() {
        return new Change.MovedUp(host, name);
    }

    @Override
    public Change downwards() {
        return new Change.MovedInto(host, name);
    }

    @Override
    public String description() {
        return "hoist " + host.text() + "." + name.text();
    }

    @Override
    public String text() {
        return new OperationText("hoist").with("host", host).with("name", name).end();
    }

    @Override
    public Set<JsonName> olderNames() {
        return Set.of(host);
    }

    @Override
    public Set<JsonName> newerNames() {
        return Set.of(host, name);
    }
}
