package io.slipcover.lens;

import io.slipcover.json.JsonKind;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonValue;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A lens for those objects alone for which a condition holds. The lens leaves the members of the condition as they are, so that both sides
 * agree on what the lens is for.
 */
abstract sealed class ConditionedLens implements AligningOperation permits When, Everywhere {
    private final String word;
    private final ObjectCondition condition;
    private final OperationSequence lens;

    /**
     * @param word what the operation is called
     * @throws IllegalArgumentException where the lens names a member of the condition, or may change anything
     */
    ConditionedLens(String word, ObjectCondition condition, List<Operation> lens) {
        this.word = word;
        this.condition = condition;
        this.lens = new OperationSequence(lens);
        for (Operation operation : lens) {
            check(condition, operation);
        }
    }

    /** The same with another lens, which changes nothing but what the other one changes. */
    ConditionedLens(ConditionedLens other, OperationSequence lens) {
        this.word = other.word;
        this.condition = other.condition;
        this.lens = lens;
    }

    private static void check(ObjectCondition condition, Operation operation) {
        if (operation.upwards() instanceof Change.Opaque) {
            throw new IllegalArgumentException(
                    "jsonata and java may change anything, also what tells what the lens is for; expected the condition in the expression");
        }
        for (JsonName name : condition.names()) {
            JsonValue value = condition.equal().get(name);
            boolean isLookedInto = condition.inside().containsKey(name)
                    || (value != null && (value.kind() == JsonKind.OBJECT || value.kind() == JsonKind.ARRAY));
            if (operation.mayChange(name) || (isLookedInto && changesAnyDepth(operation.upwards()))) {
                throw new IllegalArgumentException(
                        "the lens changes '" + name.text() + "', which tells what the lens is for");
            }
        }
    }

    /** Whether an operation changes objects at any depth, wherever it stands. */
    private static boolean changesAnyDepth(Change change) {
        return change instanceof Change.Everywhere
                || change.inner().stream().anyMatch(ConditionedLens::changesAnyDepth);
    }

    /** The same operation with another lens, which changes nothing but what this one's lens changes. */
    abstract Operation with(OperationSequence otherLens);

    /** The operations for the objects that it is for. */
    final OperationSequence lens() {
        return lens;
    }

    final boolean isFor(JsonObject object) {
        return condition.holdsFor(object);
    }

    /** Leads one object up, if the lens is for it. */
    final void leadUp(JsonObject older) {
        if (isFor(older)) {
            try {
                lens.forward(older);
            } catch (LensException failure) {
                throw failure.within(description());
            }
        }
    }

    /** Leads one object down, if the lens is for it. */
    final void leadDown(JsonObject newer) {
        if (isFor(newer)) {
            try {
                lens.backward(newer);
            } catch (LensException failure) {
                throw failure.within(description());
            }
        }
    }

    /**
     * Leads one object up with its base, if the lens is for it.
     *
     * @param aligned gets the arrays that were aligned on the way
     */
    final void leadUp(JsonObject base, JsonObject view, AlignedArrays aligned) {
        if (!isFor(view)) {
            return;
        }
        try {
            if (isFor(base)) {
                lens.put(base, view, aligned);
            } else {
                lens.forward(view);
            }
        } catch (LensException failure) {
            throw failure.within(description());
        }
    }

    @Override
    public final boolean needsBase() {
        return lens.needsBase();
    }

    @Override
    public final boolean takesFromBase() {
        return lens.takesFromBase();
    }

    @Override
    public final Operation withoutStandIns() {
        OperationSequence strict = lens.withoutStandIns();
        return strict == lens ? this : with(strict);
    }

    @Override
    public final String description() {
        return word + " " + condition.description();
    }

    @Override
    public final String text() {
        OperationText text = new OperationText(word);
        condition.addTo(text);
        return text.withText("lens", lens.text()).end();
    }

    @Override
    public final boolean mayChange(JsonName name) {
        return lens.mayChange(name);
    }

    @Override
    public @Nullable Set<JsonName> looksAt() {
        Set<JsonName> names = lens.looksAt();
        if (names == null) {
            return null;
        }
        Set<JsonName> all = new HashSet<>(names);
        all.addAll(condition.names());
        return all;
    }

    @Override
    public final Set<JsonName> olderNames() {
        return lens.olderNames();
    }

    @Override
    public final Set<JsonName> newerNames() {
        return lens.newerNames();
    }
}
