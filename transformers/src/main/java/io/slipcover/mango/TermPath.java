package io.slipcover.mango;

/**
 * The names above a term, joined to a path as it is written. Names are joined before they are taken apart, as in Mango: {@code
 * {"a\\": {"b": 1}}} asks for the field {@code a.b} of the document.
 */
final class TermPath {
    /** Names above many terms are spelt out for each; a small selector could fill the memory so. */
    private static final int MOST_CHARACTERS = 1 << 24;

    private final String text;
    private final Budget budget;

    private TermPath(String text, Budget budget) {
        this.text = text;
        this.budget = budget;
    }

    static TermPath root() {
        return new TermPath("", new Budget());
    }

    /** The path to the value itself, for elements of what stands at this one. */
    TermPath anew() {
        return new TermPath("", budget);
    }

    TermPath child(String name) {
        budget.spend(text.length() + name.length());
        return new TermPath(text.isEmpty() ? name : text + "." + name, budget);
    }

    /** The condition, asked of what stands at this path. */
    Selector ask(Condition condition) {
        budget.spend(text.length());
        if (text.isEmpty()) {
            return new Selector.At(FieldPath.ROOT, condition);
        }
        try {
            return new Selector.At(FieldPath.parse(text), condition);
        } catch (MangoException failure) {
            return new Selector.Failing(Json.member(text, condition.toJson()), failure);
        }
    }

    private static final class Budget {
        private int left = MOST_CHARACTERS;

        void spend(int characters) {
            left -= characters;
            if (left < 0) {
                throw MangoException.badRequest(
                        "invalid_selector",
                        "The paths of the selector have more than " + MOST_CHARACTERS + " letters.");
            }
        }
    }
}
