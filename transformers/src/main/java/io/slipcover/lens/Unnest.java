package io.slipcover.lens;

import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import java.util.Set;

/** {@code unnest}: several members of an object member move up beside it. A host left empty goes. */
public final class Unnest implements Operation {
    private final MemberSelection selection;

    public Unnest(MemberSelection selection) {
        this.selection = selection;
    }

    @Override
    public void forward(JsonObject older) {
        SelectedMembers.moveUp(this, selection, older);
    }

    @Override
    public void backward(JsonObject newer) {
        SelectedMembers.moveInto(this, selection, newer);
    }

    @Override
    public void put(JsonObject base, JsonObject view) {
        int place = SelectedMembers.moveUp(this, selection, view);
        JsonObject stood = place < 0 ? null : base.object(selection.host());
        if (stood != null && stood.isEmpty() && SelectedMembers.areOutside(selection, base)) {
            view.insert(place, selection.host(), stood.copy());
        }
    }

    @Override
    public boolean needsBase() {
        return true;
    }

    @Override
    public Change upwards() {
        return new Change.MovedAllUp(selection);
    }

    @Override
    public Change downwards() {
        return new Change.MovedAllInto(selection);
    }

    @Override
    public String description() {
        return "unnest " + selection.host().text();
    }

    @Override
    public String text() {
        return selection.addTo(new OperationText("unnest")).end();
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
