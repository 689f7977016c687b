package io.slipcover.catalog;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.semver4j.range.RangeList;
import org.semver4j.range.RangeListFactory;

/**
 * A range of client versions in npm's notation: {@code 1.x}, {@code ^1.2}, {@code ~1.2.3}, {@code >=2 <4}, {@code 1.2 - 2.3},
 * {@code 1.x || 3.x}, {@code *}.
 *
 * <p>Semver4j tells which versions a range holds; it passes over what it does not understand ({@code 1.2.x foo} is {@code 1.2.x} to
 * it), so the grammar is looked at before.
 */
public final class VersionRange {

    private static final String NUMBER = "(?:0|[1-9][0-9]{0,8})";
    private static final String PART = "(?:" + NUMBER + "|[xX*])";
    private static final String IDENTIFIERS = "[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*";
    private static final String QUALIFIER = "(?:-" + IDENTIFIERS + ")?(?:\\+" + IDENTIFIERS + ")?";
    private static final String PARTIAL =
            "v?" + PART + "(?:\\." + PART + "(?:\\." + PART + QUALIFIER + ")?)?";
    private static final String SIMPLE = "(?:<=|>=|<|>|=|\\^|~>|~)?\\s*" + PARTIAL;
    private static final String HYPHEN = PARTIAL + "\\s+-\\s+" + PARTIAL;
    private static final String ALTERNATIVE = "(?:" + HYPHEN + "|" + SIMPLE + "(?:\\s+" + SIMPLE + ")*)";
    private static final Pattern RANGE = Pattern.compile(ALTERNATIVE + "(?:\\s*\\|\\|\\s*" + ALTERNATIVE + ")*");

    private final String text;
    private final RangeList ranges;

    private VersionRange(String text, RangeList ranges) {
        this.text = text;
        this.ranges = ranges;
    }

    /**
     * Reads a range.
     *
     * @throws IllegalArgumentException where the text is no range
     */
    public static VersionRange parse(String text) {
        String stripped = text.strip();
        if (!RANGE.matcher(stripped).matches()) {
            throw new IllegalArgumentException(
                    "'" + stripped + "' is no range of versions; expected one like 1.x, ^1.2 or >=2 <4");
        }
        return new VersionRange(stripped, RangeListFactory.create(stripped));
    }

    /** Whether the range holds the version. */
    public boolean holds(ClientVersion version) {
        return ranges.isSatisfiedBy(version.semver());
    }

    /** Ranges are equal when they are written alike. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof VersionRange that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** The range as it was written. */
    @Override
    public String toString() {
        return text;
    }
}
