package io.slipcover.mango;

import java.util.ArrayDeque;
import java.util.Deque;

/** The regular expressions in a selector. The parts that are still to be looked through stand in a list and not on Java's stack. */
final class RegularExpressions {
    private final Deque<Object> open = new ArrayDeque<>();

    private RegularExpressions() {}

    /** Refuses a selector with an expression that Slipcover cannot decide. */
    static void requireDecidable(Selector selector) {
        RegularExpressions expressions = new RegularExpressions();
        expressions.open.push(selector);
        while (!expressions.open.isEmpty()) {
            Object part = expressions.open.pop();
            if (part instanceof Selector of) {
                expressions.lookInto(of);
            } else {
                expressions.lookInto((Condition) part);
            }
        }
    }

    private void lookInto(Selector selector) {
        if (selector instanceof Selector.And and) {
            and.selectors().forEach(open::push);
        } else if (selector instanceof Selector.Or or) {
            or.selectors().forEach(open::push);
        } else if (selector instanceof Selector.Not not) {
            open.push(not.selector());
        } else if (selector instanceof Selector.At at) {
            open.push(at.condition());
        }
    }

    private void lookInto(Condition condition) {
        if (condition instanceof Condition.Regex regex) {
            regex.expression().requireDecidable();
        } else if (condition instanceof Condition.Not not) {
            open.push(not.condition());
        } else if (condition instanceof Condition.ElementMatches matches) {
            open.push(matches.selector());
        } else if (condition instanceof Condition.AllMatch matches) {
            open.push(matches.selector());
        } else if (condition instanceof Condition.KeyMapMatch matches) {
            open.push(matches.selector());
        }
    }
}
