package io.slipcover.stats;

import io.slipcover.catalog.Catalog;
import io.slipcover.catalog.Release;
import io.slipcover.document.Readings.Unshowable;
import io.slipcover.document.StoredKind.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What one database holds, or several together. The counts are of leaves: a document with a conflict has several. Used by one thread at a time. */
public final class Statistics {
    /** How many revisions that cannot be shown are listed. */
    public static final int LISTED = 100;

    /** A revision that a release cannot be shown. */
    public record Hidden(String database, String id, String revision, String release, String reason) {}

    /** How many there are of a kind, and how many of them each release cannot be shown. */
    static final class Count {
        private long all;
        private final Map<String, Long> hidden = new HashMap<>();

        long all() {
            return all;
        }

        long readableFor(String release) {
            return all - hidden.getOrDefault(release, 0L);
        }
    }

    private final Catalog catalog;
    private final Map<Kind, Count> kinds = new TreeMap<>();
    private final List<Hidden> listed = new ArrayList<>();
    private long documents;
    private long conflicts;
    private long tombstones;
    private long designs;
    private long others;
    private long hidden;

    public Statistics(Catalog catalog) {
        this.catalog = catalog;
    }

    void foundDocument() {
        documents++;
    }

    void foundConflict() {
        conflicts++;
    }

    void foundTombstone() {
        tombstones++;
    }

    void foundDesign() {
        designs++;
    }

    /** A leaf of no type that some release names. */
    void foundOther() {
        others++;
    }

    void found(String database, String id, String revision, Kind kind, List<Unshowable> unshowable) {
        Count count = kinds.computeIfAbsent(kind, any -> new Count());
        count.all++;
        for (Unshowable one : unshowable) {
            count.hidden.merge(one.release(), 1L, Long::sum);
            hidden++;
            list(new Hidden(
                    database, id, revision, one.release(), one.obstacle().toString()));
        }
    }

    private void list(Hidden one) {
        if (listed.size() < LISTED) {
            listed.add(one);
        }
    }

    /** Adds what another database holds. */
    public void add(Statistics other) {
        documents += other.documents;
        conflicts += other.conflicts;
        tombstones += other.tombstones;
        designs += other.designs;
        others += other.others;
        hidden += other.hidden;
        other.listed.forEach(this::list);
        other.kinds.forEach((kind, count) -> {
            Count own = kinds.computeIfAbsent(kind, any -> new Count());
            own.all += count.all;
            count.hidden.forEach((release, number) -> own.hidden.merge(release, number, Long::sum));
        });
    }

    /** How many leaves of a type are stored in a version. */
    public long stored(String type, int version) {
        Count count = kinds.get(new Kind(type, version));
        return count == null ? 0 : count.all;
    }

    /** The releases that name a type, oldest first. */
    List<Release> releases() {
        return catalog.releases();
    }

    /** The kinds of documents, by type and version. */
    Map<Kind, Count> kinds() {
        return kinds;
    }

    /** Documents that are not deleted, design documents left aside. */
    public long documents() {
        return documents;
    }

    /** Documents with several leaves that are not deleted. */
    long conflicts() {
        return conflicts;
    }

    long tombstones() {
        return tombstones;
    }

    long designs() {
        return designs;
    }

    long others() {
        return others;
    }

    /** How many times a leaf cannot be shown to a release. */
    long hidden() {
        return hidden;
    }

    /** The first of them. */
    List<Hidden> listed() {
        return listed;
    }
}
