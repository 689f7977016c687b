package io.slipcover.config;

import io.slipcover.json.JsonName;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Warns of a member's name that somebody hardly means as it is written. A name is one member's name and never a path; one that looks like a
 * path is taken literally, and then matches nothing.
 */
final class MemberNames {
    /** How to say what a path was meant to say, where names of operations stand. */
    static final String USE_IN = "to look inside of '%s' use in: { name: %1$s, lens: [ … ] }";

    /** What to say where only members at the top of a document can be named. */
    static final String AT_THE_TOP =
            "only a member at the top of a document can stand here; 'in' leads a lens inside of '%s'";

    /** How to say it in a condition. */
    static final String IN_CONDITION = "to look inside of '%s' use in: { %1$s: { … } }";

    private static final Pattern PATH = Pattern.compile("[./\\[\\]]");
    private static final Pattern FIRST_STEP = Pattern.compile("[^./\\[\\]$]+");

    private MemberNames() {}

    /** Whether {@link #check} has something to say about the name. */
    static boolean isDoubtful(JsonName name) {
        return !name.text().strip().equals(name.text())
                || PATH.matcher(name.text()).find();
    }

    /**
     * Looks at one name.
     *
     * @param subject what messages begin with, such as {@code rename: source}
     * @param remedy how to say it otherwise; gets the first step of the path
     */
    static void check(String subject, JsonName name, Place place, String remedy, Problems problems) {
        String text = name.text();
        if (!text.strip().equals(text)) {
            problems.warn(place, "%s: '%s' begins or ends with a space".formatted(subject, text));
        }
        Matcher path = PATH.matcher(text);
        if (path.find()) {
            Matcher step = FIRST_STEP.matcher(text);
            String first = step.find() ? step.group() : "…";
            problems.warn(
                    place,
                    "%s: '%s' is the name of one member, with '%s' in it, and no path; %s"
                            .formatted(subject, text, path.group(), remedy.formatted(first)));
        }
    }

    /** Looks at a name beside which a path could stand. */
    static void checkAgainstPath(String subject, JsonName name, Place place, Problems problems) {
        String steps = FIRST_STEP
                .matcher(name.text())
                .results()
                .map(MatchResult::group)
                .collect(Collectors.joining(", "));
        check(subject, name, place, "a path is written path: [" + steps.replace("%", "%%") + "]", problems);
    }
}
