package io.slipcover.config;

import io.slipcover.catalog.ClientVersion;
import io.slipcover.catalog.VersionRange;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A check that finds releases that serve nobody, because later releases take every version in their range.
 *
 * <p>A range is a set of intervals that begin and end at the numbers that are written in it, at the next patch, minor
 * or major version, or at 0.0.0. So a few versions stand for all: two that no such number lies between are served
 * alike.
 */
final class RangeCheck {
    private static final Pattern NUMBERS = Pattern.compile("(\\d+)(?:\\.(\\d+|[xX*]))?(?:\\.(\\d+|[xX*]))?");
    private static final int HIGHEST = 999_999_999;

    private final List<ReleasePlaces> releases;
    private final Problems problems;

    RangeCheck(List<ReleasePlaces> releases, Problems problems) {
        this.releases = releases;
        this.problems = problems;
    }

    /**
     * Warns of releases that serve nobody, and reports one whose range is empty.
     *
     * @param whenAbsent the version of clients that tell none, which must be served; null: they are refused
     */
    void check(@Nullable ClientVersion whenAbsent, Place whenAbsentPlace) {
        Set<ClientVersion> versions = representatives();
        for (int index = 0; index < releases.size(); index++) {
            check(index, versions);
        }
        if (whenAbsent != null
                && !releases.isEmpty()
                && releases.stream().noneMatch(release -> holds(release, whenAbsent))) {
            problems.add(whenAbsentPlace, "client-version: when-absent: no release serves " + whenAbsent);
        }
    }

    private void check(int index, Set<ClientVersion> versions) {
        ReleasePlaces release = releases.get(index);
        List<ClientVersion> held =
                versions.stream().filter(version -> holds(release, version)).toList();
        if (held.isEmpty()) {
            problems.add(release.clients(), "releases: clients: no version is in '" + range(release) + "'");
            return;
        }
        List<ReleasePlaces> later = releases.subList(index + 1, releases.size());
        boolean reached = held.stream().anyMatch(version -> later.stream().noneMatch(other -> holds(other, version)));
        if (!reached) {
            List<String> names = later.stream()
                    .filter(other -> held.stream().anyMatch(version -> holds(other, version)))
                    .map(other -> "'" + other.release().name() + "'")
                    .toList();
            problems.warn(
                    release.clients(),
                    "releases: clients: '%s' serves nobody, since a later release takes every version of it: %s"
                            .formatted(release.release().name(), String.join(", ", names)));
        }
    }

    private static boolean holds(ReleasePlaces release, ClientVersion version) {
        return range(release).holds(version);
    }

    private static VersionRange range(ReleasePlaces release) {
        return release.release().clients();
    }

    private Set<ClientVersion> representatives() {
        Set<ClientVersion> versions = new LinkedHashSet<>();
        versions.add(ClientVersion.parse("0.0.0"));
        for (ReleasePlaces release : releases) {
            Matcher numbers = NUMBERS.matcher(range(release).toString());
            while (numbers.find()) {
                int major = number(numbers.group(1));
                int minor = number(numbers.group(2));
                int patch = number(numbers.group(3));
                add(versions, major, minor, patch);
                add(versions, major, minor, patch + 1);
                add(versions, major, minor + 1, 0);
                add(versions, major + 1, 0, 0);
            }
        }
        return versions;
    }

    private static void add(Set<ClientVersion> versions, int major, int minor, int patch) {
        if (Math.max(major, Math.max(minor, patch)) <= HIGHEST) {
            versions.add(ClientVersion.parse(major + "." + minor + "." + patch));
        }
    }

    private static int number(@Nullable String digits) {
        return digits == null || !Character.isDigit(digits.charAt(0)) ? 0 : Integer.parseInt(digits);
    }
}
