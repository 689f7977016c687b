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

    /** Those of loads that have points, and of Slipcover on another JDK. */
    static final Results MORE = new Results(
            Map.of("cores", "2"),
            Map.of(),
            Map.of(
                    "get",
                    ofLoad(
                            "requests/s",
                            Map.of(
                                    "slipcover-opaque", List.of(20000.0),
                                    "slipcover-opaque-jdk-25", List.of(21000.0),
                                    "slipcover-1", List.of(10000.0),
                                    "slipcover-1-jdk-25", List.of(9000.0))),
                    "feed-lateness",
                    ofLoad(
                            "ms",
                            Map.of(
                                    "direct@50", List.of(0.1),
                                    "direct@99", List.of(0.9),
                                    "direct@100", List.of(3.25),
                                    "slipcover-1@50", List.of(0.2),
                                    "slipcover-1@99", List.of(2.25),
                                    "slipcover-1@100", List.of(12.0, 10.0, 11.5))),
                    "growth-streams",
                    ofLoad(
                            "MB/s",
                            Map.of(
                                    "direct@1", List.of(1600.0),
                                    "direct@2", List.of(2000.0),
                                    "direct@4", List.of(2100.0),
                                    "slipcover-1@1", List.of(200.0),
                                    "slipcover-1@2", List.of(210.0),
                                    "slipcover-1@4", List.of(220.0)))));

    /** Those of candidates whose clients speak TLS. */
    static final Results ENCRYPTED = new Results(
            Map.of("cores", "2"),
            Map.of(),
            Map.of(
                    "tls",
                    ofLoad(
                            "requests/s",
                            Map.of(
                                    "nginx-tls", List.of(50000.0, 52000.0, 54000.0),
                                    "slipcover-opaque-tls", List.of(25000.0, 52000.0, 59400.0),
                                    "slipcover-1-tls", List.of(20000.0, 46800.0, 54000.0))),
                    "startup",
                    ofLoad(
                            "s",
                            Map.of(
                                    "nginx", List.of(0.1),
                                    "slipcover-1", List.of(0.5),
                                    "nginx-tls", List.of(0.1),
                                    "slipcover-1-tls", List.of(0.7)))));

    private Sample() {}

    private static Results.OfLoad ofLoad(String unit, Map<String, List<Double>> figures) {
        return new Results.OfLoad("2026-11-22T20:00:00Z", "0123456789", unit, 1, 1, Map.of(), figures, Map.of());
    }

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
