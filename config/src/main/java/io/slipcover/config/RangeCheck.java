package io.slipcover.config;

import io.slipcover.catalog.ClientVersion;
import io.slipcover.catalog.VersionRange;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A check that finds releases that serve nobody, because later releases take every version in their range, and versions between the ranges
 * that no release serves.
 *
 * <p>A range is a set of intervals that begin and end at the numbers that are written in it, at the next patch, minor
 * or major version, or at 0.0.0. So a few versions stand for all: two that no such number lies between are served
 * alike.
 */
final class RangeCheck {
    private static final Pattern NUMBERS = Pattern.compile("(\\d+)(?:\\.(\\d+|[xX*]))?(?:\\.(\\d+|[xX*]))?");
    private static final Pattern PRERELEASE = Pattern.compile("(\\d+\\.\\d+\\.\\d+)[-+][0-9A-Za-z.+-]+");
    private static final int HIGHEST = 999_999_999;
    private static final Comparator<ClientVersion> ASCENDING =
            Comparator.comparing(version -> version.toString(), RangeCheck::compare);

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
        holes(versions);
        releases.forEach(this::checkPrerelease);
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

    /** Warns of versions that no release serves although some release serves older ones and some release serves newer ones. */
    private void holes(Set<ClientVersion> versions) {
        List<ClientVersion> ascending = versions.stream().sorted(ASCENDING).toList();
        ReleasePlaces below = null;
        ClientVersion first = null;
        for (ClientVersion version : ascending) {
            ReleasePlaces serving = serving(version);
            if (serving == null) {
                first = below == null || first != null ? first : version;
                continue;
            }
            if (below != null && first != null) {
                problems.warn(
                        below.clients(),
                        ("releases: clients: no release serves %s and what follows it below %s, so such clients are refused;"
                                        + " let '%s' or '%s' take them: clients: \">=%1$s\" or clients: \"%s || >=%1$s <%2$s\"")
                                .formatted(
                                        first,
                                        version,
                                        below.release().name(),
                                        serving.release().name(),
                                        range(below)));
            }
            below = serving;
            first = null;
        }
    }

    private @Nullable ReleasePlaces serving(ClientVersion version) {
        ReleasePlaces last = null;
        for (ReleasePlaces release : releases) {
            last = holds(release, version) ? release : last;
        }
        return last;
    }

    private void checkPrerelease(ReleasePlaces release) {
        Matcher prerelease = PRERELEASE.matcher(range(release).toString());
        if (prerelease.find()) {
            problems.warn(
                    release.clients(),
                    "releases: clients: '%s' is compared without its prerelease and build parts on the client's side: a client %1$s counts as %s; write %2$s"
                            .formatted(prerelease.group(), prerelease.group(1)));
        }
    }

    private static boolean holds(ReleasePlaces release, ClientVersion version) {
        return range(release).holds(version);
    }

    private static VersionRange range(ReleasePlaces release) {
        return release.release().clients();
    }

    /** Compares versions that are written with all three numbers. */
    private static int compare(String one, String other) {
        return Arrays.compare(numbers(one), numbers(other));
    }

    private static int[] numbers(String version) {
        return Arrays.stream(version.split("\\.", -1))
                .mapToInt(Integer::parseInt)
                .toArray();
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
