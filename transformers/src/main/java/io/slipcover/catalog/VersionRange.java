package io.slipcover.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.semver4j.Semver;

/**
 * A range of client versions in npm's notation: {@code 1.x}, {@code ^1.2}, {@code ~1.2.3}, {@code >=2 <4}, {@code 1.2 -
 * 2.3}, {@code 1.x || 3.x}, {@code *}.
 *
 * <p>This class reads the notation itself. Semver4j passes over what it does not understand ({@code 1.2.x foo} is
 * {@code 1.2.x} to Semver4j), and takes {@code ^0} for everything and {@code x} for nothing.
 */
public final class VersionRange {
    private static final String PARTIAL = PartialVersion.PATTERN;
    private static final String SIMPLE = "(?:<=|>=|<|>|=|\\^|~>|~)?\\s*" + PARTIAL;
    private static final String HYPHEN = PARTIAL + "\\s+-\\s+" + PARTIAL;
    private static final String ALTERNATIVE = "(?:" + HYPHEN + "|" + SIMPLE + "(?:\\s+" + SIMPLE + ")*)";
    private static final Pattern RANGE = Pattern.compile(ALTERNATIVE + "(?:\\s*\\|\\|\\s*" + ALTERNATIVE + ")*");
    private static final Pattern ONE_HYPHEN = Pattern.compile("(" + PARTIAL + ")\\s+-\\s+(" + PARTIAL + ")");
    private static final Pattern ONE_PARTIAL = Pattern.compile(PARTIAL);
    private static final Pattern ONE_SIMPLE = Pattern.compile("(<=|>=|<|>|=|\\^|~>|~)?\\s*(" + PARTIAL + ")");

    private final String text;
    private final List<Predicate<Semver>> alternatives;

    private VersionRange(String text, List<Predicate<Semver>> alternatives) {
        this.text = text;
        this.alternatives = alternatives;
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
        List<Predicate<Semver>> alternatives = new ArrayList<>();
        for (String alternative : stripped.split("\\|\\|", -1)) {
            alternatives.add(alternative(alternative.strip()));
        }
        return new VersionRange(stripped, alternatives);
    }

    /** Whether the range holds the version. */
    public boolean holds(ClientVersion version) {
        return alternatives.stream().anyMatch(alternative -> alternative.test(version.semver()));
    }

    /**
     * A part of a range without gaps.
     *
     * @param from the first version in it
     * @param below the first version behind it; null where there is none
     */
    public record Interval(ClientVersion from, @Nullable ClientVersion below) {}

    /** The range as intervals, in order. */
    public List<Interval> intervals() {
        SortedSet<ClientVersion> edges = new TreeSet<>(ClientVersion.ASCENDING);
        edges.add(ClientVersion.of(0, 0, 0));
        ONE_PARTIAL
                .matcher(text)
                .results()
                .forEach(partial ->
                        edges.addAll(PartialVersion.parse(partial.group()).edges()));
        List<Interval> intervals = new ArrayList<>();
        ClientVersion from = null;
        for (ClientVersion edge : edges) {
            if (from == null && holds(edge)) {
                from = edge;
            } else if (from != null && !holds(edge)) {
                intervals.add(new Interval(from, edge));
                from = null;
            }
        }
        if (from != null) {
            intervals.add(new Interval(from, null));
        }
        return intervals;
    }

    private static Predicate<Semver> alternative(String text) {
        Matcher hyphen = ONE_HYPHEN.matcher(text);
        if (hyphen.matches()) {
            return PartialVersion.parse(hyphen.group(1))
                    .orAbove()
                    .and(PartialVersion.parse(hyphen.group(2)).orBelow());
        }
        Predicate<Semver> all = version -> true;
        Matcher simple = ONE_SIMPLE.matcher(text);
        while (simple.find()) {
            all = all.and(simple(simple.group(1), PartialVersion.parse(simple.group(2))));
        }
        return all;
    }

    private static Predicate<Semver> simple(@Nullable String operator, PartialVersion version) {
        return switch (operator == null ? "=" : operator) {
            case "<" -> version.orAbove().negate();
            case "<=" -> version.orBelow();
            case ">" -> version.orBelow().negate();
            case ">=" -> version.orAbove();
            case "^" -> version.orAbove().and(version.compatible());
            case "~", "~>" -> version.orAbove().and(version.sameMinor());
            case "=" -> version.orAbove().and(version.orBelow());
            default -> throw new IllegalArgumentException(operator);
        };
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
