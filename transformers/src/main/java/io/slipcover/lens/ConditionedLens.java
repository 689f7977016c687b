package io.slipcover.lens;

import io.slipcover.json.JsonKind;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonValue;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A lens for those objects alone for which a condition holds. The lens leaves the members of the condition as they are, so that both sides
 * agree on what the lens is for.
 */
final class ConditionedLens {
    private final String description;
    private final ObjectCondition condition;
    private final OperationSequence lens;
    private final Set<JsonName> olderNames;
    private final Set<JsonName> newerNames;

    /**
     * @param word what the operation is called
     * @throws IllegalArgumentException where the lens names a member of the condition, or may change anything
     */
    ConditionedLens(String word, ObjectCondition condition, List<Operation> lens) {
        this(
                word + " " + condition.description(),
                condition,
                new OperationSequence(lens),
                names(lens, true),
                names(lens, false));
        for (Operation operation : lens) {
            check(operation);
        }
    }

    private ConditionedLens(
            String description,
            ObjectCondition condition,
            OperationSequence lens,
            Set<JsonName> olderNames,
            Set<JsonName> newerNames) {
        this.description = description;
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

    private void check(Operation operation) {
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

    boolean isFor(JsonObject object) {
        return condition.holdsFor(object);
    }

    void forward(JsonObject older) {
        if (isFor(older)) {
            try {
                lens.forward(older);
            } catch (LensException failure) {
                throw failure.within(description);
            }
        }
    }

    void backward(JsonObject newer) {
        if (isFor(newer)) {
            try {
                lens.backward(newer);
            } catch (LensException failure) {
                throw failure.within(description);
            }
        }
    }

    /** @param aligned gets the arrays that were aligned on the way */
    void put(JsonObject base, JsonObject view, AlignedArrays aligned) {
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
            throw failure.within(description);
        }
    }

    boolean mayChange(JsonName name) {
        return lens.mayChange(name);
    }

    /** The operations for the objects that it is for. */
    OperationSequence lens() {
        return lens;
    }

    /** The same without stand-ins; itself where there are none. */
    ConditionedLens withoutStandIns() {
        OperationSequence strict = lens.withoutStandIns();
        return strict == lens ? this : new ConditionedLens(description, condition, strict, olderNames, newerNames);
    }

    /** What the operation does, in a few words: {@code when tag}. */
    String description() {
        return description;
    }

    /** Adds the condition and the lens, spelled canonically. */
    OperationText addTo(OperationText text) {
        condition.addTo(text);
        return text.withText("lens", lens.text());
    }

    Set<JsonName> olderNames() {
        return olderNames;
    }

    Set<JsonName> newerNames() {
        return newerNames;
    }
}
