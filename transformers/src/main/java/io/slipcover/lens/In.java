package io.slipcover.lens;

import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonValue;
import java.util.List;
import java.util.Set;

/** {@code in}: a lens inside a member, which is an object or, under {@code map}, an array or an object of like values. {@code null} passes. */
public final class In implements AligningOperation {
    private final JsonName name;
    private final Inside inside;

    /** Operations inside an object member. */
    public In(JsonName name, List<Operation> lens) {
        this.name = name;
        this.inside = new Inside.OfObject(new OperationSequence(lens));
    }

    /** Operations inside the elements of an array member. */
    public In(JsonName name, MapElements map) {
        this.name = name;
        this.inside = new Inside.OfArray(map);
    }

    /** Operations on the values of an object member that is used as a map. */
    public In(JsonName name, MapValues map) {
        this.name = name;
        this.inside = new Inside.OfObject(map);
    }

    private In(JsonName name, Inside inside) {
        this.name = name;
        this.inside = inside;
    }

    @Override
    public void forward(JsonObject older) {
        boolean done;
        try {
            done = inside.forward(name, older);
        } catch (LensException failure) {
            throw failure.within(description());
        }
        if (!done) {
            refuseUnlessNull(older);
        }
    }

    @Override
    public void backward(JsonObject newer) {
        boolean done;
        try {
            done = inside.backward(name, newer);
        } catch (LensException failure) {
            throw failure.within(description());
        }
        if (!done) {
            refuseUnlessNull(newer);
        }
    }

    @Override
    public void put(JsonObject base, JsonObject view, AlignedArrays aligned) {
        boolean done;
        try {
            done = inside.put(name, base, view, aligned);
        } catch (LensException failure) {
            throw failure.within(description());
        }
        if (!done) {
            refuseUnlessNull(view);
        }
    }

    private void refuseUnlessNull(JsonObject object) {
        JsonValue value = object.get(name);
        if (value != null && !value.isNull()) {
            throw LensException.unexpected(this, name, inside.expected(), value);
        }
    }

    @Override
    public boolean needsBase() {
        return inside.needsBase();
    }

    @Override
    public boolean takesFromBase() {
        return inside.takesFromBase();
    }

    @Override
    public Operation withoutStandIns() {
        Inside strict = inside.withoutStandIns();
        return strict == inside ? this : new In(name, strict);
    }

    @Override
    public Change upwards() {
        return inside.upwards(name);
    }

    @Override
    public Change downwards() {
        return inside.downwards(name);
    }

    @Override
    public String description() {
        return "in " + name.text();
    }

    @Override
    public String text() {
        return new OperationText("in")
                .with("name", name)
                .withText("lens", inside.text())
                .end();
    }

    @Override
    public Set<JsonName> olderNames() {
        return Set.of(name);
    }

    @Override
    public Set<JsonName> newerNames() {
        return Set.of(name);
    }
}
