package io.slipcover.query;

import io.slipcover.budget.Budget;
import io.slipcover.lens.Change;
import io.slipcover.mango.Condition;
import io.slipcover.mango.Selector;
import java.util.List;

/** Leads selectors from the result of changes back to what they were given. */
final class BackThroughChanges {
    /** The steps that it takes to lead one part of a selector through one change. Slipcover makes texts of the part and compares them. */
    private static final long STEPS_OF_A_PART = 8;

    private BackThroughChanges() {}

    /** Leads back what is asked of the result of the changes, which are done one after the other. */
    static Approximation lead(Selector asked, List<Change> changes) {
        return lead(asked, changes, Budget.UNLIMITED);
    }

    /** Leads back what is asked of the result of the changes. Each change costs as much as the selector led so far is large. */
    static Approximation lead(Selector asked, List<Change> changes, Budget budget) {
        Approximation reached = Approximation.exactly(asked);
        for (int i = changes.size() - 1; i >= 0; i--) {
            budget.spend(STEPS_OF_A_PART * reached.selector().weight());
            reached = then(reached, changes.get(i).accept(Rules.ALL));
        }
        return reached;
    }

    /** Leads on what was led so far. */
    static Approximation then(Approximation reached, Rule rule) {
        Approximation next = lead(reached.selector(), rule);
        if (reached.isExact() && reached.blind().isEmpty()) {
            return next;
        }
        Approximation before = new Approximation(new Selector.Everything(), reached.isExact(), reached.blind());
        return Approximation.and(next, before);
    }

    static Approximation lead(Selector asked, Rule rule) {
        if (keeps(rule, asked)) {
            return Approximation.exactly(asked);
        }
        if (asked instanceof Selector.And and) {
            return Approximation.and(
                    and.selectors().stream().map(part -> lead(part, rule)).toList());
        }
        if (asked instanceof Selector.Or or) {
            return Approximation.or(
                    or.selectors().stream().map(part -> lead(part, rule)).toList());
        }
        if (asked instanceof Selector.Not not) {
            return negated(lead(not.selector(), rule));
        }
        if (asked instanceof Selector.At at && !mayFail(at.condition())) {
            return at.path().isRoot() ? rule.leadWhole(at.condition()) : rule.lead(at.path(), at.condition());
        }
        return Approximation.anything();
    }

    /** The documents that do not match, which only an exact selector can tell. */
    private static Approximation negated(Approximation led) {
        if (!led.isExact()) {
            return new Approximation(new Selector.Everything(), false, led.blind());
        }
        if (led.isEverything()) {
            return Approximation.NOTHING;
        }
        return led.isNothing() ? Approximation.EVERYTHING : Approximation.exactly(new Selector.Not(led.selector()));
    }

    /** Whether the change leaves alone everything that is asked about. */
    static boolean keeps(Rule rule, Selector asked) {
        if (asked instanceof Selector.And and) {
            return and.selectors().stream().allMatch(part -> keeps(rule, part));
        }
        if (asked instanceof Selector.Or or) {
            return or.selectors().stream().allMatch(part -> keeps(rule, part));
        }
        if (asked instanceof Selector.Not not) {
            return keeps(rule, not.selector());
        }
        if (asked instanceof Selector.At at) {
            return !at.path().isRoot() && rule.keeps(at.path()) && !mayFail(at.condition());
        }
        return asked instanceof Selector.Everything || asked instanceof Selector.Text;
    }

    /** Whether CouchDB fails over the condition. A search for candidates alone must not fail over it. */
    private static boolean mayFail(Condition condition) {
        if (condition instanceof Condition.Not not) {
            return mayFail(not.condition());
        }
        return condition instanceof Condition.Modulo modulo && modulo.divisor().signum() == 0;
    }
}
