package io.slipcover.cli;

import io.slipcover.config.Configuration;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option that says which configuration a command works with. */
final class ConfigurationOption {
    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            required = true,
            description = "The configuration, usually called slipcover.yaml.")
    private Path file;

    Path file() {
        return file;
    }

    /**
     * Reads the file and its lenses.
     *
     * @throws io.slipcover.config.ConfigurationException with every mistake in the files; the program prints the
     *     mistakes and exits with 2
     */
    Configuration load() {
        return Configuration.load(file, System.getenv());
    }
}
