package io.slipcover.lens;

import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;

/** {@code unnest}: several members of an object member move up beside it. A host left empty goes. */
public final class Unnest extends SelectionMove {
    public Unnest(MemberSelection selection) {
        super("unnest", selection);
    }

    @Override
    public void forward(JsonObject older) {
        moveUp(older);
    }

    @Override
    public void backward(JsonObject newer) {
        moveInto(newer);
    }

    @Override
    public void put(JsonObject base, JsonObject view) {
        int place = moveUp(view);
        JsonName host = selection().host();
        JsonObject stood = place < 0 ? null : base.object(host);
        if (stood != null && stood.isEmpty() && areOutside(base)) {
            view.insert(place, host, stood.copy());
        }
    }

    @Override
    public boolean needsBase() {
        return true;
    }

    @Override
    public Change upwards() {
        return new Change.MovedAllUp(selection());
    }

    @Override
    public Change downwards() {
        return new Change.MovedAllInto(selection());
    }
}
