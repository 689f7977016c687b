package io.slipcover.catalog;

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
