package io.slipcover.benchmarks.compare;

import io.slipcover.benchmarks.PathLength;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The part of docs/performance.md that results fill: between two marks, with charts beside the page. */
final class PerformancePage {
    private static final String BEGIN =
            "<!-- Between this and the next mark: written by benchmarks/compare --draw, not by hand. -->";
    private static final String END = "<!-- End of what benchmarks/compare --draw writes. -->";

    private static final String JMH = "jmh.json";

    /** What was measured over TLS, on another machine than all else. */
    private static final String TLS = "tls.json";

    private final Path docs;

    /** @param docs the folder that the page stands in */
    PerformancePage(Path docs) {
        this.docs = docs;
    }

    /** @param file with results, in benchmarks/results */
    void write(Path file) throws IOException {
        Results results = Results.read(file);
        Path page = docs.resolve("performance.md");
        Files.writeString(page, filled(Files.readString(page), results, file));
        Path charts = Files.createDirectories(docs.resolve("performance"));
        for (Map.Entry<String, String> chart : charts(results, file).entrySet()) {
            Files.writeString(charts.resolve(chart.getKey()), chart.getValue());
        }
    }

    /** The charts by the names of their files: those of the results, and those of what was measured over TLS. */
    static Map<String, String> charts(Results results, Path file) throws IOException {
        Map<String, String> charts = new LinkedHashMap<>();
        Charts.of(results).forEach((load, chart) -> charts.put(load.key() + ".svg", chart));
        Optional<Results> encrypted = encrypted(file);
        if (encrypted.isPresent()) {
            Charts.of(encrypted.orElseThrow()).forEach((load, chart) -> charts.put(encryptedChart(load), chart));
        }
        return charts;
    }

    private static Optional<Results> encrypted(Path file) throws IOException {
        Path beside = file.resolveSibling(TLS);
        return Files.exists(beside) ? Optional.of(Results.read(beside)) : Optional.empty();
    }

    private static String encryptedChart(Load load) {
        return load == Load.TLS ? "tls.svg" : "tls-" + load.key() + ".svg";
    }

    /**
     * The page with new content between the marks.
     *
     * @param file the file that the results are from; JMH's results, and those over TLS, are beside this file
     */
    static String filled(String page, Results results, Path file) throws IOException {
        int begin = page.indexOf(BEGIN);
        int end = page.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IllegalArgumentException(
                    "the page has no place for results, between these lines:\n" + BEGIN + "\n" + END);
        }
        return page.substring(0, begin + BEGIN.length()) + "\n\n" + content(results, file) + "\n" + page.substring(end);
    }

    private static String content(Results results, Path file) throws IOException {
        Report report = new Report(results);
        StringBuilder content = new StringBuilder(report.goals()).append("\n### Charts\n\n");
        Charts.of(results)
                .keySet()
                .forEach(load -> content.append("![%s](performance/%s.svg)\n\n".formatted(load.title(), load.key())));
        content.append(report.medians()).append('\n').append(report.ratios()).append('\n');
        for (String part : List.of(
                report.feeds(), report.growth(), PathLength.table(file.resolveSibling(JMH)), report.onJdk25())) {
            content.append(part).append(part.isEmpty() ? "" : "\n");
        }
        return content.append(report.conditions())
                .append(allRounds(String.valueOf(file.getFileName())))
                .append(overTls(file))
                .toString();
    }

    private static String allRounds(String file) {
        return "\nThe figures of all rounds: [%1$s](../benchmarks/results/%1$s).\n".formatted(file);
    }

    /** What was measured over TLS; empty where nothing was. */
    private static String overTls(Path file) throws IOException {
        Optional<Results> encrypted = encrypted(file);
        if (encrypted.isEmpty()) {
            return "";
        }
        StringBuilder content = new StringBuilder("\n### Over TLS, on another machine\n\n");
        Charts.of(encrypted.orElseThrow())
                .keySet()
                .forEach(load ->
                        content.append("![%s](performance/%s)\n\n".formatted(load.title(), encryptedChart(load))));
        Report report = new Report(encrypted.orElseThrow());
        for (String part : List.of(report.medians(), report.ratios(), report.conditions())) {
            content.append(part.replace("### ", "#### ")).append(part.isEmpty() ? "" : "\n");
        }
        return content.append(allRounds(TLS).stripLeading()).toString();
    }
}
