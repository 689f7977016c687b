package io.slipcover.usage;

import java.time.LocalDate;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** Who used one release. */
public final class ReleaseUsage {
    /** Documents of a type that were written in an older version than the release has. */
    public record Older(String type, String version) implements Comparable<Older> {
        @Override
        public int compareTo(Older other) {
            int byType = type.compareTo(other.type);
            return byType != 0 ? byType : version.compareTo(other.version);
        }
    }

    private final Seen all = new Seen();
    private final Map<String, Seen> versions = new TreeMap<>(VersionOrder.ASCENDING);
    private final Map<LocalDate, Long> days = new TreeMap<>();
    private final Map<Older, Long> older = new TreeMap<>();

    ReleaseUsage() {}

    /** All requests. */
    public Seen all() {
        return all;
    }

    /** The requests by client version. */
    public Map<String, Seen> versions() {
        return Collections.unmodifiableMap(versions);
    }

    /** The requests by the day, in UTC; empty where nothing tells. */
    Map<LocalDate, Long> days() {
        return Collections.unmodifiableMap(days);
    }

    /** Documents that were written in an older version than the release has, by type and version. */
    public Map<Older, Long> older() {
        return Collections.unmodifiableMap(older);
    }

    Seen version(String name) {
        return versions.computeIfAbsent(name, any -> new Seen());
    }

    boolean knows(String version) {
        return versions.containsKey(version);
    }

    void onDay(LocalDate day) {
        days.merge(day, 1L, Usage::sum);
    }

    void wroteOlder(Older kind, long documents) {
        older.merge(kind, documents, Usage::sum);
    }
}
