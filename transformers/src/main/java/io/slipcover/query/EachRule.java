package io.slipcover.query;

import io.slipcover.json.JsonKind;
import io.slipcover.json.JsonSlice;
import io.slipcover.lens.Change;
import io.slipcover.mango.Condition;
import io.slipcover.mango.FieldPath;
import io.slipcover.mango.MangoException;
import io.slipcover.mango.Selector;
import java.util.List;

/** The rule for changes of each object in an array. */
record EachRule(Change.Each change) implements Rule {
    @Override
    public boolean keeps(FieldPath path) {
        return !path.first().equals(change.name().text());
    }

    @Override
    public Approximation lead(FieldPath path, Condition condition) {
        if (path.parts().size() == 1) {
            return ofArray(path, condition);
        }
        if (!Indexes.mayBe(path.rest().first())) {
            return PathSelectors.at(path, condition);
        }
        return element(path).part(path.rest().rest(), condition);
    }

    /** The element that a path leads through. */
    private ChangedElement element(FieldPath path) {
        return ChangedElement.of(FieldPath.of(path.first(), path.rest().first()), change.changes(), change.as());
    }

    private Approximation ofArray(FieldPath array, Condition condition) {
        if (condition instanceof Condition.ElementMatches matches) {
            return ofElements(array, matches.selector(), false);
        }
        if (condition instanceof Condition.AllMatch matches) {
            return ofElements(array, matches.selector(), true);
        }
        if (PathSelectors.isAboutKind(condition)
                || !PathSelectors.mayHoldFor(JsonKind.ARRAY, condition)
                || condition instanceof Condition.Size) {
            return PathSelectors.at(array, condition);
        }
        if (change.as() == null
                && condition instanceof Condition.In in
                && in.operands().stream().noneMatch(operand -> operand.kind() == JsonKind.OBJECT)) {
            return PathSelectors.at(array, condition);
        }
        return Approximation.or(PathSelectors.at(array, condition), PathSelectors.isA(array, JsonKind.ARRAY))
                .widened();
    }

    private Approximation ofElements(FieldPath array, Selector asked, boolean all) {
        Approximation led = ofElement(asked);
        if (led.isNothing()) {
            return Approximation.NOTHING;
        }
        // CouchDB finds no element for the selector {}.
        if (led.isEverything()) {
            return new Approximation(PathSelectors.isA(array, JsonKind.ARRAY).selector(), false, led.blind());
        }
        Condition condition =
                all ? new Condition.AllMatch(led.selector()) : new Condition.ElementMatches(led.selector());
        return new Approximation(PathSelectors.at(array, condition).selector(), led.isExact(), led.blind());
    }

    /**
     * The question about an element, which is an object or {@code null}, unless the lens sees it as a member. If an element is anything
     * else, the change refuses the document.
     */
    private Approximation ofElement(Selector asked) {
        if (change.as() != null) {
            return new ChangedValue(FieldPath.ROOT, change.changes(), change.as()).whole(asked);
        }
        Approximation led = Approximation.exactly(asked);
        List<Change> changes = change.changes();
        for (int i = changes.size() - 1; i >= 0; i--) {
            led = BackThroughChanges.then(led, new ElementRule(changes.get(i).accept(Rules.ALL)));
        }
        boolean wanted;
        boolean matched;
        try {
            wanted = asked.matches(JsonSlice.NULL);
            matched = led.selector().matches(JsonSlice.NULL);
        } catch (MangoException failure) {
            return new Approximation(new Selector.Everything(), false, led.blind());
        }
        if (wanted == matched) {
            return led;
        }
        return wanted
                ? Approximation.or(led, PathSelectors.isNull(FieldPath.ROOT))
                : Approximation.and(PathSelectors.isA(FieldPath.ROOT, JsonKind.OBJECT), led);
    }

    @Override
    public FieldPath source(FieldPath path) {
        if (path.parts().size() == 1 || !Indexes.mayBe(path.rest().first())) {
            return path;
        }
        return element(path).source(path.rest().rest());
    }

    /** The rule for an element, which is asked about as a whole too. */
    private record ElementRule(Rule rule) implements Rule {
        @Override
        public boolean keeps(FieldPath path) {
            return rule.keeps(path);
        }

        @Override
        public Approximation lead(FieldPath path, Condition condition) {
            return rule.lead(path, condition);
        }

        @Override
        public Approximation leadWhole(Condition condition) {
            return new ChangedObject(FieldPath.ROOT, List.of()).whole(condition);
        }

        @Override
        public FieldPath source(FieldPath path) {
            return rule.source(path);
        }
    }
}
