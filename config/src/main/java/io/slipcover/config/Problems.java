package io.slipcover.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The mistakes that were found so far. Reading goes on after a mistake, so that a report tells all mistakes in one go.
 */
final class Problems {
    private final String mainFile;
    private final List<Problem> mistakes = new ArrayList<>();
    private final Set<Path> files = new LinkedHashSet<>();
    private final List<Problem> warnings = new ArrayList<>();

    /** Mistakes of the main file come first, then those of the other files by name. */
    Problems(String mainFile) {
        this.mainFile = mainFile;
    }

    /** Notes a file, or a folder of files, that was read or was to be read. */
    void note(Path file) {
        files.add(file);
    }

    /** The files and folders that were noted, each once. */
    List<Path> files() {
        return List.copyOf(files);
    }

    void add(Place place, String message) {
        mistakes.add(place.problem(message));
    }

    void warn(Place place, String message) {
        warnings.add(place.problem(message));
    }

    boolean none() {
        return mistakes.isEmpty();
    }

    int count() {
        return mistakes.size();
    }

    List<Problem> mistakes() {
        return sorted(mistakes);
    }

    List<Problem> warnings() {
        return sorted(warnings);
    }

    /** Each of them once. In a tree: a hash of a record is made at run time, by the first that asks, and every start would wait for it. */
    List<Problem> sorted(List<Problem> problems) {
        Set<Problem> sorted = new TreeSet<>(
                Comparator.comparing((Problem problem) -> !problem.file().equals(mainFile))
                        .thenComparing(Comparator.naturalOrder()));
        sorted.addAll(problems);
        return List.copyOf(sorted);
    }
}
