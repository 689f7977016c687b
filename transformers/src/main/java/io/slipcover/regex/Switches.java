package io.slipcover.regex;

/** The switches that {@code (?imsxUJX)} turns on and off. */
record Switches(
        boolean ignoreCase,
        boolean multiline,
        boolean dotAll,
        boolean extended,
        boolean ungreedy,
        boolean duplicateNames,
        boolean strict) {
    static final Switches NONE = new Switches(false, false, false, false, false, false, false);

    Switches with(char letter, boolean on) {
        return new Switches(
                letter == 'i' ? on : ignoreCase,
                letter == 'm' ? on : multiline,
                letter == 's' ? on : dotAll,
                letter == 'x' ? on : extended,
                letter == 'U' ? on : ungreedy,
                letter == 'J' ? on : duplicateNames,
                letter == 'X' ? on : strict);
    }
}
