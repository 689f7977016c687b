package io.slipcover.query;

import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonSlice;
import io.slipcover.mango.FieldPath;
import io.slipcover.mango.Selector;

/** The questions about a value, asked of the document in which the value stands. */
final class Nesting {
    private Nesting() {}

    /** The selector for what stands at the path. A {@code $not} means something else in the document, where a member can be missing. */
    static Approximation below(FieldPath path, Selector selector) {
        if (selector instanceof Selector.And and) {
            return Approximation.and(
                    and.selectors().stream().map(part -> below(path, part)).toList());
        }
        if (selector instanceof Selector.Or or) {
            return or.selectors().isEmpty()
                    ? Approximation.EVERYTHING
                    : Approximation.or(or.selectors().stream()
                            .map(part -> below(path, part))
                            .toList());
        }
        if (Approximation.exactly(selector).isNothing()) {
            return Approximation.NOTHING;
        }
        if (selector instanceof Selector.At at) {
            FieldPath whole = path.then(at.path());
            return at.path().isRoot()
                    ? PathSelectors.at(whole, at.condition())
                    : PathSelectors.moved(at.path(), whole, at.condition());
        }
        return selector instanceof Selector.Everything ? Approximation.EVERYTHING : Approximation.anything();
    }

    /** The approximation of what stands at the path. */
    static Approximation below(FieldPath path, Approximation approximation) {
        Approximation below = below(path, approximation.selector());
        return new Approximation(below.selector(), below.isExact() && approximation.isExact(), approximation.blind());
    }

    /**
     * The question about what stands at the path. The condition is asked, too, where a document would match that has nothing at the path,
     * or null.
     */
    static Approximation only(Approximation condition, FieldPath path, Approximation asked) {
        boolean matchesOthers =
                asked.selector().matches(JsonObject.empty()) || asked.selector().matches(holding(path));
        return matchesOthers ? Approximation.and(condition, asked) : asked;
    }

    /** A document in which nothing but {@code null} stands at the path. */
    static JsonObject holding(FieldPath path) {
        JsonObject holder = JsonObject.empty();
        JsonObject innermost = holder;
        for (int i = 0; i < path.parts().size() - 1; i++) {
            JsonObject next = JsonObject.empty();
            innermost.add(JsonName.of(path.parts().get(i)), next);
            innermost = next;
        }
        innermost.add(JsonName.of(path.parts().get(path.parts().size() - 1)), JsonSlice.NULL);
        return holder;
    }
}
