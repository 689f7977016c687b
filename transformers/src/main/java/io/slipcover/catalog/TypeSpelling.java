package io.slipcover.catalog;

import org.jspecify.annotations.Nullable;

/**
 * The spelling of a type and a version in one string, such as {@code {type}/v{version}} for {@code booking/v1}.
 *
 * @param before what stands before the first of the two
 * @param between what stands between them
 * @param behind what stands behind the second
 * @param typeFirst whether the type is the first
 */
public record TypeSpelling(String before, String between, String behind, boolean typeFirst) {
    private static final String TYPE = "{type}";
    private static final String VERSION = "{version}";

    /**
     * What a string says.
     *
     * @param version decimal digits, one at least
     */
    public record Told(String type, String version) {}

    /** @throws IllegalArgumentException where nobody could tell where the version ends */
    public TypeSpelling {
        String ahead = typeFirst ? between : before;
        String after = typeFirst ? behind : between;
        if (between.isEmpty()) {
            throw new IllegalArgumentException("expected something between " + TYPE + " and " + VERSION);
        }
        if ((!ahead.isEmpty() && isDigit(ahead.charAt(ahead.length() - 1)))
                || (!after.isEmpty() && isDigit(after.charAt(0)))) {
            throw new IllegalArgumentException("expected no digit beside " + VERSION);
        }
    }

    /**
     * Reads a spelling.
     *
     * @throws IllegalArgumentException where it does not hold {@code {type}} and {@code {version}} once each
     */
    public static TypeSpelling parse(String text) {
        int type = text.indexOf(TYPE);
        int version = text.indexOf(VERSION);
        if (type < 0 || version < 0 || text.lastIndexOf(TYPE) != type || text.lastIndexOf(VERSION) != version) {
            throw new IllegalArgumentException(
                    "expected %s and %s once each, such as %1$s/v%2$s, found '%s'".formatted(TYPE, VERSION, text));
        }
        boolean typeFirst = type < version;
        int firstEnd = typeFirst ? type + TYPE.length() : version + VERSION.length();
        int second = Math.max(type, version);
        int secondEnd = typeFirst ? version + VERSION.length() : type + TYPE.length();
        return new TypeSpelling(
                text.substring(0, Math.min(type, version)),
                text.substring(firstEnd, second),
                text.substring(secondEnd),
                typeFirst);
    }

    /** The string for a type and a version. */
    public String of(String type, int version) {
        return before + (typeFirst ? type + between + version : version + between + type) + behind;
    }

    /** What a string says; null where it is spelled otherwise. */
    public @Nullable Told told(String text) {
        if (!text.startsWith(before) || !text.endsWith(behind) || text.length() < before.length() + behind.length()) {
            return null;
        }
        String inner = text.substring(before.length(), text.length() - behind.length());
        return typeFirst ? withTypeFirst(inner) : withVersionFirst(inner);
    }

    private @Nullable Told withTypeFirst(String inner) {
        int digits = inner.length();
        while (digits > 0 && isDigit(inner.charAt(digits - 1))) {
            digits--;
        }
        String ahead = inner.substring(0, digits);
        int end = ahead.length() - between.length();
        return digits == inner.length() || end <= 0 || !ahead.endsWith(between)
                ? null
                : new Told(ahead.substring(0, end), inner.substring(digits));
    }

    private @Nullable Told withVersionFirst(String inner) {
        int digits = 0;
        while (digits < inner.length() && isDigit(inner.charAt(digits))) {
            digits++;
        }
        String after = inner.substring(digits);
        return digits == 0 || after.length() <= between.length() || !after.startsWith(between)
                ? null
                : new Told(after.substring(between.length()), inner.substring(0, digits));
    }

    private static boolean isDigit(char letter) {
        return letter >= '0' && letter <= '9';
    }

    /** The spelling as the configuration has it. */
    @Override
    public String toString() {
        return before + (typeFirst ? TYPE + between + VERSION : VERSION + between + TYPE) + behind;
    }
}
