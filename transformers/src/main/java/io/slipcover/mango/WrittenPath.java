package io.slipcover.mango;

import io.slipcover.budget.Budget;

/**
 * The names above a part of a selector, joined to a path as it is written. Slipcover joins names before it takes them apart, as Mango does:
 * {@code {"a\\": {"b": 1}}} asks for the field {@code a.b} of the document.
 */
final class WrittenPath {
    /**
     * How many letters are written in a step. Names above many parts are spelt out for each part, so that a small selector could fill the
     * memory.
     */
    private static final int LETTERS_OF_A_STEP = 2;

    private final String text;
    private final Budget budget;

    private WrittenPath(String text, Budget budget) {
        this.text = text;
        this.budget = budget;
    }

    /** The path to a document. A budget pays for the names that follow. */
    static WrittenPath root(Budget budget) {
        return new WrittenPath("", budget);
    }

    /** The path to the value itself, for elements of what stands at this one. */
    WrittenPath anew() {
        return new WrittenPath("", budget);
    }

    WrittenPath child(String name) {
        spend(text.length() + name.length());
        return new WrittenPath(text.isEmpty() ? name : text + "." + name, budget);
    }

    /** The condition, asked of what stands at this path. */
    Selector ask(Condition condition) {
        spend(text.length());
        if (text.isEmpty()) {
            return new Selector.At(FieldPath.ROOT, condition);
        }
        try {
            return new Selector.At(FieldPath.parse(text), condition);
        } catch (MangoException failure) {
            return new Selector.Failing(Json.member(text, condition.toJson()), failure);
        }
    }

    private void spend(int letters) {
        budget.spend(1 + letters / LETTERS_OF_A_STEP);
    }
}
