package io.slipcover.benchmarks.compare;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Results that nobody measured. */
final class Sample {
    static final Results RESULTS = new Results(
            Map.of("cores", "2"),
            Map.of("nginx", "1.22.1"),
            Map.of("get", ofLoad(Map.of()), "changes", ofLoad(Map.of("node", "found null, expected 1"))));

    private Sample() {}

    static Results.OfLoad ofLoad(Map<String, String> leftOut) {
        Map<String, List<Double>> figures = new LinkedHashMap<>();
        figures.put("direct", List.of(50000.0, 52000.0, 51000.0));
        figures.put("nginx", List.of(30000.0, 20000.0, 31000.0));
        figures.put("slipcover-opaque", List.of(33000.0, 21000.0, 34100.0));
        figures.put("slipcover-1", List.of(29700.0, 18900.0, 30690.0));
        return new Results.OfLoad(
                "2026-11-22T20:00:00Z", "0123456789", "requests/s", 3, 1.5, Map.of(), figures, leftOut);
    }
}
