package io.slipcover.config;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;

/**
 * A mistake, or something worth knowing, with its place in a configuration file.
 *
 * @param file the file's name, without its folder
 * @param line the line, counted from 1
 * @param column the column, counted from 1, in characters
 * @param message what was found and what was expected
 */
public record Problem(String file, int line, int column, String message) implements Comparable<Problem> {
    private static final Comparator<Problem> BY_PLACE = Comparator.comparing(Problem::file)
            .thenComparingInt(Problem::line)
            .thenComparingInt(Problem::column)
            .thenComparing(Problem::message);

    public Problem {
        requireNonNull(file, "file");
        requireNonNull(message, "message");
    }

    @Override
    public int compareTo(Problem other) {
        return BY_PLACE.compare(this, other);
    }

    /** The line that a command prints: {@code todo-item.1-2.yaml:7:5: rename: missing 'destination'}. */
    @Override
    public String toString() {
        return file + ":" + line + ":" + column + ": " + message;
    }
}
