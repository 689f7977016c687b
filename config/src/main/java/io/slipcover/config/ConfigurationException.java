package io.slipcover.config;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** A configuration that cannot be used, with every mistake in it. The message has one mistake per line. */
public final class ConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    private final transient List<Path> files;

    ConfigurationException(List<Problem> problems, List<Path> files) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")), null, false, false);
        this.problems = List.copyOf(problems);
        this.files = List.copyOf(files);
    }

    /** The files, and the folders of files, that were read or were to be read. */
    public List<Path> files() {
        return files;
    }

    /** The mistakes: first the mistakes of the main file, then the others by file, line and column. */
    public List<Problem> problems() {
        return problems;
    }
}
