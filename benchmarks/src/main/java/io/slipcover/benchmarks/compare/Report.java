package io.slipcover.benchmarks.compare;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Results as Markdown. */
final class Report {
    private final Results results;

    Report(Results results) {
        this.results = results;
    }

    /** Everything, with headings from the third level on. */
    String text() {
        return Stream.of(goals(), medians(), ratios(), feeds(), growth(), onJdk25(), conditions())
                .filter(part -> !part.isEmpty())
                .collect(joining("\n"));
    }

    /** The goals, each with its measured figure. */
    String goals() {
        StringBuilder table =
                new StringBuilder("### Goals\n\n| what | goal | measured | reached |\n| --- | --- | --- | --- |\n");
        for (Goal goal : Goal.ALL) {
            List<String> cells = new ArrayList<>(List.of(goal.what(), goal.wanted()));
            goal.measured(results)
                    .ifPresentOrElse(
                            measured -> cells.addAll(
                                    List.of(goal.shown(measured), goal.isReached(measured) ? "yes" : "**no**")),
                            () -> cells.addAll(List.of(
                                    results.of(goal.load()).isPresent() ? "cannot be told" : "not measured", "–")));
            row(table, cells);
        }
        return table.toString();
    }

    /** The median figures of each candidate and load; empty where no load has one figure for a candidate. */
    String medians() {
        return tables("### Medians", (load, candidate, found) -> median(found.figures(candidate)));
    }

    /** What each candidate is to nginx; empty where there is no such load. */
    String ratios() {
        return tables(
                "### Ratios to nginx in the same round, the tuned one where it takes part",
                (load, candidate, found) -> found.figures(candidate)
                        .flatMap(figures -> found.figures(basis(candidate, found))
                                .map(basis -> Figures.ratio(Summary.ratio(figures, basis)))));
    }

    /** The nginx that a candidate is compared with: the one that speaks TLS too, or the one that does best with the load. */
    private static Candidate basis(Candidate candidate, Results.OfLoad found) {
        if (candidate.isEncrypted()) {
            return Candidate.NGINX_TLS;
        }
        return found.figures(Candidate.NGINX_TUNED).isPresent() ? Candidate.NGINX_TUNED : Candidate.NGINX;
    }

    private interface Cell {
        Optional<String> text(Load load, Candidate candidate, Results.OfLoad found);
    }

    /** How late feeds are; empty where that was not measured. */
    String feeds() {
        return alongPoints("### Idle feeds", load -> load.stage() == Load.Stage.FEEDS);
    }

    /** What changes with the size of documents, the number of connections and of event loops; empty where that was not measured. */
    String growth() {
        return alongPoints("### How cost grows", load -> load.stage() != Load.Stage.FEEDS);
    }

    /** For each of these loads a table: a row for each point, a column for each candidate. */
    private String alongPoints(String heading, Predicate<Load> which) {
        StringBuilder tables = new StringBuilder();
        for (Load load : measuredLoads()) {
            if (load.points().values().isEmpty() || !which.test(load)) {
                continue;
            }
            Results.OfLoad found = results.of(load).orElseThrow();
            List<Candidate> candidates = Stream.of(Candidate.values())
                    .filter(candidate -> found.figures(
                                    candidate, load.points().values().get(0))
                            .isPresent())
                    .toList();
            tables.append(tables.isEmpty() ? heading + "\n\n" : "\n")
                    .append(load.title() + ", " + load.unit() + ":\n\n");
            head(
                    tables,
                    load.points().title(),
                    candidates.stream().map(Candidate::title).toList());
            for (int point : load.points().values()) {
                List<String> cells = new ArrayList<>(List.of(String.format(Locale.ROOT, "%,d", point)));
                for (Candidate candidate : candidates) {
                    cells.add(median(found.figures(candidate, point)).orElse(""));
                }
                row(tables, cells);
            }
        }
        return tables.toString();
    }

