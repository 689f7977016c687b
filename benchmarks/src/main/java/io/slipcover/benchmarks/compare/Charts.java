package io.slipcover.benchmarks.compare;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Charts of medians, as SVG that can be read on light and on dark ground: bars, in each a thin line where the middle half of the rounds lies; {@link Curves}
 * where a load has points.
 */
final class Charts {
    private static final int WIDTH = 760;
    private static final int LABELS = 230;
    private static final int FIGURES = 90;
    private static final int TOP = 52;
    private static final int ROW = 26;
    private static final int BAR = 16;

    private static final double LOWER = 0.25;
    private static final double UPPER = 0.75;

    private static final String STYLE = """
              <style>
                text { font: 13px system-ui, sans-serif; fill: #1f2328; }
                .title { font-size: 15px; font-weight: 600; }
                .unit { fill: #59636e; }
                .bar { fill: #8c959f; }
                .slipcover { fill: #0969da; }
                .range { stroke: #1f2328; stroke-width: 1.5; }
                @media (prefers-color-scheme: dark) {
                  text { fill: #f0f6fc; }
                  .unit { fill: #9198a1; }
                  .bar { fill: #656c76; }
                  .slipcover { fill: #4493f8; }
                  .range { stroke: #f0f6fc; }
                }
              </style>
            """;

    private Charts() {}

    /** A chart of each load that was measured. */
    static Map<Load, String> of(Results results) {
        Map<Load, String> charts = new EnumMap<>(Load.class);
        for (Load load : Load.values()) {
            results.of(load)
                    .filter(found -> !found.figures().isEmpty())
                    .ifPresent(found -> charts.put(
                            load,
                            load.points().values().isEmpty() ? draw(load, found) : new Curves(load, found).draw()));
        }
        return charts;
    }

    private static String draw(Load load, Results.OfLoad found) {
        List<Candidate> candidates = List.of(Candidate.values()).stream()
                .filter(candidate -> found.figures(candidate).isPresent())
                .toList();
        double most = found.figures().values().stream()
                .mapToDouble(figures -> Summary.quantile(UPPER, figures))
                .max()
                .orElse(1);
        double scale = (WIDTH - LABELS - FIGURES) / most;
        int height = TOP + ROW * candidates.size() + 8;
        StringBuilder svg = new StringBuilder();
        svg.append(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" role=\"img\">\n"
                        .formatted(WIDTH, height, WIDTH, height));
        svg.append("  <title>").append(load.title()).append("</title>\n").append(STYLE);
        svg.append("  <text class=\"title\" x=\"8\" y=\"20\">")
                .append(load.title())
                .append("</text>\n");
        svg.append(
                "  <text class=\"unit\" x=\"8\" y=\"40\">%s, %s is better; median of %d rounds, and their middle half</text>\n"
                        .formatted(load.unit(), load.moreIsBetter() ? "more" : "less", found.rounds()));
        for (int row = 0; row < candidates.size(); row++) {
            Candidate candidate = candidates.get(row);
            svg.append(bar(candidate, found.figures(candidate).orElseThrow(), scale, TOP + ROW * row));
        }
        return svg.append("</svg>\n").toString();
    }

    private static String bar(Candidate candidate, List<Double> figures, double scale, int y) {
        double median = Summary.median(figures);
        double least = Summary.quantile(LOWER, figures);
        double most = Summary.quantile(UPPER, figures);
        int middle = y + BAR / 2;
        return """
                  <text x="%d" y="%d" text-anchor="end">%s</text>
                  <rect class="%s" x="%d" y="%d" width="%s" height="%d" rx="2"/>
                  <line class="range" x1="%s" y1="%d" x2="%s" y2="%d"/>
                  <text x="%s" y="%d">%s</text>
                """.formatted(
                        LABELS - 8,
                        y + 13,
                        candidate.title(),
                        candidate.isSlipcover() ? "slipcover" : "bar",
                        LABELS,
                        y,
                        place(median * scale),
                        BAR,
                        place(LABELS + least * scale),
                        middle,
                        place(LABELS + most * scale),
                        middle,
                        place(LABELS + most * scale + 6),
                        y + 13,
                        Figures.measured(median));
    }

    private static String place(double place) {
        return String.format(Locale.ROOT, "%.1f", place);
    }
}
