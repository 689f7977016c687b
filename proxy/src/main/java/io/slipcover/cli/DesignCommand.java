package io.slipcover.cli;

import io.slipcover.catalog.Catalog;
import io.slipcover.catalog.Release;
import io.slipcover.config.Configuration;
import io.slipcover.couch.CouchDb;
import io.slipcover.couch.DatabaseNames;
import io.slipcover.design.CannotMakeDesignException;
import io.slipcover.design.DesignDocument;
import io.slipcover.design.Target;
import io.slipcover.design.Upload;
import io.slipcover.document.ReleaseView;
import io.slipcover.json.JsonFormatException;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code design}: it makes a design document whose functions see documents as one release does. */
@Command(
        name = "design",
        description = {
            "Makes a design document for the clients of a release, of the one that they know.",
            "Its views, filters, validate_doc_update, updates, shows and lists call the functions of that one, unchanged, with"
                    + " documents in the release's shape. The lens engine travels in the design document.",
            "Prints the design document, or uploads it to databases."
        })
public final class DesignCommand implements Subcommand {
    private static final String DESIGN = "_design/";
    private static final JsonName ID = JsonName.of("_id");

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigurationOption option;

    @Mixin
    private DatabaseOptions databases;

    @Option(
            names = "--release",
            required = true,
            paramLabel = "RELEASE",
            description = "The release whose shapes the functions know.")
    private String release;

    @Option(
            names = "--for",
            paramLabel = "SERVER",
            defaultValue = "couchdb",
            description = "Who runs the functions: couchdb, or pouchdb, whose functions each bring the engine along.")
    private String server;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "The name that clients ask for, without _design/. It is needed where FILE has no _id.")
    private @Nullable String name;

    @Option(
            names = "--upload",
            description = "Writes the design document to the databases, and prints what came of it.")
    private boolean uploads;

    @Parameters(paramLabel = "FILE", description = "The design document that clients of the release know, as JSON.")
    private Path file;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Configuration configuration = option.load();
        JsonObject original = read();
        try {
            if (uploads) {
                upload(configuration, original);
            } else {
                print(make(ofDatabase(configuration), original));
            }
        } catch (CannotMakeDesignException exception) {
            throw new ParameterException(spec.commandLine(), file + ": " + exception.getMessage(), exception);
        }
        return 0;
    }

    private JsonObject read() throws IOException {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new ParameterException(spec.commandLine(), "there is no file " + file + " that can be read");
        }
        byte[] bytes = Files.readAllBytes(file);
        try {
            return JsonObject.parse(bytes, 0, bytes.length);
        } catch (JsonFormatException exception) {
            throw new ParameterException(spec.commandLine(), file + ": " + exception.getMessage(), exception);
        }
    }

    /** The configuration as it is for the database that the user names, where documents of each database have types of their own. */
    private Configuration ofDatabase(Configuration configuration) {
        if (!configuration.catalog().typeRule().asksForDatabase()) {
            return configuration;
        }
        List<String> named = databases.named(configuration.catalog().databases());
        if (named.size() != 1) {
            throw new ParameterException(
                    spec.commandLine(), "--database: expected one, since the configuration tells types by database");
        }
        return configuration.in(named.get(0));
    }

    private DesignDocument make(Configuration configuration, JsonObject original) throws CannotMakeDesignException {
        Catalog catalog = configuration.catalog();
        Release wanted = new ReleaseName("--release", release).in(catalog, spec.commandLine());
        String known = known(original);
        ReleaseView view = new ReleaseView(catalog, wanted);
        String answering = view.answeringDesign(known);
        return DesignDocument.make(
                original,
                known,
                answering.equals(known) ? view.madeDesign(known) : answering,
                JsonObject.of(
                        LensesJson.of(catalog, configuration.facts().written()).toString()),
                release,
                catalog.store().name(),
                target());
    }

    /** The name that clients ask for. */
    private String known(JsonObject original) {
        String id = original.string(ID);
        if (name != null) {
            return name;
        }
        if (id == null || !id.startsWith(DESIGN)) {
            throw new ParameterException(
                    spec.commandLine(), file + ": expected an _id that begins with _design/, or --name NAME");
        }
        return id.substring(DESIGN.length());
    }

    private Target target() {
        try {
            return Target.valueOf(server.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException exception) {
            throw new ParameterException(
                    spec.commandLine(), "--for: expected couchdb or pouchdb, found '" + server + "'", exception);
        }
    }

    private void print(DesignDocument design) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(design.json());
        out.flush();
        spec.commandLine().getErr().println(sized(design));
    }

    private static String sized(DesignDocument design) {
        return "%s: %,d bytes; the engine and its lenses have %,d"
                .formatted(design.id(), design.size(), design.engine());
    }

    private void upload(Configuration configuration, JsonObject original)
            throws IOException, InterruptedException, CannotMakeDesignException {
        List<String> named = databases.named(configuration.catalog().databases());
        CouchDb couch = databases.couch(configuration);
        DesignDocument same =
                configuration.catalog().typeRule().asksForDatabase() ? null : make(configuration, original);
        DatabaseNames.Step<CannotMakeDesignException> step =
                database -> upload(couch, database, same == null ? make(configuration.in(database), original) : same);
        if (databases.all()) {
            new DatabaseNames(couch, configuration.catalog().databases()).forEach(step);
        } else {
            for (String database : named) {
                step.take(database);
            }
        }
    }

    private void upload(CouchDb couch, String database, DesignDocument design)
            throws IOException, InterruptedException, CannotMakeDesignException {
        Upload.Outcome outcome = new Upload(couch, database, design).run();
        PrintWriter out = spec.commandLine().getOut();
        out.println("%s: %s %s".formatted(database, outcome.written() ? "wrote" : "has already", sized(design)));
        for (String older : outcome.older()) {
            out.println("%s: %s was made by other lenses; delete it when no Slipcover uses them any more"
                    .formatted(database, older));
        }
        if (outcome.validatesStored()) {
            out.println("%s: %s validates documents, too, as they are stored; remove its validate_doc_update"
                    .formatted(database, design.madeOf()));
        }
        out.flush();
    }
}
