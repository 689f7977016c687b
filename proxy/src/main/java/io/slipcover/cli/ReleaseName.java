package io.slipcover.cli;

import io.slipcover.catalog.Catalog;
import io.slipcover.catalog.Release;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * The name of a release on the command line.
 *
 * @param option what the message about a wrong name begins with, such as {@code --from}
 */
record ReleaseName(String option, String text) {
    /** The release of this name. A name that no release has is wrong usage. */
    Release in(Catalog catalog, CommandLine commandLine) {
        return catalog.release(text)
                .orElseThrow(() -> new ParameterException(
                        commandLine,
                        "%s: there is no release '%s', only %s"
                                .formatted(
                                        option,
                                        text,
                                        catalog.releases().stream()
                                                .map(Release::name)
                                                .collect(Collectors.joining(", ")))));
    }
}
