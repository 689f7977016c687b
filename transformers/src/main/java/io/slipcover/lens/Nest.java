package io.slipcover.lens;

import io.slipcover.json.JsonObject;

/**
 * {@code nest}: several members move into an object member, which is made where it is missing.
 *
 * <p>On the way back all members of the object that belong to the selection move out of it. Several operations may share one object.
 */
public final class Nest extends SelectionMove {
    public Nest(MemberSelection selection) {
        super("nest", selection);
    }

    @Override
    public void forward(JsonObject older) {
        moveInto(older);
    }

    @Override
    public void backward(JsonObject newer) {
        moveUp(newer);
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
        return new Change.MovedAllInto(selection());
    }

    @Override
    public Change downwards() {
        return new Change.MovedAllUp(selection());
    }
}
