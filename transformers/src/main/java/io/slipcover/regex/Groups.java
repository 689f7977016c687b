package io.slipcover.regex;

import java.util.HashSet;
import java.util.Set;

/** The groups of a pattern that have numbers or names. */
final class Groups {
    private final Set<String> names = new HashSet<>();
    private int opened;
    private boolean sharing;

    void open() {
        opened++;
    }

    /** How many groups with a number have begun; more than PCRE counts where groups share numbers. */
    int opened() {
        return opened;
    }

    /** Lets groups share numbers, and with their numbers their names. */
    void share() {
        sharing = true;
    }

    void name(String name, boolean mayBeTaken, PatternText text) throws RegexSyntaxException {
        if (!names.add(name) && !mayBeTaken && !sharing) {
            throw text.problem("two named subpatterns have the same name");
        }
    }
}
