package io.slipcover.testing;

import io.slipcover.report.Family;
import io.slipcover.report.Reports;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What reports tell, as lines: {@code name{label=value, …} number}. */
public final class Told {
    private Told() {}

    /** The lines of all families of numbers, without those of histograms. */
    public static List<String> lines(Reports reports) {
        return reports.families().stream()
                .flatMap(family -> family.points().stream()
                        .filter(Family.Value.class::isInstance)
                        .map(Family.Value.class::cast)
                        .map(value -> line(family.name(), value)))
                .toList();
    }

    private static String line(String name, Family.Value value) {
        Map<String, String> labels = new TreeMap<>(value.labels());
        String shown = labels.entrySet().stream()
                .map(label -> label.getKey() + "=" + label.getValue())
                .collect(Collectors.joining(", "));
        return name + "{" + shown + "} " + (long) value.value();
    }

    /** How many durations the histogram of this name and label has. */
    public static long durations(Reports reports, String name, String route) {
        return reports.families().stream()
                .filter(family -> family.name().equals(name))
                .flatMap(family -> family.points().stream())
                .filter(point -> route.equals(point.labels().get("route")))
                .map(Family.Histogram.class::cast)
                .flatMap(histogram -> histogram.counts().stream())
                .mapToLong(Long::longValue)
                .sum();
    }
}
