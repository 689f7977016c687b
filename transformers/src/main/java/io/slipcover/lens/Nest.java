package io.slipcover.lens;

import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import java.util.Set;

/**
 * {@code nest}: several members move into an object member, which is made where it is missing.
 *
 * <p>On the way back all members of the object that belong to the selection move out of it. Several operations may share one object.
 */
public final class Nest implements Operation {
    private final MemberSelection selection;

    public Nest(MemberSelection selection) {
        this.selection = selection;
    }

    @Override
    public void forward(JsonObject older) {
        SelectedMembers.moveInto(this, selection, older);
    }

    @Override
    public void backward(JsonObject newer) {
        SelectedMembers.moveUp(this, selection, newer);
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
        return new Change.MovedAllInto(selection);
    }

    @Override
    public Change downwards() {
        return new Change.MovedAllUp(selection);
    }

    @Override
    public String description() {
        return "nest " + selection.host().text();
    }

    @Override
    public String text() {
        return selection.addTo(new OperationText("nest")).end();
    }

    @Override
    public Set<JsonName> olderNames() {
        return selection.names();
    }

    @Override
    public Set<JsonName> newerNames() {
        return selection.names();
    }

    @Override
    public boolean mayChange(JsonName name) {
        return name.equals(selection.host()) || selection.holds(name);
    }
}
