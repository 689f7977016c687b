package io.slipcover.catalog;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The databases whose documents are rewritten; others pass through untouched.
 *
 * <p>A glob knows {@code *} (any characters, also none, also {@code /}) and {@code ?} (any one character).
 */
public final class Databases {

    private final List<String> globs;
    private final Pattern pattern;

    private Databases(List<String> globs, Pattern pattern) {
        this.globs = globs;
        this.pattern = pattern;
    }

    /** Every database but those that begin with {@code _}, which are CouchDB's own. */
    public static Databases all() {
        return new Databases(List.of(), Pattern.compile("(?!_).*", Pattern.DOTALL));
    }

    /** The databases whose name one of the globs matches. */
    public static Databases matching(List<String> globs) {
        return new Databases(
                List.copyOf(globs),
                Pattern.compile(
                        globs.stream().map(Databases::expression).collect(Collectors.joining("|")), Pattern.DOTALL));
    }

    /** Whether documents of the database of this name (percent-decoded) are rewritten. */
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
