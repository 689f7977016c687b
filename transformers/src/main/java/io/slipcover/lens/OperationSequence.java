package io.slipcover.lens;

import io.slipcover.json.JsonName;
import io.slipcover.json.JsonNameTable;
import io.slipcover.json.JsonObject;
import io.slipcover.json.MemberPath;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Operations one after the other, upwards, as one: {@code put(base, view)} through {@code p} then {@code q} is
 * {@code q.put(base, p.put(q.backward(base), view))}.
 */
final class OperationSequence implements ObjectLens {
    private final Operation[] operations;
    private final OperationRun[] upwards;
    private final OperationRun[] downwards;
    private final boolean needsBase;
    private final boolean takesFromBase;

    /** The members that may count for all operations, and for each of them; null: any may. */
    private final @Nullable JsonNameTable looksAt;

    private final @Nullable JsonNameTable[] eachLooksAt;

    /** Of each operation, whether those behind it leave alone what may count for it, so that a base is for it what it is for the last one. */
    private final boolean[] seesBaseItself;

    OperationSequence(List<Operation> operations) {
        this.operations = operations.toArray(Operation[]::new);
        this.upwards = OperationRun.divide(directed(true));
        this.downwards = OperationRun.divide(directed(false));
        boolean needs = false;
        boolean takes = false;
        for (Operation operation : this.operations) {
            needs |= operation.needsBase();
            takes |= operation.takesFromBase();
        }
        this.needsBase = needs;
        this.takesFromBase = takes;
        this.looksAt = table(looksAt());
        this.eachLooksAt =
                operations.stream().map(operation -> table(operation.looksAt())).toArray(JsonNameTable[]::new);
        this.seesBaseItself = seesBaseItself();
    }

    private boolean[] seesBaseItself() {
        boolean[] sees = new boolean[operations.length];
        Set<JsonName> touched = new HashSet<>();
        for (int i = operations.length - 1; i >= 0 && touched != null; i--) {
            Set<JsonName> names = operations[i].looksAt();
            sees[i] = i == operations.length - 1 || (names != null && Collections.disjoint(names, touched));
            if (names == null) {
                touched = null;
            } else {
                touched.addAll(names);
            }
        }
        return sees;
    }

    private static @Nullable JsonNameTable table(@Nullable Set<JsonName> names) {
        return names == null ? null : new JsonNameTable(names);
    }

    /** The members that may count for what the operations do; null: any may. */
    @Nullable
    Set<JsonName> looksAt() {
        Set<JsonName> all = new HashSet<>();
        for (Operation operation : operations) {
            Set<JsonName> names = operation.looksAt();
            if (names == null) {
                return null;
            }
            all.addAll(names);
        }
        return all;
    }

    /** A copy of an object, of which at least the members are there that may count for what the operations do. */
    JsonObject copyOfWhatCounts(JsonObject object) {
        return copyOf(object, looksAt);
    }

    private static JsonObject copyOf(JsonObject object, @Nullable JsonNameTable names) {
        return names == null ? object.copy() : object.copyOf(names);
    }

    /** All operations in the order in which they lead one way. */
    List<DirectedOperation> directed(boolean up) {
        List<DirectedOperation> directed = new ArrayList<>();
        for (Operation operation : operations) {
            directed.add(new DirectedOperation(operation, up));
        }
        if (!up) {
            Collections.reverse(directed);
        }
        return directed;
    }

    /** The paths to reserved members that the operations touch. */
    List<MemberPath> touches(ReservedNames reserved) {
        return Stream.of(operations)
                .flatMap(operation -> operation.touches(reserved).stream())
                .distinct()
                .toList();
    }

    /** The members that the operations name of the older side. */
    Set<JsonName> olderNames() {
        return names(Operation::olderNames);
    }

    /** The members that the operations name of the newer side. */
    Set<JsonName> newerNames() {
        return names(Operation::newerNames);
    }

    private Set<JsonName> names(Function<Operation, Set<JsonName>> named) {
        Set<JsonName> names = new HashSet<>();
        for (Operation operation : operations) {
            names.addAll(named.apply(operation));
        }
        return names;
    }

    /** What the operations do, in a few words: {@code rename isDone to status and convert status}. */
    String description() {
        return Stream.of(operations).map(Operation::description).collect(Collectors.joining(" and "));
    }

    boolean isEmpty() {
        return operations.length == 0;
    }

    @Override
    public boolean needsBase() {
        return needsBase;
    }

    @Override
    public boolean takesFromBase() {
        return takesFromBase;
    }

    /** Whether there is an object that cannot be led down. */
    boolean mayRefuseBackward() {
        for (Operation operation : operations) {
            if (operation.mayRefuseBackward()) {
                return true;
            }
        }
        return false;
    }

    @Override
    public OperationSequence withoutStandIns() {
        List<Operation> strict = new ArrayList<>(operations.length);
        boolean differs = false;
        for (Operation operation : operations) {
            Operation made = operation.withoutStandIns();
            strict.add(made);
            differs |= made != operation;
        }
        return differs ? new OperationSequence(strict) : this;
    }

    @Override
    public void forward(JsonObject older) {
        for (OperationRun run : upwards) {
            run.apply(older);
        }
    }

    @Override
    public void backward(JsonObject newer) {
        for (OperationRun run : downwards) {
            run.apply(newer);
        }
    }

    /**
     * Leads a view up with its base.
     *
     * @param aligned gets the arrays that were aligned on the way
     * @throws LensException also where the base cannot be led all the way back: nobody can have seen it
     */
    @Override
    public void put(JsonObject base, JsonObject view, AlignedArrays aligned) {
        if (!takesFromBase) {
            forward(view);
            return;
        }
        @Nullable JsonObject[] bases = new @Nullable JsonObject[operations.length];
        JsonObject led = copyOf(base, looksAt);
        for (int i = operations.length - 1; i >= 0; i--) {
            if (operations[i].takesFromBase()) {
                bases[i] = seesBaseItself[i] ? base : copyOf(led, eachLooksAt[i]);
            }
            operations[i].backward(led);
        }
        for (int i = 0; i < operations.length; i++) {
            JsonObject own = bases[i];
            if (own == null) {
                operations[i].forward(view);
            } else if (operations[i] instanceof AligningOperation aligning) {
                aligning.put(own, view, aligned);
            } else {
                operations[i].put(own, view);
            }
        }
    }

    /** Whether a member of an object may be another one afterwards, or gone. */
    boolean mayChange(JsonName name) {
        for (Operation operation : operations) {
            if (operation.mayChange(name)) {
                return true;
            }
        }
        return false;
    }

    /** What becomes of an object on the way up, one after the other. */
    List<Change> upwards() {
        return Stream.of(operations).map(Operation::upwards).toList();
    }

    /** What becomes of an object on the way down, one after the other. */
    List<Change> downwards() {
        List<Change> changes = new ArrayList<>();
        for (int i = operations.length - 1; i >= 0; i--) {
            changes.add(operations[i].downwards());
        }
        return changes;
    }

    @Override
    public Change upwardsIn(JsonName member) {
        return new Change.Inside(member, upwards());
    }

    @Override
    public Change downwardsIn(JsonName member) {
        return new Change.Inside(member, downwards());
    }

    /** The texts of all operations, in order. */
    @Override
    public String text() {
        StringBuilder text = new StringBuilder("[");
        for (int i = 0; i < operations.length; i++) {
            text.append(i == 0 ? "" : ",").append(operations[i].text());
        }
        return text.append(']').toString();
    }
}
