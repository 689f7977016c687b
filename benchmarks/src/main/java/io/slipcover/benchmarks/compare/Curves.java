package io.slipcover.benchmarks.compare;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** A chart of medians along a load's points, a line for each candidate, as SVG that can be read on light and on dark ground. */
final class Curves {
    private static final int WIDTH = 760;
    private static final int LEFT = 70;
    private static final int RIGHT = 250;
    private static final int TOP = 60;
    private static final int HEIGHT = 220;
    private static final int BOTTOM = 50;

    /** Between one name and the next. */
    private static final int LINE = 16;

    private static final String STYLE = """
              <style>
                text { font: 13px system-ui, sans-serif; fill: #1f2328; }
                .title { font-size: 15px; font-weight: 600; }
                .unit { fill: #59636e; }
                .grid { stroke: #d1d9e0; }
                polyline { fill: none; stroke-width: 2; stroke: #8c959f; }
                .slipcover { stroke: #0969da; }
                .viewed { stroke: #bc4c00; }
                .variant { stroke-dasharray: 6 4; }
                @media (prefers-color-scheme: dark) {
                  text { fill: #f0f6fc; }
                  .unit { fill: #9198a1; }
                  .grid { stroke: #3d444d; }
                  .slipcover { stroke: #4493f8; }
                  .viewed { stroke: #f0883e; }
                }
              </style>
            """;

    /** A candidate's medians, one for each point. */
    private record Curve(Candidate candidate, List<Double> medians) {
        double last() {
            return medians.get(medians.size() - 1);
        }
    }

    private final Load load;
    private final Results.OfLoad found;
    private final List<Curve> curves = new ArrayList<>();
    private final double most;

    Curves(Load load, Results.OfLoad found) {
        this.load = load;
        this.found = found;
        for (Candidate candidate : Candidate.values()) {
            List<Double> medians = load.points().values().stream()
                    .flatMap(point -> found.figures(candidate, point).stream())
                    .map(Summary::median)
                    .toList();
            if (medians.size() == load.points().values().size()) {
                curves.add(new Curve(candidate, medians));
            }
        }
        this.most = curves.stream()
                .flatMap(curve -> curve.medians.stream())
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(1);
    }

    String draw() {
        int height = TOP + HEIGHT + BOTTOM;
        StringBuilder svg = new StringBuilder();
        svg.append(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" role=\"img\">\n"
                        .formatted(WIDTH, height, WIDTH, height));
        svg.append("  <title>").append(load.title()).append("</title>\n").append(STYLE);
        text(svg, "title", 8, 20, "start", load.title());
        String better = load.moreIsBetter() ? "more" : "less";
        text(
                svg,
                "unit",
                8,
                40,
                "start",
                "%s, %s is better; medians of %d rounds".formatted(load.unit(), better, found.rounds()));
        axes(svg);
        names(svg);
        for (Curve curve : curves) {
            svg.append("  <polyline class=\"").append(style(curve.candidate)).append("\" points=\"");
            for (int index = 0; index < curve.medians.size(); index++) {
                svg.append(index == 0 ? "" : " ")
                        .append(place(x(index)))
                        .append(',')
                        .append(place(y(curve.medians.get(index))));
            }
            svg.append("\"/>\n");
        }
        return svg.append("</svg>\n").toString();
    }

    private void axes(StringBuilder svg) {
        for (double figure : new double[] {0, most / 2, most}) {
            svg.append("  <line class=\"grid\" x1=\"%d\" y1=\"%s\" x2=\"%d\" y2=\"%2$s\"/>\n"
                    .formatted(LEFT, place(y(figure)), WIDTH - RIGHT));
            text(svg, "unit", LEFT - 8, y(figure) + 4, "end", figure == 0 ? "0" : Figures.measured(figure));
        }
        List<Integer> points = load.points().values();
        for (int index = 0; index < points.size(); index++) {
            text(
                    svg,
                    "unit",
                    x(index),
                    TOP + HEIGHT + 18,
                    "middle",
                    String.format(Locale.ROOT, "%,d", points.get(index)));
        }
        text(
                svg,
                "unit",
                (LEFT + WIDTH - RIGHT) / 2.0,
                TOP + HEIGHT + 38,
                "middle",
                load.points().title());
    }

    /** Writes the candidates' names where their curves end, or as near as there is room. */
    private void names(StringBuilder svg) {
        List<Curve> upwards =
                curves.stream().sorted(Comparator.comparingDouble(Curve::last)).toList();
        double free = TOP + HEIGHT + 8;
        for (Curve curve : upwards) {
            double y = Math.min(y(curve.last()) + 4, free);
            text(svg, "name", WIDTH - RIGHT + 10, y, "start", curve.candidate.title());
            free = y - LINE;
        }
    }

    private static String style(Candidate candidate) {
        String colour =
                !candidate.isSlipcover() ? "other" : candidate.release() == TodoShapes.STORED ? "slipcover" : "viewed";
        return candidate.isVariant() || candidate == Candidate.DIRECT ? colour + " variant" : colour;
    }

    private double x(int index) {
        return LEFT
                + (double) (WIDTH - LEFT - RIGHT)
                        * index
                        / (load.points().values().size() - 1);
    }

    private double y(double figure) {
        return TOP + HEIGHT * (1 - figure / most);
    }

    private static void text(StringBuilder svg, String style, double x, double y, String anchor, String text) {
        svg.append("  <text class=\"%s\" x=\"%s\" y=\"%s\" text-anchor=\"%s\">%s</text>\n"
                .formatted(style, place(x), place(y), anchor, text));
    }

    private static String place(double place) {
        return String.format(Locale.ROOT, "%.1f", place);
    }
}
