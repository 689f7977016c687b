package io.slipcover.report;

import io.slipcover.catalog.Release;
import io.slipcover.document.ReleaseView;
import io.slipcover.document.Way;
import io.slipcover.document.WayCounter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What one event loop counts. The event loop alone writes these numbers, so that no event loop waits for another one, and a number costs a
 * plain write. Any thread reads them.
 */
public final class LoopCounts {
    /** The most views of releases that are remembered. A new reading of the configuration makes new ones. */
    private static final int MOST_VIEWS = 100;

    /**
     * Requests that are counted together. The hash is spelled out, because the JVM makes a record's own hash at run time, and the first
     * answer would wait for that.
     */
    record Requests(RouteKind route, int status, String release) {
        @Override
        public int hashCode() {
            return (release.hashCode() * 31 + status) * 31 + route.label().hashCode();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Requests requests
                    && requests.route == route
                    && requests.status == status
                    && requests.release.equals(release);
        }
    }

    /**
     * Documents that are counted together.
     *
     * @param older whether the way starts at an older version than the release has
     */
    record Documents(String release, Way way, boolean older) {
        static Documents of(Release release, Way way) {
            Integer ofRelease = release.types().get(way.type());
            return new Documents(release.name(), way, ofRelease != null && way.from() < ofRelease);
        }
    }

    /** The requests of one client version in one release: how many there were, and when the last one ended, in milliseconds. */
    static final class Seen {
        final AtomicLong requests = new AtomicLong();
        final AtomicLong last = new AtomicLong();
    }

    /** A release, and the name of a client version. */
    record ReleaseVersion(String release, String version) {
        @Override
        public int hashCode() {
            return release.hashCode() * 31 + version.hashCode();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof ReleaseVersion seen && seen.release.equals(release) && seen.version.equals(version);
        }
    }

    private final ClientVersions versions;

    final Map<Requests, AtomicLong> requests = new ConcurrentHashMap<>();
    final Map<ReleaseVersion, Seen> requestsByVersion = new ConcurrentHashMap<>();
    final Map<String, AtomicLong> errors = new ConcurrentHashMap<>();
    final Map<String, AtomicLong> endings = new ConcurrentHashMap<>();
    final Map<RouteKind, Durations> firstByte = everyKind();
    final Map<RouteKind, Durations> whole = everyKind();
    final Map<Documents, AtomicLong> viewed = new ConcurrentHashMap<>();
    final Map<Documents, AtomicLong> upgraded = new ConcurrentHashMap<>();

    final AtomicLong underWay = new AtomicLong();
    final AtomicLong feeds = new AtomicLong();
    final AtomicLong received = new AtomicLong();
    final AtomicLong sent = new AtomicLong();

    final AtomicLong idleConnections = new AtomicLong();
    final AtomicLong usedConnections = new AtomicLong();
    final AtomicLong connecting = new AtomicLong();

    private final Map<ReleaseView, WayCounter> views = new HashMap<>();
    private final Map<ReleaseView, WayCounter> upgrades = new HashMap<>();

    LoopCounts(ClientVersions versions) {
        this.versions = versions;
    }

    private static Map<RouteKind, Durations> everyKind() {
        Map<RouteKind, Durations> durations = new EnumMap<>(RouteKind.class);
        for (RouteKind kind : RouteKind.values()) {
            durations.put(kind, new Durations());
        }
        return durations;
    }

    static void add(AtomicLong count, long more) {
        count.lazySet(count.getPlain() + more);
    }

    static <K> void count(Map<K, AtomicLong> counts, K key) {
        AtomicLong count = counts.get(key);
        if (count == null) {
            count = new AtomicLong();
            counts.put(key, count);
        }
        add(count, 1);
    }

    void countVersion(String release, String told) {
        ReleaseVersion key = new ReleaseVersion(release, versions.name(told));
        Seen seen = requestsByVersion.get(key);
        if (seen == null) {
            seen = new Seen();
            requestsByVersion.put(key, seen);
        }
        add(seen.requests, 1);
        seen.last.lazySet(System.currentTimeMillis());
    }

    /** What counts the documents that are shown in this view. */
    public WayCounter views(ReleaseView view) {
        return counter(views, view, viewed);
    }

    /** What counts the documents that are written in this view. */
    public WayCounter upgrades(ReleaseView view) {
        return counter(upgrades, view, upgraded);
    }

    private static WayCounter counter(
            Map<ReleaseView, WayCounter> counters, ReleaseView view, Map<Documents, AtomicLong> counts) {
        WayCounter known = counters.get(view);
        if (known != null) {
            return known;
        }
        if (counters.size() >= MOST_VIEWS) {
            counters.clear();
        }
        List<AtomicLong> byWay = new ArrayList<>();
        for (Way way : view.ways()) {
            byWay.add(counts.computeIfAbsent(Documents.of(view.release(), way), documents -> new AtomicLong()));
        }
        AtomicLong[] array = byWay.toArray(new AtomicLong[0]);
        WayCounter made = number -> add(array[number], 1);
        counters.put(view, made);
        return made;
    }

    /** Tells how many connections to CouchDB there are now. */
    public void connections(int idle, int used, int beingMade) {
        idleConnections.lazySet(idle);
        usedConnections.lazySet(used);
        connecting.lazySet(beingMade);
    }
}
