package io.slipcover.config;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Environment variables in scalars: <code>${NAME}</code> and <code>${NAME:-default}</code>, whose default also stands for an
 * empty value. A doubled dollar sign before the brace leaves the characters alone.
 */
final class Variables {
    private static final Pattern REFERENCE = Pattern.compile("(\\$?)\\$\\{([^}]*)(}?)");
    private static final Pattern CONTENT = Pattern.compile("([A-Za-z_][A-Za-z0-9_]*)(?::-(.*))?", Pattern.DOTALL);

    private final Map<String, String> environment;
    private final Problems problems;

    Variables(Map<String, String> environment, Problems problems) {
        this.environment = Map.copyOf(environment);
        this.problems = problems;
    }

    /** The text with the variables' values; null where one of them has none, which is reported. */
    @Nullable
    String expand(String text, Place place) {
        if (!text.contains("${")) {
            return text;
        }
        Matcher reference = REFERENCE.matcher(text);
        StringBuilder expanded = new StringBuilder();
        while (reference.find()) {
            String replacement = reference.group(1).isEmpty()
                    ? value(reference, place)
                    : reference.group().substring(1);
            if (replacement == null) {
                return null;
            }
            reference.appendReplacement(expanded, Matcher.quoteReplacement(replacement));
        }
        return reference.appendTail(expanded).toString();
    }

    private @Nullable String value(Matcher reference, Place place) {
        if (reference.group(3).isEmpty()) {
            problems.add(
                    place, "'${' without '}'; expected ${NAME} or ${NAME:-default}, and $${ for the characters alone");
            return null;
        }
        Matcher content = CONTENT.matcher(reference.group(2));
        if (!content.matches()) {
            problems.add(place, "expected ${NAME} or ${NAME:-default}, found '" + reference.group() + "'");
            return null;
        }
        String name = content.group(1);
        String fallback = content.group(2);
        String value = environment.get(name);
        if (fallback != null && (value == null || value.isEmpty())) {
            return fallback;
        }
        if (value == null) {
            problems.add(
                    place,
                    "the environment variable " + name + " is not set and has no default: ${" + name + ":-default}");
            return null;
        }
        return value;
    }
}
