package io.slipcover.query;

import java.util.regex.Pattern;

/** The parts of paths that can be indexes into arrays. */
final class Indexes {
    private static final Pattern INDEX = Pattern.compile("[+-]?[0-9]+");
    private static final Pattern ZERO = Pattern.compile("[+-]?0+");

    private Indexes() {}

    static boolean mayBe(String part) {
        return INDEX.matcher(part).matches();
    }

    /** Whether the part leads to an array's first element. */
    static boolean isFirst(String part) {
        return ZERO.matcher(part).matches();
    }
}
