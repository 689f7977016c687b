package io.slipcover.lens;

import io.slipcover.json.JsonObject;
import io.slipcover.json.MemberPath;
import java.util.List;

/** {@code when}: a lens for those objects alone for which a condition holds. */
public final class When extends ConditionedLens {
    /** @throws IllegalArgumentException where the lens names a member of the condition, or may change anything */
    public When(ObjectCondition condition, List<Operation> lens) {
        super("when", condition, lens);
    }

    private When(When other, OperationSequence lens) {
        super(other, lens);
    }

    @Override
    When with(OperationSequence otherLens) {
        return new When(this, otherLens);
    }

    @Override
    public void forward(JsonObject older) {
        leadUp(older);
    }

    @Override
    public void backward(JsonObject newer) {
        leadDown(newer);
    }

    @Override
    public void put(JsonObject base, JsonObject view, AlignedArrays aligned) {
        leadUp(base, view, aligned);
    }

    @Override
    public boolean mayRefuseBackward() {
        return lens().mayRefuseBackward();
    }

    @Override
    public Change upwards() {
        return new Change.Conditioned(lens().upwards());
    }

    @Override
    public Change downwards() {
        return new Change.Conditioned(lens().downwards());
    }

    @Override
    public List<MemberPath> touches(ReservedNames reserved) {
        return lens().touches(reserved);
    }
}
