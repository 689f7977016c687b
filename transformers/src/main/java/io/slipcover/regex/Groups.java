package io.slipcover.regex;

import java.util.HashMap;
import java.util.Map;

/** The groups of a pattern that have numbers or names. */
final class Groups {
    private final Map<String, Integer> numbers = new HashMap<>();
    private final Map<Integer, String> names = new HashMap<>();
    private int opened;

    void open() {
        opened++;
    }

    /** The number of the group that was opened last. */
    int opened() {
        return opened;
    }

    /** Lets the group that is opened next have the number behind this one, which another group may have, too. */
    void goOnFrom(int number) {
        opened = number;
    }

    /** Names the group that is opened next. Groups of one number have one name. */
    void name(String name, boolean mayBeTaken, PatternText text) throws RegexSyntaxException {
        int number = opened + 1;
        Integer other = numbers.putIfAbsent(name, number);
        if (other != null && other != number && !mayBeTaken) {
            throw text.problem("two named subpatterns have the same name");
        }
        if (!name.equals(names.getOrDefault(number, name))) {
            throw text.problem("different names for subpatterns of the same number are not allowed");
        }
        names.put(number, name);
    }
}
