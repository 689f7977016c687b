package io.slipcover.catalog;

import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.semver4j.Semver;

/** A version in a range. Parts of the version may be open: {@code 1}, {@code 1.x}, {@code 1.2.3-beta}, {@code *}. */
final class PartialVersion {
    /** What such a version looks like; without capturing groups. */
    static final String PATTERN;

    private static final Pattern PARTS;

    static {
        String number = "(?:0|[1-9][0-9]{0,8})";
        String open = "[xX*]";
        String identifier = "(?:0|[1-9][0-9]*|[0-9]*[A-Za-z-][0-9A-Za-z-]*)";
        String rest = "(?:-" + identifier + "(?:\\." + identifier + ")*)?(?:\\+[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?";
        String behindOpen = "(?:\\." + open + "){0,2}";
        PATTERN = "v?(?:" + open + behindOpen + "|" + number + behindOpen + "|" + number + "\\." + number + "(?:\\."
                + open + ")?|" + number + "\\." + number + "\\." + number + rest + ")(?![0-9A-Za-z.+*-])";
        String part = "(" + number + "|" + open + ")";
        PARTS = Pattern.compile("v?" + part + "(?:\\." + part + "(?:\\." + part + "(" + rest + "))?)?");
    }

    /** The least version that it stands for. */
    private final Semver floor;

    /** How many parts of major, minor and patch are given before the first open part. */
    private final int given;

    private PartialVersion(Semver floor, int given) {
        this.floor = floor;
        this.given = given;
    }

    static PartialVersion parse(String text) {
        Matcher matcher = PARTS.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no version of a range");
        }
        int[] numbers = new int[3];
        int given = 0;
        while (given < numbers.length && isNumber(matcher.group(given + 1))) {
            numbers[given] = Integer.parseInt(matcher.group(given + 1));
            given++;
        }
        String rest = given == numbers.length ? matcher.group(4) : "";
        return new PartialVersion(new Semver("%d.%d.%d%s".formatted(numbers[0], numbers[1], numbers[2], rest)), given);
    }

    /** The versions at which a range that this version stands in can begin or end: its least one and those after it. */
    Set<ClientVersion> edges() {
        int major = floor.getMajor();
        int minor = floor.getMinor();
        return Set.of(
                ClientVersion.of(major, minor, floor.getPatch()),
                ClientVersion.of(major, minor, floor.getPatch() + 1),
                ClientVersion.of(major, minor + 1, 0),
                ClientVersion.of(major + 1, 0, 0));
    }

    /** From the least version that it stands for on. */
    Predicate<Semver> orAbove() {
        return version -> version.compareTo(floor) >= 0;
    }

    /** Up to the last version that it stands for. */
    Predicate<Semver> orBelow() {
        return given == 3 ? version -> version.compareTo(floor) <= 0 : below(given);
    }

    /**
     * The versions that npm's {@code ^} allows: below a change of the first part that is not 0, or of a part left of
     * it.
     */
    Predicate<Semver> compatible() {
        int first = floor.getMajor() > 0 ? 1 : floor.getMinor() > 0 ? 2 : 3;
        return below(Math.min(first, given));
    }

    /** Below the next minor version, or the next major one where the minor is left open. */
    Predicate<Semver> sameMinor() {
        return below(Math.min(2, given));
    }

    /** Below the first version in which one of so many parts is larger; everything where it is none of them. */
    private Predicate<Semver> below(int parts) {
        if (parts == 0) {
            return version -> true;
        }
        Semver end = Semver.create(
                floor.getMajor() + (parts == 1 ? 1 : 0),
                parts == 1 ? 0 : floor.getMinor() + (parts == 2 ? 1 : 0),
                parts == 3 ? floor.getPatch() + 1 : 0);
        return version -> version.compareTo(end) < 0;
    }

    private static boolean isNumber(@Nullable String part) {
        return part != null && Character.isDigit(part.charAt(0));
    }
}
