package io.slipcover.lens;

import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import java.util.List;
import java.util.Set;

/** {@code when}: a lens for those objects alone for which a condition holds. */
public final class When implements AligningOperation {
    private final ConditionedLens lens;

    /** @throws IllegalArgumentException where the lens names a member of the condition, or may change anything */
    public When(ObjectCondition condition, List<Operation> lens) {
        this(new ConditionedLens("when", condition, lens));
    }

    private When(ConditionedLens lens) {
        this.lens = lens;
    }

    @Override
    public void forward(JsonObject older) {
        lens.forward(older);
    }

    @Override
    public void backward(JsonObject newer) {
        lens.backward(newer);
    }

    @Override
    public void put(JsonObject base, JsonObject view, AlignedArrays aligned) {
        lens.put(base, view, aligned);
    }

    @Override
    public boolean needsBase() {
        return lens.lens().needsBase();
    }

    @Override
    public boolean takesFromBase() {
        return lens.lens().takesFromBase();
    }

    @Override
    public boolean mayRefuseBackward() {
        return lens.lens().mayRefuseBackward();
    }

    @Override
    public Operation withoutStandIns() {
        ConditionedLens strict = lens.withoutStandIns();
        return strict == lens ? this : new When(strict);
    }

    @Override
    public Change upwards() {
        return new Change.Conditioned(lens.lens().upwards());
    }

    @Override
    public Change downwards() {
        return new Change.Conditioned(lens.lens().downwards());
    }

    @Override
    public String description() {
        return lens.description();
    }

    @Override
    public String text() {
        return lens.addTo(new OperationText("when")).end();
    }

    @Override
    public Set<JsonName> olderNames() {
        return lens.olderNames();
    }

    @Override
    public Set<JsonName> newerNames() {
        return lens.newerNames();
    }
}
