package io.slipcover.usage;

import io.slipcover.catalog.ClientVersion;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Who used which release, as access logs and metrics tell. The numbers of releases, versions and days are bounded, because a log may be
 * none of Slipcover's: what comes beyond a bound is counted under {@link #OTHER}. Used by one thread.
 */
public final class Usage {
    /** The name of all releases, or of all client versions, beyond those that have names of their own. */
    static final String OTHER = "other";

    static final int MOST_RELEASES = 200;
    static final int MOST_VERSIONS = 1_000;
    static final int MOST_DAYS = 4_000;
    private static final int MOST_SPELLINGS = 10_000;

    private final Map<String, ReleaseUsage> releases = new TreeMap<>();
    private final Map<String, String> bySpelling = new HashMap<>();
    private final Set<LocalDate> days = new HashSet<>();
    private int versions;
    private long withoutRelease;
    private long refused;
    private boolean tellsRefused;
    private long unread;
    private @Nullable Instant from;
    private @Nullable Instant to;

    static long sum(long one, long other) {
        return one > Long.MAX_VALUE - other ? Long.MAX_VALUE : one + other;
    }

    /** The releases that somebody used, by name. */
    Map<String, ReleaseUsage> releases() {
        return Collections.unmodifiableMap(releases);
    }

    /** All requests that depended on a release. */
    long requests() {
        return releases.values().stream()
                .mapToLong(release -> release.all().requests())
                .reduce(0, Usage::sum);
    }

    /** Requests that depended on no release, or were refused before the release was known. */
    long withoutRelease() {
        return withoutRelease;
    }

    /** Of these, requests that were refused because no release serves the client's version; negative where nothing tells. */
    long refused() {
        return tellsRefused ? refused : -1;
    }

    /** Lines that could not be read. */
    long unread() {
        return unread;
    }

    /** Since when everything that Slipcover served was counted; null where nothing tells. */
    @Nullable
    Instant from() {
        return from;
    }

    /** Until when everything that Slipcover served was counted; null where nothing tells. */
    @Nullable
    Instant to() {
        return to;
    }

    void couldNotRead() {
        unread++;
    }

    /** A request that a log tells of. */
    void request(Instant time, @Nullable String release, @Nullable String version) {
        covers(time, time);
        if (release == null || release.isEmpty()) {
            withoutRelease++;
            return;
        }
        ReleaseUsage usage = release(release);
        usage.all().add(1);
        usage.all().at(time);
        LocalDate day = time.atOffset(ZoneOffset.UTC).toLocalDate();
        if (days.contains(day) || (days.size() < MOST_DAYS && days.add(day))) {
            usage.onDay(day);
        }
        if (version != null) {
            Seen seen = version(usage, version);
            seen.add(1);
            seen.at(time);
        }
    }

    /** So many requests that a counter tells of, of a release or of none. */
    void requests(String release, long requests) {
        if (release.isEmpty()) {
            withoutRelease = sum(withoutRelease, requests);
        } else {
            release(release).all().add(requests);
        }
    }

    void versionRequests(String release, String version, long requests) {
        version(release(release), version).add(requests);
    }

    void versionSeen(String release, String version, Instant last) {
        ReleaseUsage usage = release(release);
        usage.all().lastAt(last);
        version(usage, version).lastAt(last);
    }

    void wroteOlder(String release, String type, String version, long documents) {
        release(release).wroteOlder(type, version, documents);
    }

    /** A source tells how many clients were refused, perhaps none. */
    void refused(long requests) {
        refused = sum(refused, requests);
        tellsRefused = true;
    }

    /** A source tells of everything between two times. */
    void covers(Instant begin, Instant end) {
        if (from == null || begin.isBefore(from)) {
            from = begin;
        }
        if (to == null || end.isAfter(to)) {
            to = end;
        }
    }

    private ReleaseUsage release(String name) {
        ReleaseUsage known = releases.get(name);
        if (known != null) {
            return known;
        }
        return releases.computeIfAbsent(releases.size() < MOST_RELEASES ? name : OTHER, any -> new ReleaseUsage());
    }

    private Seen version(ReleaseUsage release, String told) {
        String name = name(told);
        if (!release.knows(name)) {
            if (versions >= MOST_VERSIONS) {
                return release.version(OTHER);
            }
            versions++;
        }
        return release.version(name);
    }

    /** One name for all spellings of a version. */
    private String name(String told) {
        String known = bySpelling.get(told);
        if (known != null) {
            return known;
        }
        String name;
        try {
            name = ClientVersion.parse(told).toString();
        } catch (IllegalArgumentException noVersion) {
            name = OTHER;
        }
        if (bySpelling.size() < MOST_SPELLINGS) {
            bySpelling.put(told, name);
        }
        return name;
    }
}
