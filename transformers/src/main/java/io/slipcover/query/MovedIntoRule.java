package io.slipcover.query;

import io.slipcover.json.JsonKind;
import io.slipcover.json.JsonSlice;
import io.slipcover.lens.Change;
import io.slipcover.mango.Condition;
import io.slipcover.mango.FieldPath;
import org.jspecify.annotations.Nullable;

/** The rule for a member that stands in an object beside it afterwards. */
record MovedIntoRule(Change.MovedInto change) implements Rule {
    @Override
    public boolean keeps(FieldPath path) {
        if (path.first().equals(host())) {
            // Where the host is made, a path into it finds as little as before.
            return path.parts().size() > 1 && !path.parts().get(1).equals(name());
        }
        return !path.first().equals(name());
    }

    @Override
    public Approximation lead(FieldPath path, Condition condition) {
        if (path.first().equals(name())) {
            return PathSelectors.ofNothing(condition);
        }
        return path.parts().size() == 1 ? ofHost(path, condition) : ofMoved(path, condition);
    }

    /** The question about the host as a whole: as it stands, or because it gets the member. */
    private Approximation ofHost(FieldPath path, Condition condition) {
        Approximation asItIs = PathSelectors.at(path, condition);
        if (PathSelectors.isForMissing(condition)) {
            return Approximation.and(asItIs, PathSelectors.isMissing(FieldPath.of(name())));
        }
        if (PathSelectors.isAboutKind(condition)
                && PathSelectors.holdsIn(JsonSlice.EMPTY_OBJECT, FieldPath.ROOT, condition)) {
            return Approximation.or(asItIs, PathSelectors.isThere(FieldPath.of(name())));
        }
        return PathSelectors.mayHoldFor(JsonKind.OBJECT, condition)
                ? Approximation.or(asItIs, PathSelectors.isThere(FieldPath.of(name())))
                        .widened()
                : asItIs;
    }

    private Approximation ofMoved(FieldPath path, Condition condition) {
        Approximation before = PathSelectors.moved(path, source(path), condition);
        // Where there is no member to move, a host that is an array may have such an index; one that is a scalar has no
        // missing member.
        Approximation inArray =
                Indexes.mayBe(name()) ? PathSelectors.at(path, condition).widened() : Approximation.NOTHING;
        return Approximation.or(PathSelectors.isForMissing(condition) ? before.widened() : before, inArray);
    }

    @Override
    public FieldPath source(FieldPath path) {
        if (path.first().equals(name())) {
            throw new NoSingleFieldException(name() + " stands in " + host() + " there");
        }
        return path.parts().size() == 1 ? path : path.rest();
    }

    @Override
    public @Nullable FieldPath moved(FieldPath path) {
        boolean isName = path.first().equals(host()) && path.parts().size() > 1;
        return isName && !Indexes.mayBe(name()) ? path.rest() : null;
    }

    private String host() {
        return change.host().text();
    }

    private String name() {
        return change.name().text();
    }
}
