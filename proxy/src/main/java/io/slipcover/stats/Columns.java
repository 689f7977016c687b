package io.slipcover.stats;

import java.util.ArrayList;
import java.util.List;

/** Rows of a table whose columns stand below each other. */
public final class Columns {
    private Columns() {}

    /** The lines of the rows: the first column to the left, the others to the right. */
    public static List<String> aligned(List<List<String>> rows) {
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < row.size(); column++) {
                String padding = padding(rows, row, column);
                line.append(column == 0 ? row.get(column) + padding : "  " + padding + row.get(column));
            }
            lines.add(line.toString());
        }
        return lines;
    }

    /** The lines of the rows: all columns to the left. */
    public static List<String> toTheLeft(List<List<String>> rows) {
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < row.size(); column++) {
                line.append(row.get(column)).append(padding(rows, row, column)).append("  ");
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }

    private static String padding(List<List<String>> rows, List<String> row, int column) {
        int width = rows.stream()
                .mapToInt(other -> other.get(column).length())
                .max()
                .orElse(0);
        return " ".repeat(width - row.get(column).length());
    }
}
