package io.slipcover.regex;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The numbered groups of a pattern, and who refers to them, which may be before they are opened. */
final class Groups {
    private final Map<String, Integer> numbers = new HashMap<>();
    private int opened;
    private int highestReferred;
    private @Nullable String unknownName;

    /** The number of the group that begins here. */
    int open() {
        return ++opened;
    }

    int opened() {
        return opened;
    }

    /** Names the group that is opened next. */
    void name(String name, boolean mayBeTaken, PatternText text)
            throws RegexSyntaxException, UnsupportedRegexException {
        if (numbers.putIfAbsent(name, opened + 1) != null) {
            if (mayBeTaken) {
                throw new UnsupportedRegexException("groups that share a name");
            }
            throw text.problem("two named subpatterns have the same name");
        }
    }

    int refer(int number) {
        highestReferred = Math.max(highestReferred, number);
        return number;
    }

    /** The number of the group with this name. */
    int refer(String name) {
        Integer number = numbers.get(name);
        if (number == null) {
            unknownName = name;
            return 0;
        }
        return number;
    }

    /** Checks, at the end of the pattern, that there are the groups that were referred to. */
    void check(PatternText text) throws RegexSyntaxException, UnsupportedRegexException {
        if (unknownName != null && numbers.containsKey(unknownName)) {
            throw new UnsupportedRegexException("references by name to groups that follow");
        }
        if (unknownName != null || highestReferred > opened) {
            throw text.problem("reference to non-existent subpattern");
        }
    }
}
