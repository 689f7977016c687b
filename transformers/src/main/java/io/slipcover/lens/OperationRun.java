package io.slipcover.lens;

import io.slipcover.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Operations in a row: led through by their plan, or one by one where they have none or it does not suit. */
final class OperationRun {
    /** A plan looks at all of its names first; a single operation looks up what it names. */
    private static final int LEAST_PLANNED = 2;

    private final DirectedOperation[] operations;
    private final @Nullable MemberPlan plan;

    private OperationRun(List<DirectedOperation> operations, @Nullable MemberPlan plan) {
        this.operations = operations.toArray(DirectedOperation[]::new);
        this.plan = plan;
    }

    /** Divides operations, given in the order in which they lead, into those that have a plan together and the others. */
    static OperationRun[] divide(List<DirectedOperation> operations) {
        List<OperationRun> runs = new ArrayList<>();
        List<DirectedOperation> run = new ArrayList<>();
        MemberPlan.Draft draft = new MemberPlan.Draft();
        for (DirectedOperation operation : operations) {
            Change change = operation.change();
            if (!draft.takes(change)) {
                end(run, draft, runs);
                draft = new MemberPlan.Draft();
            }
            if (draft.takes(change)) {
                run.add(operation);
                draft.add(change);
            } else {
                runs.add(new OperationRun(List.of(operation), null));
            }
        }
        end(run, draft, runs);
        return runs.toArray(OperationRun[]::new);
    }

    private static void end(List<DirectedOperation> run, MemberPlan.Draft draft, List<OperationRun> runs) {
        if (!run.isEmpty()) {
            runs.add(new OperationRun(run, run.size() < LEAST_PLANNED ? null : draft.plan()));
            run.clear();
        }
    }

    void apply(JsonObject object) {
        if (plan == null || !plan.apply(object)) {
            for (DirectedOperation operation : operations) {
                operation.lead(object);
            }
        }
    }
}
