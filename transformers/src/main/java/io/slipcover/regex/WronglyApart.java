package io.slipcover.regex;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The classes of a pattern that PCRE wrongly takes to share no character.
 *
 * <p>PCRE makes a repeat possessive where no character of the repeated part can begin what follows. For classes outside of brackets, PCRE
 * reads from a table where that is so, and the table errs. The byte A0 is in {@code \S} and in {@code \h}, but PCRE does not find
 * {@code \S*\h} in it. CouchDB answers as PCRE does, so only CouchDB can decide a pattern that has such a pair. PCRE compares classes in
 * brackets byte by byte, and does not err about them.
 */
final class WronglyApart {
    private static final Set<String> BLANKS = Set.of("\\h", "\\v");
    private static final Set<String> NOT_NEWLINES = Set.of(".", "\\N");
    private static final Set<String> ALPHANUMERICS = Set.of("\\p{Xan}", "\\p{Xps}", "\\p{Xsp}", "\\p{Xwd}");

    /** The parts of the pattern as they are written, and whether a quantifier stands behind one of that spelling. */
    private final Map<String, Boolean> parts = new LinkedHashMap<>();

    /** Takes down a part that is no group, as it is written without its quantifier. */
    void add(String part, boolean quantified) {
        if (isClass(part)) {
            parts.merge(part, quantified, Boolean::logicalOr);
        }
    }

    /** @throws UnsupportedRegexException where the pattern has a pair about which PCRE may err */
    void refusePairs() throws UnsupportedRegexException {
        for (Map.Entry<String, Boolean> repeated : parts.entrySet()) {
            String other = repeated.getValue() ? partner(repeated.getKey()) : null;
            if (other != null) {
                throw UnsupportedRegexException.wronglyApart(repeated.getKey(), other);
            }
        }
    }

    private @Nullable String partner(String repeated) {
        for (String part : parts.keySet()) {
            if (isWrong(repeated, part)) {
                return part;
            }
        }
        return null;
    }

    private static boolean isWrong(String repeated, String next) {
        if (isProperty(repeated) && isProperty(next)) {
            return !repeated.equals(next)
                    && (isNegative(repeated) || isNegative(next))
                    && bothMayBeWrong(repeated, next);
        }
        return switch (repeated) {
            case "\\S" -> BLANKS.contains(next) || next.equals("\\R");
            case "\\h", "\\v" -> next.equals("\\S");
            case ".", "\\N" -> next.equals("\\R");
            case "\\R" -> next.equals("\\s") || NOT_NEWLINES.contains(next);
            default -> false;
        };
    }

    /** Of a class and its complement, PCRE knows rightly that they share nothing. PCRE errs about two complements, and about its own names. */
    private static boolean bothMayBeWrong(String one, String other) {
        return (isNegative(one) && isNegative(other)) || ALPHANUMERICS.contains(one) || ALPHANUMERICS.contains(other);
    }

    private static boolean isClass(String part) {
        return part.equals(".")
                || (part.length() > 1 && part.charAt(0) == '\\' && "SsNRhvpP".indexOf(part.charAt(1)) >= 0);
    }

    private static boolean isProperty(String part) {
        return part.startsWith("\\p") || part.startsWith("\\P");
    }

    private static boolean isNegative(String property) {
        return property.startsWith("\\P") != property.startsWith("{^", 2);
    }
}
