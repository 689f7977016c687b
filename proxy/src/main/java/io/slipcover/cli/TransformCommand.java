package io.slipcover.cli;

import io.slipcover.catalog.Catalog;
import io.slipcover.catalog.Release;
import io.slipcover.config.Configuration;
import io.slipcover.envelope.EnvelopeLimits;
import io.slipcover.json.JsonFormatException;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code transform}: it leads documents from the shape of one release to the shape of another release. */
@Command(
        name = "transform",
        description = {
            "Leads documents from the shape of one release to that of another.",
            "Documents are JSON objects one after the other, one a line or pretty-printed; they come out one a line."
                    + " Those that cannot be led are reported and left out, and the command exits with 1."
        })
public final class TransformCommand implements Subcommand {
    private static final int BUFFER = 1 << 16;

    private final InputStream standardInput;
    private final OutputStream standardOutput;

    @Mixin
    private ConfigurationOption configuration;

    @Option(
            names = "--from",
            paramLabel = "RELEASE",
            required = true,
            description = "The release whose shape they have.")
    private String from;

    @Option(names = "--to", paramLabel = "RELEASE", required = true, description = "The release whose shape they get.")
    private String to;

    @Option(
            names = "--database",
            paramLabel = "DB",
            description = "The database of the documents, where the configuration tells types by database.")
    private @Nullable String database;

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "The documents; standard input unless given.")
    private @Nullable Path file;

    @Spec
    private CommandSpec spec;

    /** The command as the program uses it. */
    public TransformCommand() {
        // Not System.out, which makes characters of bytes in the platform's own way.
        this(System.in, new FileOutputStream(FileDescriptor.out));
    }

    TransformCommand(InputStream standardInput, OutputStream standardOutput) {
        this.standardInput = standardInput;
        this.standardOutput = standardOutput;
    }

    @Override
    public Integer call() throws IOException {
        Configuration loaded = configuration.load();
        Catalog catalog = ofDatabase(loaded.catalog());
        EnvelopeLimits limits = new EnvelopeLimits(loaded.settings().limits().nesting(), Integer.MAX_VALUE);
        Transformation transformation =
                new Transformation(catalog, limits, release(catalog, "--from", from), release(catalog, "--to", to));
        String name = file == null ? "stdin" : file.toString();
        try (InputStream input = input()) {
            OutputStream output = new BufferedOutputStream(standardOutput, BUFFER);
            int failed = run(new JsonStream(input), transformation, output, name);
            output.flush();
            return failed == 0 ? 0 : 1;
        }
    }

    private int run(JsonStream documents, Transformation transformation, OutputStream output, String name)
            throws IOException {
        int failed = 0;
        try {
            while (documents.next()) {
                try {
                    transformation.apply(documents.value(), documents.depth(), output);
                } catch (Transformation.FailedException e) {
                    failed++;
                    report(name, documents, e.getMessage());
                }
            }
        } catch (JsonFormatException e) {
            failed++;
            report(name, documents, JsonStream.problem(e));
        }
        return failed;
    }

    private void report(String name, JsonStream documents, @Nullable String message) {
        spec.commandLine()
                .getErr()
                .println(name + ":" + documents.line() + ": document " + documents.number() + ": " + message);
    }

    private Catalog ofDatabase(Catalog catalog) {
        if (database == null && catalog.typeRule().asksForDatabase()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--database: missing, since the configuration tells types by the documents' database");
        }
        return database == null ? catalog : catalog.in(database);
    }

    private Release release(Catalog catalog, String option, String name) {
        return catalog.release(name)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "%s: no release is called '%s'; expected one of %s"
                                .formatted(
                                        option,
                                        name,
                                        catalog.releases().stream()
                                                .map(Release::name)
                                                .collect(Collectors.joining(", ")))));
    }

    private InputStream input() throws IOException {
        if (file == null) {
            return standardInput;
        }
        if (Files.isDirectory(file)) {
            throw new ParameterException(spec.commandLine(), "expected a file, found the folder " + file);
        }
        if (!Files.isReadable(file)) {
            throw new ParameterException(spec.commandLine(), "there is no file " + file + " that can be read");
        }
        return new FileInputStream(file.toFile());
    }
}
