package io.slipcover.report;

import io.slipcover.report.Family.Kind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/** The families of what all event loops count together. */
final class LoopFamilies {
    private final List<LoopCounts> loops;
    private final List<Family> families = new ArrayList<>();

    private LoopFamilies(List<LoopCounts> loops) {
        this.loops = loops;
    }

    static List<Family> of(List<LoopCounts> loops) {
        LoopFamilies all = new LoopFamilies(loops);
        all.requests();
        all.documents();
        all.connections();
        return all.families;
    }

    private void requests() {
        counters(
                "slipcover_requests",
                "Requests that have come to their end. A status of 0 says that the client got no answer.",
                loop -> loop.requests,
                key -> Map.of(
                        "route",
                        key.route().label(),
                        "status",
                        Integer.toString(key.status()),
                        "release",
                        key.release()));
        counters(
                "slipcover_client_version_requests",
                "Requests whose answer depends on the client's version. The first "
                        + ClientVersions.MOST + " versions have names of their own, the others are called "
                        + ClientVersions.OTHER + ".",
                LoopFamilies::requestsByVersion,
                LoopFamilies::labels);
        lastSeen();
        histograms(
                "slipcover_request_first_byte_seconds",
                "Time from a request's head to the head of its answer.",
                loop -> loop.firstByte);
        histograms(
                "slipcover_request_duration_seconds",
                "Time from a request's head to the end of its answer, for whole answers other than feeds.",
                loop -> loop.whole);
        counters(
                "slipcover_errors",
                "Answers of Slipcover's own in place of CouchDB's, by the code that the client is told.",
                loop -> loop.errors,
                key -> Map.of("error", key));
        counters(
                "slipcover_requests_ended_early",
                "Requests that ended without a whole answer: the client went away, or Slipcover broke the answer off.",
                loop -> loop.endings,
                key -> Map.of("ending", key));
        gauge("slipcover_requests_under_way", "Requests that are under way, feeds among them.", loop -> loop.underWay);
        gauge("slipcover_feeds", "Feeds of changes that are open.", loop -> loop.feeds);
        counter("slipcover_received_bytes", "Bytes of requests' bodies that clients have sent.", loop -> loop.received);
        counter("slipcover_sent_bytes", "Bytes of answers' bodies that clients were sent.", loop -> loop.sent);
    }

    private static Map<LoopCounts.ReleaseVersion, AtomicLong> requestsByVersion(LoopCounts loop) {
        Map<LoopCounts.ReleaseVersion, AtomicLong> requests = new HashMap<>();
        loop.requestsByVersion.forEach((key, seen) -> requests.put(key, seen.requests));
        return requests;
    }

    private static Map<String, String> labels(LoopCounts.ReleaseVersion key) {
        return Map.of("release", key.release(), "client_version", key.version());
    }

    private void lastSeen() {
        Map<LoopCounts.ReleaseVersion, Long> latest = new HashMap<>();
        for (LoopCounts loop : loops) {
            loop.requestsByVersion.forEach((key, seen) -> latest.merge(key, seen.last.get(), Math::max));
        }
        List<Family.Point> points = new ArrayList<>();
        latest.forEach((key, milliseconds) -> {
            if (milliseconds > 0) {
                points.add(new Family.Value(labels(key), milliseconds / 1_000.0));
            }
        });
        families.add(new Family(
                "slipcover_client_version_last_seen_timestamp_seconds",
                Kind.GAUGE,
                "When the last request of a client version in a release ended, in seconds since 1970.",
                points));
    }

    private void documents() {
        Function<LoopCounts.Documents, Map<String, String>> labels = key -> Map.of(
                "release", key.release(),
                "type", key.way().type(),
                "from", Integer.toString(key.way().from()),
                "to", Integer.toString(key.way().to()));
        counters(
                "slipcover_documents_viewed",
                "Stored documents that clients of a release were shown, from the stored version to the release's.",
                loop -> loop.viewed,
                labels);
        counters(
                "slipcover_documents_upgraded",
                "Documents that clients of a release wrote, from the version that was written to the one that is stored.",
                loop -> loop.upgraded,
                labels);
        counters(
                "slipcover_documents_written_in_older_version",
                "Documents that clients of a release wrote in an older version than the release has, as an app does that "
                        + "was updated over a filled local database.",
                LoopFamilies::upgradedFromOlder,
                key -> Map.of(
                        "release", key.release(),
                        "type", key.way().type(),
                        "version", Integer.toString(key.way().from())));
    }

    /** The counts of one event loop, by where the way of a document started. */
    private static Map<LoopCounts.Documents, AtomicLong> upgradedFromOlder(LoopCounts loop) {
        Map<LoopCounts.Documents, AtomicLong> older = new HashMap<>(loop.upgraded);
        older.keySet().removeIf(documents -> !documents.older());
        return older;
    }

    private void connections() {
        String name = "slipcover_upstream_connections";
        List<Family.Point> points = List.of(
                new Family.Value(Map.of("state", "idle"), (double) sum(loop -> loop.idleConnections)),
                new Family.Value(Map.of("state", "in_use"), (double) sum(loop -> loop.usedConnections)),
                new Family.Value(Map.of("state", "connecting"), (double) sum(loop -> loop.connecting)));
        families.add(
                new Family(name, Kind.GAUGE, "Connections to CouchDB, as they were within the last second.", points));
    }

    private long sum(Function<LoopCounts, AtomicLong> count) {
        return loops.stream().map(count).mapToLong(AtomicLong::get).sum();
    }

    private void gauge(String name, String help, Function<LoopCounts, AtomicLong> count) {
        families.add(Family.of(name, Kind.GAUGE, help, (double) sum(count)));
    }

    private void counter(String name, String help, Function<LoopCounts, AtomicLong> count) {
        families.add(Family.of(name, Kind.COUNTER, help, (double) sum(count)));
    }

    private <K> void counters(
            String name,
            String help,
            Function<LoopCounts, Map<K, AtomicLong>> counts,
            Function<K, Map<String, String>> labels) {
        Map<Map<String, String>, Long> sums = new HashMap<>();
        for (LoopCounts loop : loops) {
            counts.apply(loop).forEach((key, count) -> sums.merge(labels.apply(key), count.get(), Long::sum));
        }
        List<Family.Point> points = new ArrayList<>();
        sums.forEach((told, sum) -> {
            if (sum > 0) {
                points.add(new Family.Value(told, (double) sum));
            }
        });
        families.add(new Family(name, Kind.COUNTER, help, points));
    }

    private void histograms(String name, String help, Function<LoopCounts, Map<RouteKind, Durations>> durations) {
        Map<RouteKind, List<Durations>> byKind = new EnumMap<>(RouteKind.class);
        for (LoopCounts loop : loops) {
            durations.apply(loop).forEach((kind, of) -> {
                if (!of.isEmpty()) {
                    byKind.computeIfAbsent(kind, first -> new ArrayList<>()).add(of);
                }
            });
        }
        List<Family.Point> points = new ArrayList<>();
        byKind.forEach((kind, all) -> points.add(Durations.sum(Map.of("route", kind.label()), all)));
        families.add(new Family(name, Kind.HISTOGRAM, help, points));
    }
}
