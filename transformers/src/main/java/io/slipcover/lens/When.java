package io.slipcover.lens;

import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.MemberPath;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * {@code when}: a lens for those objects alone for which a condition holds. The lens leaves the members of the condition as they are, so
 * that both sides agree on what the lens is for.
 */
public final class When implements Operation {
    private final ObjectCondition condition;
    private final OperationSequence lens;
    private final Set<JsonName> olderNames;
    private final Set<JsonName> newerNames;

    /** @throws IllegalArgumentException where the lens names a member of the condition, or may change anything */
    public When(ObjectCondition condition, List<Operation> lens) {
        this(condition, new OperationSequence(lens), names(lens, true), names(lens, false));
        if (lens.stream().anyMatch(operation -> operation.upwards() instanceof Change.Opaque)) {
            throw new IllegalArgumentException(
                    "jsonata and java may change anything, also what tells what the lens is for; expected the condition in the expression");
        }
        for (JsonName name : condition.names()) {
            if (olderNames.contains(name) || newerNames.contains(name)) {
                throw new IllegalArgumentException(
                        "the lens changes '" + name.text() + "', which tells what the lens is for");
            }
        }
    }

    private When(
            ObjectCondition condition, OperationSequence lens, Set<JsonName> olderNames, Set<JsonName> newerNames) {
        this.condition = condition;
        this.lens = lens;
        this.olderNames = olderNames;
        this.newerNames = newerNames;
    }

    private static Set<JsonName> names(List<Operation> lens, boolean older) {
        Set<JsonName> names = new HashSet<>();
        for (Operation operation : lens) {
            names.addAll(older ? operation.olderNames() : operation.newerNames());
        }
        return Set.copyOf(names);
    }

    @Override
    public void forward(JsonObject older) {
        if (condition.holdsFor(older)) {
            try {
                lens.forward(older);
            } catch (LensException failure) {
                throw failure.within(description());
            }
        }
    }

    @Override
    public void backward(JsonObject newer) {
        if (condition.holdsFor(newer)) {
            try {
                lens.backward(newer);
            } catch (LensException failure) {
                throw failure.within(description());
            }
        }
    }

    @Override
    public void put(JsonObject base, JsonObject view) {
        put(base, view, new AlignedArrays());
    }

    /** @param aligned gets the arrays that were aligned on the way */
    void put(JsonObject base, JsonObject view, AlignedArrays aligned) {
        if (!condition.holdsFor(view)) {
            return;
        }
        try {
            if (condition.holdsFor(base)) {
                lens.put(base, view, aligned);
            } else {
                lens.forward(view);
            }
        } catch (LensException failure) {
            throw failure.within(description());
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
        OperationSequence strict = lens.withoutStandIns();
        return strict == lens ? this : new When(condition, strict, olderNames, newerNames);
    }

    @Override
    public Change upwards() {
        return new Change.Conditioned(lens.upwards());
    }

    @Override
    public Change downwards() {
        return new Change.Conditioned(lens.downwards());
    }

    @Override
    public String description() {
        return "when " + condition.description();
    }

    @Override
    public String text() {
        OperationText text = new OperationText("when");
        condition.addTo(text);
        return text.withText("lens", lens.text()).end();
    }

    @Override
    public Set<JsonName> olderNames() {
        return olderNames;
    }

    @Override
    public Set<JsonName> newerNames() {
        return newerNames;
    }

    @Override
    public List<MemberPath> touches(ReservedNames reserved) {
        return lens.touches(reserved);
    }
}
