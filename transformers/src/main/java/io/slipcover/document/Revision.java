package io.slipcover.document;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A revision's id, such as {@code 3-917fa23}. Revisions have the order in which CouchDB compares leaves of one kind when it picks a winner:
 * by generation, then by digits.
 *
 * @param generation how many edits led to the revision, itself included
 * @param digits the text behind the generation, mostly 32 hex digits
 */
public record Revision(long generation, String digits) implements Comparable<Revision> {
    /** CouchDB reads the generation as Erlang reads integers: a plus sign and zeros in front change nothing. */
    private static final Pattern REVISION = Pattern.compile("\\+?0*([1-9][0-9]{0,17})-(.+)");

    private static final Pattern GIVEN = Pattern.compile("(?:W/)?(\"?)(.*?)(?:~[0-9a-f]{8}(?:-gzip)?)?\\1");
    private static final Comparator<Revision> ORDER =
            Comparator.comparingLong(Revision::generation).thenComparing(Revision::digits);

    public Revision {
        if (generation < 1 || digits.isEmpty()) {
            throw new IllegalArgumentException("'" + generation + "-" + digits + "' is no revision");
        }
    }

    /** The revision that the text names, if it names one. */
    public static Optional<Revision> parse(String text) {
        Matcher matcher = REVISION.matcher(text);
        return matcher.matches()
                ? Optional.of(new Revision(Long.parseLong(matcher.group(1)), matcher.group(2)))
                : Optional.empty();
    }

    /**
     * The revision as CouchDB takes it, out of what a client gave: bare, quoted as in {@code If-Match}, or with the suffix that Slipcover's
     * {@code ETag} has. Text of another form stays as it is, for CouchDB to judge.
     */
    public static String bare(String given) {
        String stripped = given.strip();
        if (stripped.indexOf('"') < 0 && stripped.indexOf('~') < 0 && !stripped.startsWith("W/")) {
            return stripped; // As nearly all are.
        }
        Matcher matcher = GIVEN.matcher(stripped);
        return matcher.matches() ? matcher.group(2) : stripped;
    }

    @Override
    public int compareTo(Revision other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return generation + "-" + digits;
    }
}
