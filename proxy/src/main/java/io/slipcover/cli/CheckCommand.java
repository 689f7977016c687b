package io.slipcover.cli;

import io.slipcover.check.Findings;
import io.slipcover.config.Configuration;
import io.slipcover.config.ConfigurationException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The command {@code check}: it reads a configuration and reports every mistake, or what it read. It also holds documents against the lenses,
 * those of files or those of a database.
 */
@Command(
        name = "check",
        description = {
            "Reads a configuration and its lenses.",
            "Reports every mistake in them; else what was read, and what the lenses do not keep of what clients write.",
            "With documents it says what would be lost of them, and exits with 1 where something would."
        })
public final class CheckCommand implements Subcommand {
    private static final int WRONG_CONFIGURATION = 2;

    @Mixin
    private ConfigurationOption configuration;

    @Option(names = "--strict", description = "Warnings count as mistakes: with one, the command exits with 2.")
    private boolean strict;

    @Option(
            names = "--paths",
            description =
                    "Says of each path what older clients do not see, what is not kept of what they write, what needs"
                            + " the base of an edit, and what an edit is refused for.")
    private boolean paths;

    @Option(names = "--json", description = "Prints everything as one JSON object.")
    private boolean json;

    @Option(
            names = "--samples",
            arity = "1..*",
            paramLabel = "FILE",
            description =
                    "Stored documents to hold against the lenses: one a line, a list, or an answer of _all_docs with"
                            + " include_docs=true. '-' is standard input.")
    private @Nullable List<Path> samples;

    @Option(
            names = "--database",
            paramLabel = "URL",
            description = "A database whose documents are read and held against the lenses, such as"
                    + " http://127.0.0.1:5984/todos. Name and password come from COUCHDB_USER and COUCHDB_PASSWORD, or from a"
                    + " netrc file.")
    private @Nullable String database;

    @Option(
            names = "--sample",
            paramLabel = "N",
            description = "Reads N documents of the database alone, evenly from all of it.")
    private @Nullable Integer sample;

    @Option(names = "--rate", paramLabel = "N", description = "Reads N documents of the database in a second at most.")
    private @Nullable Integer rate;

    @Option(names = "--show-values", description = "Shows values of documents, which are masked otherwise.")
    private boolean showsValues;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        DatabaseAddress address = address();
        Configuration loaded;
        try {
            loaded = configuration.load();
            loaded.compileSchemas();
        } catch (ConfigurationException mistakes) {
            if (!json) {
                throw mistakes;
            }
            out().println(ConfigurationSummary.json(mistakes.problems()));
            return WRONG_CONFIGURATION;
        }
        ConfigurationSummary summary = new ConfigurationSummary(loaded, paths);
        DocumentCheck documents = new DocumentCheck(loaded, spec.commandLine());
        Findings findings = documents.of(samples == null ? List.of() : samples, address, sample, rate);
        print(loaded, summary, findings);
        if (strict && !loaded.warnings().isEmpty()) {
            return WRONG_CONFIGURATION;
        }
        boolean sound = findings == null || findings.violations().isEmpty();
        return sound && documents.isWhole() ? 0 : 1;
    }

    /** The database to read; null where none is. */
    private @Nullable DatabaseAddress address() {
        if (database == null) {
            if (sample != null || rate != null) {
                throw new ParameterException(
                        spec.commandLine(), "--sample and --rate are about --database, which is missing");
            }
            return null;
        }
        positive("--sample", sample);
        positive("--rate", rate);
        try {
            return DatabaseAddress.parse(database);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--database: " + e.getMessage(), e);
        }
    }

    private void positive(String option, @Nullable Integer number) {
        if (number != null && number < 1) {
            throw new ParameterException(spec.commandLine(), option + ": expected a number from 1, found " + number);
        }
    }

    private void print(Configuration loaded, ConfigurationSummary summary, @Nullable Findings findings) {
        FindingsReport report = findings == null ? null : new FindingsReport(findings, loaded.catalog(), showsValues);
        if (json) {
            Json all = summary.json();
            out().println(report == null ? all : all.with("samples", report.json()));
            return;
        }
        summary.lines().forEach(out()::println);
        if (report != null) {
            out().println();
            report.lines().forEach(out()::println);
        }
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