    /** Slipcover on JDK 25, beside the JDK that everything else runs on; empty where that was not measured. */
    String onJdk25() {
        List<Load> loads = measuredLoads().stream()
                .filter(load -> figures(load, Candidate.SLIPCOVER_1_JDK_25))
                .toList();
        if (loads.isEmpty()) {
            return "";
        }
        StringBuilder table = new StringBuilder("### JDK 25 beside the JDK of all else\n\n");
        head(table, "", List.of("opaque", "opaque, JDK 25", "ratio", "3 → 1", "3 → 1, JDK 25", "ratio"));
        for (Load load : loads) {
            Results.OfLoad found = results.of(load).orElseThrow();
            List<String> cells = new ArrayList<>(List.of(load.title() + ", " + load.unit()));
            cells.addAll(pair(found, Candidate.SLIPCOVER_OPAQUE, Candidate.SLIPCOVER_OPAQUE_JDK_25));
            cells.addAll(pair(found, Candidate.SLIPCOVER_1, Candidate.SLIPCOVER_1_JDK_25));
            row(table, cells);
        }
        return table.toString();
    }

    /** The medians of two candidates, and what the second is to the first. */
    private static List<String> pair(Results.OfLoad found, Candidate one, Candidate other) {
        Optional<List<Double>> basis = found.figures(one);
        Optional<List<Double>> figures = found.figures(other);
        Optional<String> ratio = figures.flatMap(own -> basis.map(others -> Figures.ratio(Summary.ratio(own, others))));
        return List.of(median(basis).orElse(""), median(figures).orElse(""), ratio.orElse(""));
    }

    private static Optional<String> median(Optional<List<Double>> figures) {
        return figures.map(all -> Figures.measured(Summary.median(all)));
    }

    /** The candidates in the clear, and in a table of their own those that speak TLS. */
    private String tables(String heading, Cell cell) {
        String tables = Stream.of(table(candidate -> !candidate.isVariant(), cell), table(Candidate::isEncrypted, cell))
                .filter(table -> !table.isEmpty())
                .collect(joining("\n"));
        return tables.isEmpty() ? "" : heading + "\n\n" + tables;
    }

    /** A row for each load, a column for each candidate; empty where there is no row. */
    private String table(Predicate<Candidate> which, Cell cell) {
        List<Load> loads = measuredLoads();
        List<Candidate> candidates = Stream.of(Candidate.values())
                .filter(which)
                .filter(candidate -> loads.stream().anyMatch(load -> figures(load, candidate)))
                .toList();
        StringBuilder rows = new StringBuilder();
        for (Load load : loads) {
            List<String> cells = new ArrayList<>(List.of(load.title() + ", " + load.unit()));
            for (Candidate candidate : candidates) {
                cells.add(results.of(load)
                        .flatMap(found -> cell.text(load, candidate, found))
                        .orElse(""));
            }
            if (cells.stream().skip(1).anyMatch(text -> !text.isEmpty())) {
                row(rows, cells);
            }
        }
        if (rows.isEmpty()) {
            return "";
        }
        StringBuilder table = new StringBuilder();
        head(table, "", candidates.stream().map(Candidate::title).toList());
        return table.append(rows).toString();
    }

    private boolean figures(Load load, Candidate candidate) {
        return results.of(load).flatMap(found -> found.figures(candidate)).isPresent();
    }

    private List<Load> measuredLoads() {
        return List.of(Load.values()).stream()
                .filter(load -> results.of(load).isPresent())
                .toList();
    }

    /** On what it was measured, when and how. */
    String conditions() {
        StringBuilder text = new StringBuilder("### Conditions\n\n");
        results.machine().forEach((name, value) -> text.append("- " + name + ": " + value + "\n"));
        results.programs().forEach((name, value) -> text.append("- " + name + ": " + value + "\n"));
        for (Load load : measuredLoads()) {
            Results.OfLoad found = results.of(load).orElseThrow();
            text.append("- `%s`: %d rounds, %s, commit %s%s\n"
                    .formatted(load.key(), found.rounds(), found.measured(), found.commit(), remarks(found)));
        }
        return text.toString();
    }

    private static String remarks(Results.OfLoad found) {
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, Double> fact : found.facts().entrySet()) {
            text.append(", at ")
                    .append(Figures.measured(fact.getValue()))
                    .append(' ')
                    .append(fact.getKey());
        }
        found.leftOut().forEach((candidate, reason) -> text.append("; without " + candidate + ": " + reason));
        return text.toString();
    }

    /** The first two lines of a table. The table's first column says what is in a row. */
    private static void head(StringBuilder table, String first, List<String> others) {
        row(table, Stream.concat(Stream.of(first), others.stream()).toList());
        row(
                table,
                Stream.concat(Stream.of("---"), others.stream().map(any -> "---:"))
                        .toList());
    }

    private static void row(StringBuilder table, List<String> cells) {
        table.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }
}
