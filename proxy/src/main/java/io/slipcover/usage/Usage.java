package io.slipcover.usage;

import io.slipcover.catalog.ClientVersion;
import io.slipcover.usage.ReleaseUsage.Older;
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
 * Who used which release, as access logs and metrics tell. The numbers of releases, versions, days and kinds of older documents are bounded, and so is the
 * length of each name, because a log may be none of Slipcover's: what comes beyond a bound is counted under {@link #OTHER}. Used by one thread.
 */
public final class Usage {
    /** The name of all releases, or of all client versions, beyond those that have names of their own. */
    public static final String OTHER = "other";

    static final int MOST_RELEASES = 200;
    static final int MOST_VERSIONS = 1_000;
    static final int MOST_DAYS = Coverage.MOST_DAYS;
    static final int MOST_OLDER = 1_000;
    static final int MOST_SPELLINGS = 10_000;

    /** A name, or a spelling, that is longer than this is none of Slipcover's. */
    static final int LONGEST_NAME = 200;

    private final Map<String, ReleaseUsage> releases = new TreeMap<>();
    private final Map<String, String> bySpelling = new HashMap<>();
    private final Set<LocalDate> days = new HashSet<>();
    private int versions;
    private long withoutRelease;
    private long refused;
    private boolean tellsRefused;
    private long unread;
    private final Coverage coverage = new Coverage();
    private int older;

    static long sum(long one, long other) {
        return one > Long.MAX_VALUE - other ? Long.MAX_VALUE : one + other;
    }

    /** The releases that somebody used, by name. */
    public Map<String, ReleaseUsage> releases() {
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
    public long unread() {
        return unread;
    }

    /** Since when everything that Slipcover served was counted; null where nothing tells. */
    @Nullable
    Instant from() {
        return coverage.from();
    }

    /** Until when everything that Slipcover served was counted; null where nothing tells. */
    @Nullable
    Instant to() {
        return coverage.to();
    }

    /** The time of which the sources tell. */
    public Coverage coverage() {
        return coverage;
    }

    void couldNotRead() {
        unread++;
    }

    /** A request that a log tells of. */
    void request(Instant time, @Nullable String release, @Nullable String version) {
        coverage.line(time);
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
        ReleaseUsage usage = release(release);
        Older kind = new Older(type, version);
        if (!usage.older().containsKey(kind)) {
            boolean hasName = older < MOST_OLDER && type.length() <= LONGEST_NAME && version.length() <= LONGEST_NAME;
            older += hasName ? 1 : 0;
            kind = hasName ? kind : new Older(OTHER, OTHER);
        }
        usage.wroteOlder(kind, documents);
    }

    /** A source tells how many clients were refused, perhaps none. */
    void refused(long requests) {
        refused = sum(refused, requests);
        tellsRefused = true;
    }

    /** The spellings of versions that are held. */
    Set<String> spellings() {
        return Collections.unmodifiableSet(bySpelling.keySet());
    }

    private ReleaseUsage release(String name) {
        ReleaseUsage known = releases.get(name);
        if (known != null) {
            return known;
        }
        boolean hasName = releases.size() < MOST_RELEASES && name.length() <= LONGEST_NAME;
        return releases.computeIfAbsent(hasName ? name : OTHER, any -> new ReleaseUsage());
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
        if (bySpelling.size() < MOST_SPELLINGS && told.length() <= LONGEST_NAME) {
            bySpelling.put(told, name);
        }
        return name;
    }
}
