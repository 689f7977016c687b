package io.slipcover.cli;

import io.slipcover.catalog.Catalog;
import io.slipcover.check.Findings;
import io.slipcover.check.SampleProof;
import io.slipcover.config.Configuration;
import io.slipcover.config.ConfigurationException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
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
            names = "--samples-of",
            paramLabel = "DB",
            description = "The database of the samples, where the configuration tells types by database.")
    private @Nullable String samplesOf;

    @Option(names = "--show-values", description = "Shows values of documents, which are masked otherwise.")
    private boolean showsValues;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Configuration loaded;
        try {
            loaded = configuration.load();
        } catch (ConfigurationException mistakes) {
            if (!json) {
                throw mistakes;
            }
            out().println(ConfigurationSummary.json(mistakes.problems()));
            return WRONG_CONFIGURATION;
        }
        ConfigurationSummary summary = new ConfigurationSummary(loaded, paths);
        DocumentCheck documents = new DocumentCheck(loaded);
        if (samples != null) {
            for (Path file : samples) {
                documents.read(file);
            }
        }
        print(loaded, summary, documents);
        if (strict && !loaded.warnings().isEmpty()) {
            return WRONG_CONFIGURATION;
        }
        return documents.isSound() ? 0 : 1;
    }

    private void print(Configuration loaded, ConfigurationSummary summary, DocumentCheck documents) {
        Findings findings = documents.findings();
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

    /** The documents that were held against the lenses, if any were. */
    private final class DocumentCheck {
        private final Configuration loaded;
        private @Nullable SampleProof proof;
        private boolean whole = true;

        DocumentCheck(Configuration loaded) {
            this.loaded = loaded;
        }

        void read(Path file) throws IOException {
            SampleProof current = proof == null
                    ? new SampleProof(
                            catalogOfSamples(loaded.catalog()), loaded.facts().losses())
                    : proof;
            proof = current;
            SampleFile documents = new SampleFile(
                    file.toString(),
                    loaded.settings().limits().nesting(),
                    spec.commandLine().getErr()::println);
            try (InputStream input = input(file)) {
                documents.read(input, current::accept);
            }
            whole &= documents.isWhole();
        }

        @Nullable
        Findings findings() {
            return proof == null ? null : proof.findings();
        }

        boolean isSound() {
            Findings found = findings();
            return whole && (found == null || found.violations().isEmpty());
        }
    }

    private Catalog catalogOfSamples(Catalog catalog) {
        if (samplesOf == null && catalog.typeRule().asksForDatabase()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--samples-of: missing, since the configuration tells types by the documents' database");
        }
        return samplesOf == null ? catalog : catalog.in(samplesOf);
    }

    private InputStream input(Path file) throws IOException {
        if (file.toString().equals("-")) {
            return System.in;
        }
        if (!Files.isRegularFile(file) && !Files.exists(file)) {
            throw new ParameterException(spec.commandLine(), "--samples: there is no file " + file);
        }
        if (Files.isDirectory(file)) {
            throw new ParameterException(spec.commandLine(), "--samples: expected a file, found the folder " + file);
        }
        return Files.newInputStream(file);
    }
}
