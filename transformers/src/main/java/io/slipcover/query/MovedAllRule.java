package io.slipcover.query;

import io.slipcover.json.JsonKind;
import io.slipcover.json.JsonName;
import io.slipcover.lens.Change;
import io.slipcover.lens.MemberSelection;
import io.slipcover.mango.Condition;
import io.slipcover.mango.FieldPath;
import io.slipcover.mango.Selector;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rule for several members that move into an object, or out of it. A path names one member, and for that one the rule is that of a
 * single member that moves. What else is in the object nobody can list.
 *
 * @param into whether the members move into their host
 */
record MovedAllRule(MemberSelection selection, boolean into) implements Rule {
    @Override
    public boolean keeps(FieldPath path) {
        if (path.first().equals(host())) {
            return path.parts().size() > 1 && !selection.holdsInner(inHost(path));
        }
        return !selection.holds(JsonName.of(path.first()));
    }

    @Override
    public Approximation lead(FieldPath path, Condition condition) {
        if (isHost(path)) {
            return ofHost(path, condition);
        }
        return isCalledLikeHost(path)
                ? Approximation.anything()
                : BackThroughChanges.lead(new Selector.At(path, condition), ofMember(path));
    }

    /** Whether the member that the path names is called in the host what the host itself is called, so that a path would be taken for another. */
    private boolean isCalledLikeHost(FieldPath path) {
        return selection.inner(outer(path)).equals(selection.host());
    }

    private JsonName outer(FieldPath path) {
        return path.first().equals(host()) ? selection.outer(inHost(path)) : JsonName.of(path.first());
    }

    /** The question about the host as a whole: as it stands, or because members came or went. */
    private static Approximation ofHost(FieldPath path, Condition condition) {
        boolean isUntouched =
                !PathSelectors.isForMissing(condition) && !PathSelectors.mayHoldFor(JsonKind.OBJECT, condition);
        return isUntouched ? PathSelectors.at(path, condition) : Approximation.anything();
    }

    /** What happens to the one member that the path names. */
    private List<Change> ofMember(FieldPath path) {
        JsonName outer = outer(path);
        JsonName inner = selection.inner(outer);
        List<Change> changes = new ArrayList<>();
        if (into && !outer.equals(inner)) {
            changes.add(new Change.Renamed(outer, inner));
        }
        changes.add(into ? new Change.MovedInto(selection.host(), inner) : new Change.MovedUp(selection.host(), inner));
        if (!into && !outer.equals(inner)) {
            changes.add(new Change.Renamed(inner, outer));
        }
        return changes;
    }

    @Override
    public FieldPath source(FieldPath path) {
        if (!isHost(path) && isCalledLikeHost(path)) {
            throw new NoSingleFieldException(path + " cannot be told from " + host() + " there");
        }
        return isHost(path) ? path : StoredField.source(path, ofMember(path));
    }

    @Override
    public @Nullable FieldPath moved(FieldPath path) {
        return isHost(path) || isCalledLikeHost(path) ? null : StoredField.moved(path, ofMember(path));
    }

    private boolean isHost(FieldPath path) {
        return path.parts().size() == 1 && path.first().equals(host());
    }

    private static JsonName inHost(FieldPath path) {
        return JsonName.of(path.parts().get(1));
    }

    private String host() {
        return selection.host().text();
    }
}
