package io.slipcover.cli;

import io.slipcover.config.Configuration;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code check}: it reads a configuration and reports every mistake, or what it read. */
@Command(
        name = "check",
        description = {
            "Reads a configuration and its lenses.",
            "Reports every mistake in them; else what was read, and what the lenses do not keep of what clients write."
        })
public final class CheckCommand implements Subcommand {
    @Mixin
    private ConfigurationOption configuration;

    @Option(names = "--strict", description = "Warnings count as mistakes: with one, the command exits with 2.")
    private boolean strict;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Configuration loaded = configuration.load();
        PrintWriter out = spec.commandLine().getOut();
        new ConfigurationSummary(loaded).lines().forEach(out::println);
        return strict && !loaded.warnings().isEmpty() ? 2 : 0;
    }
}
