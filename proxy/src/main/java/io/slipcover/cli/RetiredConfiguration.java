package io.slipcover.cli;

import io.slipcover.config.Configuration;
import io.slipcover.config.RetiringText;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * A configuration out of which a release was taken. It has no mistake where the old one stands.
 *
 * @param text what the file says
 * @param loaded what the file means
 * @param leftOut lens files and schemas that nothing needs any more
 */
record RetiredConfiguration(RetiringText text, Configuration loaded, Set<Path> leftOut) {
    RetiredConfiguration {
        leftOut = Set.copyOf(leftOut);
    }

    /** The names of the files that nothing needs any more. */
    List<String> leftOutNames() {
        return leftOut.stream()
                .map(path -> String.valueOf(path.getFileName()))
                .sorted()
                .toList();
    }
}
