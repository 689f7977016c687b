package io.slipcover.regex;

/** A quantifier: how often a part may come, and which number is tried first. */
record Quantifier(int minimum, int maximum, boolean isLazy, boolean isPossessive) {
    private static final int LARGEST = 65_535;

    /**
     * Reads the quantifier that stands here.
     *
     * @param extended whether white space is a comment; a comment may part a quantifier from the sign that makes it lazy or possessive
     */
    static Quantifier read(PatternText text, boolean extended) throws RegexSyntaxException {
        int minimum = 0;
        int maximum = Node.Repeat.UNLIMITED;
        switch (text.next()) {
            case '*' -> {}
            case '+' -> minimum = 1;
            case '?' -> maximum = 1;
            default -> {
                minimum = number(text);
                maximum = maximum(text, minimum);
            }
        }
        if (minimum > maximum) {
            throw text.problem("numbers out of order in {} quantifier");
        }
        text.skipComments(extended);
        boolean lazy = text.take("?");
        return new Quantifier(minimum, maximum, lazy, !lazy && text.take("+"));
    }

    /**
     * The part, so many times.
     *
     * @param ungreedy whether lazy means greedy and greedy means lazy
     */
    Node of(Node part, boolean ungreedy) {
        Node repeat = Node.Repeat.of(part, minimum, maximum, isPossessive || isLazy == ungreedy);
        return isPossessive ? Node.Atomic.of(repeat) : repeat;
    }

    private static int maximum(PatternText text, int minimum) throws RegexSyntaxException {
        if (text.take("}")) {
            return minimum;
        }
        text.next();
        if (text.take("}")) {
            return Node.Repeat.UNLIMITED;
        }
        int maximum = number(text);
        text.next();
        return maximum;
    }

    private static int number(PatternText text) throws RegexSyntaxException {
        int number = text.number();
        if (number > LARGEST) {
            throw text.problem("number too big in {} quantifier");
        }
        return number;
    }
}
