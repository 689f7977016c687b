package io.slipcover.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.slipcover.catalog.Catalog;
import io.slipcover.schema.DocumentSchema;
import io.slipcover.schema.InvalidSchemaException;
import io.slipcover.schema.Schemas;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Everything that {@code slipcover.yaml} and its lens files say.
 *
 * @param settings how the proxy listens, asks and answers
 * @param catalog types, releases and lenses
 * @param lenses how many lens files were read
 * @param warnings what works, but probably not as its author meant it
 * @param losses what older releases write and the lenses do not keep, by the schema author's decision
 * @param facts what else the lens files say, for those who ask
 * @param schemas JSON Schemas of versions, and what they are for
 * @param lensFolder the folder with the lens files
 * @param told the keys of the file, without secrets
 * @param files the files, and the folders of files, that all this was read from
 */
public record Configuration(
        Settings settings,
        Catalog catalog,
        int lenses,
        List<Problem> warnings,
        List<Problem> losses,
        LensFacts facts,
        Schemas schemas,
        Path lensFolder,
        ToldKeys told,
        List<Path> files) {
    public Configuration {
        requireNonNull(settings, "settings");
        requireNonNull(catalog, "catalog");
        warnings = List.copyOf(warnings);
        losses = List.copyOf(losses);
        requireNonNull(facts, "facts");
        requireNonNull(schemas, "schemas");
        requireNonNull(lensFolder, "lensFolder");
        requireNonNull(told, "told");
        files = List.copyOf(files);
    }

    /** A configuration that no file says. */
    public Configuration(Settings settings, Catalog catalog, int lenses, List<Problem> warnings, List<Problem> losses) {
        this(
                settings,
                catalog,
                lenses,
                warnings,
                losses,
                LensFacts.none(catalog),
                Schemas.none(),
                Path.of(LensFolder.DEFAULT),
                ToldKeys.none(),
                List.of());
    }

    /**
     * Reads a configuration file and the lens files beside it.
     *
     * @param environment what <code>${VAR}</code> in the configuration file stands for
     * @throws ConfigurationException with every mistake in these files
     */
    public static Configuration load(Path file, Map<String, String> environment) {
        return new ConfigurationReader(file, environment).read();
    }

    /**
     * Reads a configuration as if its file had another text already.
     *
     * @param text the text that the file is to have; lens files are read from where the text says
     * @param environment what <code>${VAR}</code> in the text stands for
     * @throws ConfigurationException with every mistake in the text and in the lens files
     */
    public static Configuration load(Path file, String text, Map<String, String> environment) {
        return load(file, text, Set.of(), environment);
    }

    /**
     * Reads a configuration as if its file had another text already, and some of the files beside it were gone.
     *
     * @param leftOut lens files and schemas that are not read, by their absolute paths without detours
     * @throws ConfigurationException with every mistake in the text and in the other files
     */
    public static Configuration load(Path file, String text, Set<Path> leftOut, Map<String, String> environment) {
        return new ConfigurationReader(file, environment, leftOut).read(text.getBytes(UTF_8));
    }

    /** This configuration with other settings. */
    public Configuration with(Settings other) {
        return new Configuration(other, catalog, lenses, warnings, losses, facts, schemas, lensFolder, told, files);
    }

    /** This configuration as it is for the documents of a database. */
    public Configuration in(String database) {
        return new Configuration(
                settings, catalog.in(database), lenses, warnings, losses, facts, schemas, lensFolder, told, files);
    }

    /**
     * Makes all schemas ready.
     *
     * @throws ConfigurationException with every file that is no schema
     */
    public void compileSchemas() {
        List<Problem> mistakes = new ArrayList<>();
        for (DocumentSchema schema : schemas.all()) {
            try {
                schema.compile();
            } catch (InvalidSchemaException e) {
                mistakes.add(Place.startOf(schema.file()).problem(String.valueOf(e.getMessage())));
            }
        }
        if (!mistakes.isEmpty()) {
            throw new ConfigurationException(mistakes, files);
        }
    }
}
