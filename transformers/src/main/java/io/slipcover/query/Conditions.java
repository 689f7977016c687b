package io.slipcover.query;

import io.slipcover.json.JsonKind;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonValue;
import io.slipcover.lens.ObjectCondition;
import io.slipcover.mango.Comparison;
import io.slipcover.mango.FieldPath;
import java.util.ArrayList;
import java.util.List;

/** Conditions on the members of documents, as selectors that match every document for which the condition holds. */
final class Conditions {
    private Conditions() {}

    static Approximation hold(ObjectCondition condition) {
        return hold(FieldPath.ROOT, condition);
    }

    private static Approximation hold(FieldPath object, ObjectCondition condition) {
        List<Approximation> parts = new ArrayList<>();
        condition.equal().forEach((name, value) -> parts.add(equal(at(object, name), value)));
        condition.has().forEach(name -> parts.add(PathSelectors.isThere(at(object, name))));
        condition.lacks().forEach(name -> parts.add(PathSelectors.isMissing(at(object, name))));
        condition.inside().forEach((name, inner) -> {
            parts.add(PathSelectors.isA(at(object, name), JsonKind.OBJECT));
            parts.add(hold(at(object, name), inner));
        });
        return Approximation.and(parts);
    }

    /** CouchDB does not take all values for equal that are. */
    private static Approximation equal(FieldPath path, JsonValue value) {
        return Values.isPlain(value)
                ? PathSelectors.compare(path, Comparison.EQ, value)
                : PathSelectors.isThere(path).widened();
    }

    private static FieldPath at(FieldPath object, JsonName name) {
        return object.child(name.text());
    }
}
