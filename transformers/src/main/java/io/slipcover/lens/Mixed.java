package io.slipcover.lens;

import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.MemberPath;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code mixed}: a lens on data of which some has the newer form already. An object that the lens refuses on the way up, but accepts on the
 * way down, has the newer form, and passes as it is. A value that a stand-in would answer for counts as refused. On the way down, all data
 * gets the older form.
 */
public final class Mixed implements AligningOperation {
    private final OperationSequence lens;
    private final OperationSequence strict;

    public Mixed(List<Operation> lens) {
        this(new OperationSequence(lens));
    }

    private Mixed(OperationSequence lens) {
        this.lens = lens;
        this.strict = lens.withoutStandIns();
    }

    @Override
    public void forward(JsonObject older) {
        if (!hasNewerForm(older)) {
            lens.forward(older);
        }
    }

    private boolean hasNewerForm(JsonObject object) {
        return !isAccepted(object, true) && isAccepted(object, false);
    }

    private boolean isAccepted(JsonObject object, boolean upwards) {
        JsonObject trial = object.copy();
        try {
            if (upwards) {
                strict.forward(trial);
            } else {
                strict.backward(trial);
            }
            return true;
        } catch (LensException refused) {
            return false;
        }
    }

    @Override
    public void backward(JsonObject newer) {
        lens.backward(newer);
    }

    @Override
    public void put(JsonObject base, JsonObject view, AlignedArrays aligned) {
        if (!hasNewerForm(view)) {
            lens.put(base, view, aligned);
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
    public boolean mayRefuseBackward() {
        return lens.mayRefuseBackward();
    }

    @Override
    public Operation withoutStandIns() {
        return strict == lens ? this : new Mixed(strict);
    }

    @Override
    public Change upwards() {
        return new Change.Conditioned(lens.upwards());
    }

    @Override
    public Change downwards() {
        List<Change> changes = lens.downwards();
        return changes.size() == 1 ? changes.get(0) : new Change.Conditioned(changes);
    }

    @Override
    public String description() {
        return lens.description();
    }

    @Override
    public String text() {
        return new OperationText("mixed").withText("lens", lens.text()).end();
    }

    @Override
    public boolean mayChange(JsonName name) {
        return lens.mayChange(name);
    }

    @Override
    public @Nullable Set<JsonName> looksAt() {
        return lens.looksAt();
    }

    @Override
    public Set<JsonName> olderNames() {
        return lens.olderNames();
    }

    @Override
    public Set<JsonName> newerNames() {
        return lens.newerNames();
    }

    @Override
    public List<MemberPath> touches(ReservedNames reserved) {
        return lens.touches(reserved);
    }
}
