package io.slipcover.catalog;

import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The databases whose documents Slipcover rewrites. Documents of other databases pass through untouched.
 *
 * <p>In a glob, {@code *} stands for any characters, for none and for {@code /}, too. {@code ?} stands for any one
 * character.
 */
public final class Databases {

    private final List<String> globs;
    private final Pattern pattern;

    private Databases(List<String> globs, Pattern pattern) {
        this.globs = globs;
        this.pattern = pattern;
    }

    /** Every database whose name does not begin with {@code _}. CouchDB's own databases do. */
    public static Databases all() {
        return new Databases(List.of(), Pattern.compile("(?!_).*", Pattern.DOTALL));
    }

    /** The databases whose names match one of the globs. */
    public static Databases matching(List<String> globs) {
        return new Databases(
                List.copyOf(globs),
                Pattern.compile(
                        globs.stream().map(Databases::expression).collect(Collectors.joining("|")), Pattern.DOTALL));
    }

    /** Whether Slipcover rewrites documents of the database with this name (percent-decoded). */
    public boolean contains(String database) {
        return pattern.matcher(database).matches();
    }

    /** Whether no database belongs to both, as far as the globs show: one of each two globs is a name that the other does not match. */
    boolean areApartFrom(Databases others) {
        return !globs.isEmpty()
                && !others.globs.isEmpty()
                && globs.stream().allMatch(glob -> others.globs.stream().allMatch(other -> areApart(glob, other)));
    }

    private static boolean areApart(String glob, String other) {
        return (isName(glob) && !matching(List.of(other)).contains(glob))
                || (isName(other) && !matching(List.of(glob)).contains(other));
    }

    /** Whether each of these databases belongs to the others, as far as the globs show. */
    boolean areWithin(Databases others) {
        return !globs.isEmpty()
                && globs.stream()
                        .allMatch(glob -> others.globs.contains(glob) || (isName(glob) && others.contains(glob)));
    }

    /** Whether each of the databases is one of these. Never so where a glob stands for any number of names. */
    public boolean areAmong(Collection<String> names) {
        return !globs.isEmpty() && globs.stream().allMatch(glob -> isName(glob) && names.contains(glob));
    }

    private static boolean isName(String glob) {
        return glob.indexOf('*') < 0 && glob.indexOf('?') < 0;
    }

    @Override
    public String toString() {
        return globs.isEmpty() ? "all but _*" : String.join(", ", globs);
    }

    private static String expression(String glob) {
        StringBuilder expression = new StringBuilder();
        glob.codePoints().forEach(character -> {
            if (character == '*') {
                expression.append(".*");
            } else if (character == '?') {
                expression.append('.');
            } else {
                expression.append(Pattern.quote(Character.toString(character)));
            }
        });
        return expression.toString();
    }
}
