package io.slipcover.cli;

import io.slipcover.catalog.Catalog;
import io.slipcover.catalog.Release;
import io.slipcover.config.Configuration;
import io.slipcover.envelope.EnvelopeLimits;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code transform}: it leads documents from one shape to another, or shows what would be stored of edits. */
@Command(
        name = "transform",
        description = {
            "Leads documents from the shape of one release to that of another.",
            "Documents are JSON objects one after the other, one a line or pretty-printed; they come out one a line."
                    + " Those that cannot be led are reported with line and _id and left out, and the command exits with 1."
                    + " Reading ends at malformed JSON.",
            "With --base, the documents are edits: what comes out is what Slipcover would store."
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
            description = "The release whose shape they have, or one version of a type, such as todo-item@2.")
    private String from;

    @Option(
            names = "--to",
            paramLabel = "RELEASE",
            description = "The release, or the version, whose shape they get. With --base, the one that is stored:"
                    + " the store release unless given.")
    private @Nullable String to;

    @Option(
            names = "--base",
            paramLabel = "FILE",
            description = "The stored documents that clients of --from edited: one, or several with an _id each.")
    private @Nullable Path base;

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
    public Integer call() throws IOException, InterruptedException {
        Configuration loaded = configuration.load();
        Catalog catalog = ofDatabase(loaded.catalog());
        EnvelopeLimits limits = new EnvelopeLimits(loaded.settings().limits().nesting(), Integer.MAX_VALUE);
        Release written = shape(catalog, "--from", from);
        Release wanted = wanted(catalog);
        Bases bases;
        try {
            bases = bases(limits);
        } catch (Bases.UnreadableException e) {
            spec.commandLine().getErr().println(base + ":" + e.getMessage());
            return 1;
        }
        Transformation transformation = new Transformation(catalog, limits, written, wanted, bases);
        String name = file == null ? "stdin" : file.toString();
        OutputStream output = new BufferedOutputStream(standardOutput, BUFFER);
        try (InputStream input = file == null ? standardInput : open(file);
                TransformRun run = new TransformRun(
                        transformation::forAnotherThread,
                        output,
                        spec.commandLine().getErr(),
                        name)) {
            int failed = run.over(new JsonStream(input));
            output.flush();
            return failed == 0 ? 0 : 1;
        }
    }

    private @Nullable Bases bases(EnvelopeLimits limits) throws IOException, Bases.UnreadableException {
        if (base == null) {
            return null;
        }
        try (InputStream input = open(base)) {
            return Bases.read(new JsonStream(input), limits.maximumDepth());
        }
    }

    private Release wanted(Catalog catalog) {
        if (to != null) {
            return shape(catalog, "--to", to);
        }
        if (base != null) {
            return catalog.store();
        }
        throw new ParameterException(spec.commandLine(), "Missing required option: '--to=RELEASE'");
    }

    private Release shape(Catalog catalog, String option, String name) {
        try {
            return new ShapeName(name).in(catalog);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), option + ": " + e.getMessage());
        }
    }

    private Catalog ofDatabase(Catalog catalog) {
        if (database == null && catalog.typeRule().asksForDatabase()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--database: missing, since the configuration tells types by the documents' database");
        }
        return database == null ? catalog : catalog.in(database);
    }

    private InputStream open(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            throw new ParameterException(spec.commandLine(), "expected a file, found the folder " + path);
        }
        if (!Files.isReadable(path)) {
            throw new ParameterException(spec.commandLine(), "there is no file " + path + " that can be read");
        }
        return new FileInputStream(path.toFile());
    }
}
