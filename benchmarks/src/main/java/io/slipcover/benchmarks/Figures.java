package io.slipcover.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What JMH measured, read from its file of results: for each benchmark and its parameters the median of all iterations. */
final class Figures {
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    /**
     * One line of the results.
     *
     * @param nanoseconds of a core's time for one operation
     * @param allocated bytes allocated for one operation
     * @param bytesPerSecond of a core's time; 0 where no bytes were counted
     */
    record Figure(double nanoseconds, double allocated, double bytesPerSecond) {}

    private final Map<String, Figure> byName = new TreeMap<>();

    static Figures read(Path results) throws IOException {
        Figures figures = new Figures();
        for (JsonNode run : new ObjectMapper().readTree(results.toFile())) {
            figures.add(run);
        }
        return figures;
    }

    private void add(JsonNode run) {
        String name = run.get("benchmark").textValue();
        StringBuilder key = new StringBuilder(name.substring(name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1));
        run.path("params").forEach(value -> key.append(' ').append(value.textValue()));
        double nanoseconds = median(run.path("secondaryMetrics").path(CpuTime.LABEL));
        double operations = median(run.get("primaryMetric"));
        double bytes = median(run.path("secondaryMetrics").path("bytes"));
        // Both are by the clock, so that their ratio is the bytes of one operation.
        double bytesPerSecond = bytes == 0 ? 0 : bytes / operations * 1e9 / nanoseconds;
        double allocated = median(run.path("secondaryMetrics").path(ALLOCATED));
        byName.put(key.toString(), new Figure(nanoseconds, allocated, bytesPerSecond));
    }

    private static double median(JsonNode metric) {
        List<Double> values = new ArrayList<>();
        metric.path("rawData").forEach(fork -> fork.forEach(value -> values.add(value.doubleValue())));
        if (values.isEmpty()) {
            return 0;
        }
        values.sort(null);
        int middle = values.size() / 2;
        return values.size() % 2 == 1 ? values.get(middle) : (values.get(middle - 1) + values.get(middle)) / 2;
    }

    /** A figure. Where it was not measured, no part of it is a number. */
    Figure of(String name) {
        return byName.getOrDefault(name, new Figure(Double.NaN, Double.NaN, Double.NaN));
    }

    /** The figure of a view. */
    Figure ofView(Candidate candidate, SampleDocument document, int versions) {
        return of("ViewBenchmark.view %s %s %d".formatted(candidate, document, versions));
    }

    List<String> table() {
        List<String> lines = new ArrayList<>();
        lines.add("| what | ns of a core | bytes allocated | GB/s |");
        lines.add("| --- | ---: | ---: | ---: |");
        byName.forEach((name, figure) -> lines.add("| %s | %,.0f | %,.0f | %s |"
                .formatted(
                        name,
                        figure.nanoseconds(),
                        figure.allocated(),
                        figure.bytesPerSecond() == 0 ? "" : "%.2f".formatted(figure.bytesPerSecond() / 1e9))));
        return lines;
    }
}
