package io.slipcover.report;

import io.slipcover.document.Obstacle;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * A series of documents that are counted together. Everything that tells two series apart stands in the configuration,
 * so there are few series.
 */
public record Series(String type, int from, int to, String operation, String kind) {
    static Series of(Obstacle obstacle) {
        return new Series(
                obstacle.type(),
                obstacle.from(),
                obstacle.to(),
                obstacle.operation(),
                obstacle.kind().label());
    }

    /** The family of these series, each with how often it was met. */
    static Family family(String name, String help, Map<Series, LongAdder> counts) {
        List<Family.Point> points = new ArrayList<>();
        counts.forEach((series, count) -> points.add(new Family.Value(series.labels(), (double) count.sum())));
        return new Family(name, Family.Kind.COUNTER, help, points);
    }

    private Map<String, String> labels() {
        return Map.of("type", type, "from", version(from), "to", version(to), "operation", operation, "kind", kind);
    }

    private static String version(int version) {
        return version == 0 ? "" : Integer.toString(version);
    }
}
