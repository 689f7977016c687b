package io.slipcover.lens;

import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.onepass.ObjectEdits;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Operations in a row: led through by their plan, or one by one where they have none or it does not suit.
 *
 * <p>A plan with members that move into a host or out of it suits where that is their only member; where it does not, the operations before
 * and behind such a move go by plans of their own.
 */
final class OperationRun {
    /** A plan looks at all of its names first; a single operation looks up what it names. */
    private static final int LEAST_PLANNED = 2;

    private static final OperationRun[] NONE = {};

    private final DirectedOperation[] operations;
    private final @Nullable MemberPlan plan;

    /** Whether the plan leads an object in place; a single operation does that better. */
    private final boolean isPlanned;

    /** The same operations divided around those that move members; empty where there are none of these. */
    private final OperationRun[] withoutMoves;

    private OperationRun(List<DirectedOperation> operations, @Nullable MemberPlan plan, OperationRun[] withoutMoves) {
        this.operations = operations.toArray(DirectedOperation[]::new);
        this.plan = plan;
        this.isPlanned = plan != null && operations.size() >= LEAST_PLANNED;
        this.withoutMoves = withoutMoves;
    }

    /** Divides operations, given in the order in which they lead, into those that have a plan together and the others. */
    static OperationRun[] divide(List<DirectedOperation> operations) {
        return divide(operations, true);
    }

    private static OperationRun[] divide(List<DirectedOperation> operations, boolean moves) {
        List<OperationRun> runs = new ArrayList<>();
        List<DirectedOperation> run = new ArrayList<>();
        MemberPlan.Draft draft = new MemberPlan.Draft();
        for (DirectedOperation operation : operations) {
            Change change = operation.change();
            boolean planned = moves || !isMove(operation);
            if (!planned || !draft.takes(change)) {
                end(run, draft, runs);
                draft = new MemberPlan.Draft();
            }
            if (planned && draft.takes(change)) {
                run.add(operation);
                draft.add(change);
            } else {
                runs.add(new OperationRun(List.of(operation), null, NONE));
            }
        }
        end(run, draft, runs);
        return runs.toArray(OperationRun[]::new);
    }

    private static void end(List<DirectedOperation> run, MemberPlan.Draft draft, List<OperationRun> runs) {
        if (!run.isEmpty()) {
            boolean divided = run.size() >= LEAST_PLANNED && run.stream().anyMatch(OperationRun::isMove);
            runs.add(new OperationRun(run, draft.plan(), divided ? divide(run, false) : NONE));
            run.clear();
        }
    }

    private static boolean isMove(DirectedOperation operation) {
        Change change = operation.change();
        return change instanceof Change.MovedUp || change instanceof Change.MovedInto;
    }

    /** What the operations make of objects with these names, all of them different; null where it is not known of any of them. */
    @Nullable
    ObjectEdits edits(List<JsonName> layout) {
        return plan == null ? null : plan.edits(layout);
    }

    void apply(JsonObject object) {
        if (isPlanned && plan != null && plan.apply(object)) {
            return;
        }
        for (OperationRun run : withoutMoves) {
            run.apply(object);
        }
        if (withoutMoves.length == 0) {
            for (DirectedOperation operation : operations) {
                operation.lead(object);
            }
        }
    }
}
