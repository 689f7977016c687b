package io.slipcover.lens;

import io.slipcover.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Operations in a row and in one direction: led through by their plan, or one by one where they have none or it does not suit. */
final class OperationRun {
    /** A plan walks past all members once; a single operation looks up what it names. */
    private static final int LEAST_PLANNED = 2;

    private final Operation[] operations;
    private final boolean upwards;
    private final @Nullable MemberPlan plan;

    private OperationRun(List<Operation> operations, List<Change> changes, boolean upwards) {
        this.operations = operations.toArray(Operation[]::new);
        this.upwards = upwards;
        this.plan = changes.size() < LEAST_PLANNED ? null : MemberPlan.of(changes);
    }

    /** Divides operations, given in the order in which they lead, into those that have a plan together and the others. */
    static OperationRun[] divide(List<Operation> operations, boolean upwards) {
        List<OperationRun> runs = new ArrayList<>();
        List<Operation> run = new ArrayList<>();
        List<Change> changes = new ArrayList<>();
        for (Operation operation : operations) {
            Change change = upwards ? operation.upwards() : operation.downwards();
            if (MemberPlan.takes(change)) {
                run.add(operation);
                changes.add(change);
                continue;
            }
            if (!run.isEmpty()) {
                runs.add(new OperationRun(run, changes, upwards));
                run.clear();
                changes.clear();
            }
            runs.add(new OperationRun(List.of(operation), List.of(), upwards));
        }
        if (!run.isEmpty()) {
            runs.add(new OperationRun(run, changes, upwards));
        }
        return runs.toArray(OperationRun[]::new);
    }

    void apply(JsonObject object) {
        if (plan == null || !plan.apply(object)) {
            applyOneByOne(object);
        }
    }

    private void applyOneByOne(JsonObject object) {
        for (Operation operation : operations) {
            if (upwards) {
                operation.forward(object);
            } else {
                operation.backward(object);
            }
        }
    }
}
