package io.slipcover.benchmarks.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Results as Markdown. */
final class Report {
    private final Results results;

    Report(Results results) {
        this.results = results;
    }

    /** Everything, with headings from the third level on. */
    String text() {
        return String.join("\n", List.of(goals(), medians(), ratios(), conditions()));
    }

    /** The goals, with what was measured beside them. */
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

    /** The median figures of each candidate and load. */
    String medians() {
        return table(
                "### Medians",
                (load, candidate, found) ->
                        found.figures(candidate).map(figures -> Figures.measured(Summary.median(figures))));
    }

    /** What each candidate is to nginx. */
    String ratios() {
        return table(
                "### Ratios to nginx in the same round, the tuned one where it takes part",
                (load, candidate, found) -> found.figures(candidate)
                        .flatMap(figures -> found.figures(basis(found))
                                .map(basis -> Figures.ratio(Summary.ratio(figures, basis)))));
    }

    /** The nginx that does best with the load, where there are two. */
    private static Candidate basis(Results.OfLoad found) {
        return found.figures(Candidate.NGINX_TUNED).isPresent() ? Candidate.NGINX_TUNED : Candidate.NGINX;
    }

    private interface Cell {
        Optional<String> text(Load load, Candidate candidate, Results.OfLoad found);
    }

    /** A row for each load, a column for each candidate. */
    private String table(String heading, Cell cell) {
        List<Load> loads = measuredLoads();
        List<Candidate> candidates = List.of(Candidate.values()).stream()
                .filter(candidate -> loads.stream().anyMatch(load -> figures(load, candidate)))
                .toList();
        List<String> head = new ArrayList<>(List.of(""));
        candidates.forEach(candidate -> head.add(candidate.title()));
        StringBuilder table = new StringBuilder(heading).append("\n\n");
        row(table, head);
        row(table, head.stream().map(text -> text.isEmpty() ? "---" : "---:").toList());
        for (Load load : loads) {
            List<String> cells = new ArrayList<>(List.of(load.title() + ", " + load.unit()));
            for (Candidate candidate : candidates) {
                cells.add(results.of(load)
                        .flatMap(found -> cell.text(load, candidate, found))
                        .orElse(""));
            }
            if (cells.stream().skip(1).anyMatch(text -> !text.isEmpty())) {
                row(table, cells);
            }
        }
        return table.toString();
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

    private static void row(StringBuilder table, List<String> cells) {
        table.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }
}
