package io.slipcover.lens;

import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonValue;
import io.slipcover.json.MemberPath;
import java.util.List;
import java.util.Set;

/** {@code in}: a lens inside a member, which is an object or, under {@code map}, an array or an object of like values. {@code null} passes. */
public final class In implements AligningOperation {
    private final JsonName name;
    private final ContentLens<?> lens;

    /** Operations inside an object member. */
    public In(JsonName name, List<Operation> lens) {
        this(name, new OperationSequence(lens));
    }

    /** Operations inside the elements of an array member. */
    public In(JsonName name, MapElements map) {
        this(name, (ContentLens<?>) map);
    }

    /** Operations on the values of an object member that is used as a map. */
    public In(JsonName name, MapValues map) {
        this(name, (ContentLens<?>) map);
    }

    private In(JsonName name, ContentLens<?> lens) {
        this.name = name;
        this.lens = lens;
    }

    @Override
    public void forward(JsonObject older) {
        forward(lens, older);
    }

    private <C> void forward(ContentLens<C> content, JsonObject older) {
        C found = content.in(older, name);
        if (found == null) {
            refuseUnlessNull(older);
            return;
        }
        try {
            content.forward(found);
        } catch (LensException failure) {
            throw failure.within(description());
        }
    }

    @Override
    public void backward(JsonObject newer) {
        backward(lens, newer);
    }

    private <C> void backward(ContentLens<C> content, JsonObject newer) {
        C found = content.in(newer, name);
        if (found == null) {
            refuseUnlessNull(newer);
            return;
        }
        try {
            content.backward(found);
        } catch (LensException failure) {
            throw failure.within(description());
        }
    }

    @Override
    public void put(JsonObject base, JsonObject view, AlignedArrays aligned) {
        put(lens, base, view, aligned);
    }

    private <C> void put(ContentLens<C> content, JsonObject base, JsonObject view, AlignedArrays aligned) {
        C found = content.in(base, name);
        C written = found == null ? null : content.in(view, name);
        if (found == null || written == null) {
            forward(content, view);
            return;
        }
        try {
            content.put(found, written, aligned);
        } catch (LensException failure) {
            throw failure.within(description());
        }
    }

    private void refuseUnlessNull(JsonObject object) {
        JsonValue value = object.get(name);
        if (value != null && !value.isNull()) {
            throw LensException.unexpected(this, name, lens.expected(), value);
        }
    }

    @Override
    public boolean needsBase() {
        return lens.needsBase();
    }

    @Override
    public boolean takesFromBase() {
        return lens.takesFromBase();
    }

    @Override
    public Operation withoutStandIns() {
        ContentLens<?> strict = lens.withoutStandIns();
        return strict == lens ? this : new In(name, strict);
    }

    @Override
    public Change upwards() {
        return lens.upwardsIn(name);
    }

    @Override
    public Change downwards() {
        return lens.downwardsIn(name);
    }

    @Override
    public String description() {
        return "in " + name.text();
    }

    @Override
    public String text() {
        return new OperationText("in")
                .with("name", name)
                .withText("lens", lens.text())
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

    @Override
    public List<MemberPath> touches(ReservedNames reserved) {
        ReservedNames inner = reserved.inside(name);
        return inner != null && lens instanceof OperationSequence operations
                ? operations.touches(inner).stream()
                        .map(path -> path.within(name))
                        .toList()
                : reserved.touchedWith(name);
    }
}
