package io.slipcover.query;

import io.slipcover.json.JsonName;
import io.slipcover.lens.Change;
import io.slipcover.lens.ReservedNames;
import io.slipcover.mango.Condition;
import io.slipcover.mango.FieldPath;

/** The rule for a change that nobody can see through: any document may match. */
record OpaqueRule(Change.Opaque change) implements Rule {
    @Override
    public boolean keeps(FieldPath path) {
        return isReserved(change.reserved(), path);
    }

    private static boolean isReserved(ReservedNames reserved, FieldPath path) {
        JsonName name = JsonName.of(path.first());
        ReservedNames inner = reserved.inside(name);
        return reserved.holds(name) || (inner != null && path.parts().size() > 1 && isReserved(inner, path.rest()));
    }

    @Override
    public Approximation lead(FieldPath path, Condition condition) {
        return Approximation.blind(change.description());
    }

    @Override
    public FieldPath source(FieldPath path) {
        throw new NoSingleFieldException("nobody can see through " + change.description());
    }
}
