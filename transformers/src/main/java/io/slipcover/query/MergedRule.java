package io.slipcover.query;

import io.slipcover.json.JsonName;
import io.slipcover.lens.Change;
import io.slipcover.mango.Condition;
import io.slipcover.mango.FieldPath;
import java.util.ArrayList;
import java.util.List;

/** The rule for one name that stands for the first of several members that is there. */
record MergedRule(Change.Merged change) implements Rule {
    @Override
    public boolean keeps(FieldPath path) {
        JsonName first = JsonName.of(path.first());
        return !first.equals(change.into()) && !change.names().contains(first);
    }

    @Override
    public Approximation lead(FieldPath path, Condition condition) {
        if (!path.first().equals(change.into().text())) {
            return PathSelectors.ofNothing(condition);
        }
        List<Approximation> alternatives = new ArrayList<>();
        List<Approximation> missing = new ArrayList<>();
        for (JsonName name : change.names()) {
            FieldPath member = FieldPath.of(name.text());
            List<Approximation> asked = new ArrayList<>(missing);
            asked.add(PathSelectors.isThere(member));
            asked.add(PathSelectors.moved(path, member.then(path.rest()), condition));
            alternatives.add(Approximation.and(asked));
            missing.add(PathSelectors.isMissing(member));
        }
        if (PathSelectors.isForMissing(condition)) {
            alternatives.add(Approximation.and(missing));
        }
        return Approximation.or(alternatives);
    }

    @Override
    public FieldPath source(FieldPath path) {
        throw new NoSingleFieldException(path.first() + " is one of several members there");
    }
}
