package io.slipcover.query;

import io.slipcover.json.JsonKind;
import io.slipcover.lens.Change;
import io.slipcover.mango.Condition;
import io.slipcover.mango.FieldPath;
import org.jspecify.annotations.Nullable;

/** The rule for a member of an object that stands beside the object afterwards. */
record MovedUpRule(Change.MovedUp change) implements Rule {
    @Override
    public boolean keeps(FieldPath path) {
        if (path.first().equals(host())) {
            // What else is in the host stays; whether the host goes with the member is nothing to a path into it.
            return path.parts().size() > 1 && !path.parts().get(1).equals(name());
        }
        return !path.first().equals(name());
    }

    @Override
    public Approximation lead(FieldPath path, Condition condition) {
        if (path.first().equals(name())) {
            return ofMoved(path, condition);
        }
        return path.parts().size() == 1 ? ofHost(path, condition) : ofLeft(path, condition);
    }

    private Approximation ofMoved(FieldPath path, Condition condition) {
        Approximation inHost = PathSelectors.moved(path, source(path), condition);
        if (PathSelectors.isForMissing(condition)) {
            return Approximation.or(inHost, PathSelectors.isNoObject(FieldPath.of(host())));
        }
        return Indexes.mayBe(name()) ? inHost.widened() : inHost;
    }

    /** The question about the host as a whole: as it stands, or because it had the member. */
    private Approximation ofHost(FieldPath path, Condition condition) {
        Approximation asItIs = PathSelectors.at(path, condition);
        if (!PathSelectors.isForMissing(condition) && !PathSelectors.mayHoldFor(JsonKind.OBJECT, condition)) {
            return asItIs;
        }
        if (PathSelectors.isAboutKind(condition) && !PathSelectors.isForMissing(condition)) {
            return asItIs.widened();
        }
        return Approximation.or(asItIs, PathSelectors.isThere(path.child(name())))
                .widened();
    }

    /** The question about a member that an object does not have any more. An array may have such an index. */
    private Approximation ofLeft(FieldPath path, Condition condition) {
        FieldPath host = FieldPath.of(host());
        Approximation inArray =
                Indexes.mayBe(name()) ? PathSelectors.at(path, condition).widened() : Approximation.NOTHING;
        if (!PathSelectors.isForMissing(condition)) {
            return inArray;
        }
        return Approximation.or(PathSelectors.isMissing(host), PathSelectors.isA(host, JsonKind.OBJECT), inArray);
    }

    @Override
    public FieldPath source(FieldPath path) {
        if (path.first().equals(name())) {
            return FieldPath.of(host()).then(path);
        }
        if (path.parts().size() == 1) {
            return path;
        }
        throw new NoSingleFieldException(name() + " stands beside " + host() + " there");
    }

    @Override
    public @Nullable FieldPath moved(FieldPath path) {
        return path.first().equals(name()) && !Indexes.mayBe(name()) ? source(path) : null;
    }

    private String host() {
        return change.host().text();
    }

    private String name() {
        return change.name().text();
    }
}
