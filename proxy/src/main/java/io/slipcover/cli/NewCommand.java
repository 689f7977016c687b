package io.slipcover.cli;

import static java.util.Objects.requireNonNull;

import io.slipcover.catalog.Catalog;
import io.slipcover.catalog.Release;
import io.slipcover.catalog.VersionRange;
import io.slipcover.check.OwnMembers;
import io.slipcover.config.Configuration;
import io.slipcover.config.ConfigurationException;
import io.slipcover.config.ConfigurationText;
import io.slipcover.couch.CouchDb;
import io.slipcover.couch.Logins;
import io.slipcover.document.ReleaseView;
import io.slipcover.document.UnshowableException;
import io.slipcover.guess.Example;
import io.slipcover.guess.FlowYaml;
import io.slipcover.guess.Guesser;
import io.slipcover.guess.Guesses;
import io.slipcover.guess.Proof;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonSlice;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code new}: it writes the next lens of a type from examples, and adds the release. */
@Command(
        name = "new",
        description = {
            "Writes the next lens of a type from examples, and adds a release to the configuration.",
            "Looks for the operations that lead the older documents to the newer ones, says in comments how sure it is, and tries what"
                    + " it wrote on the examples. What it cannot tell is a line with TODO.",
            "Exits with 1 if an example does not lead to its newer side, or nothing explains a difference. Writes nothing, and exits with 2, where the configuration would"
                    + " have mistakes then."
        })
public final class NewCommand implements Subcommand {
    private static final Pattern WHOLE_NUMBER = Pattern.compile("([0-9]{1,6})(\\..*)?");

    @Mixin
    private ConfigurationOption configuration;

    @Parameters(paramLabel = "TYPE", description = "The type, as releases name it.")
    private String type;

    @Option(
            names = "--from",
            paramLabel = "FILE",
            description =
                    "Documents in the shape that the type has now: a file with one or several, or a folder of files.")
    private @Nullable Path from;

    @Option(
            names = "--database",
            paramLabel = "URL",
            description =
                    "A database that holds the documents in the shape that the type has now, under the ids of those of --to, such"
                            + " as http://127.0.0.1:5984/todos. Name and password come from COUCHDB_USER and COUCHDB_PASSWORD, or from"
                            + " a netrc file.")
    private @Nullable String database;

    @Option(
            names = "--to",
            paramLabel = "FILE",
            required = true,
            description =
                    "The same documents in the shape that they are to have. Documents are paired by _id where all have one,"
                            + " and otherwise by their order.")
    private Path to;

    @Option(
            names = "--release",
            paramLabel = "NAME",
            description = "The release's name; the next whole number unless given.")
    private @Nullable String release;

    @Option(
            names = "--clients",
            paramLabel = "RANGE",
            description = "The client versions of the release; those from its name on unless given.")
    private @Nullable String clients;

    @Option(names = "--dry-run", description = "Prints what would be written, and writes nothing.")
    private boolean dryRun;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if ((from == null) == (database == null)) {
            throw new ParameterException(spec.commandLine(), "expected either --from FILE or --database URL");
        }
        Configuration loaded = configuration.load();
        Catalog catalog = loaded.catalog();
        if (catalog.versions(type).isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "no release names the type '%s'; expected one of %s"
                            .formatted(type, String.join(", ", catalog.types())));
        }
        int version = catalog.versions(type).last();
        ConfigurationText text = new ConfigurationText(Files.readString(configuration.file()));
        String added = releaseLine(catalog, version + 1);
        String written = withRelease(text, added);
        Path lens = loaded.lensFolder()
                .resolve("%s.%d-%d.yaml".formatted(type.replaceAll("[^\\p{L}\\p{N}._-]", "-"), version, version + 1));
        if (Files.exists(lens)) {
            throw new ParameterException(spec.commandLine(), "the file " + lens + " is there already");
        }
        Set<JsonName> reserved = new OwnMembers(catalog).reserved(type);
        List<Example> examples = examples(loaded);
        Guesses guesses = Guesser.guess(examples, reserved);
        Proof proof = Proof.of(guesses.operations(), examples, reserved);
        String content = lensFile(version, guesses, proof);
        PrintWriter out = spec.commandLine().getOut();
        if (dryRun) {
            out.println("# " + lens);
            out.print(content);
            out.println("# " + configuration.file() + ": releases");
            out.println("- " + added);
        } else {
            Configuration now = write(new LensAndRelease(lens, content, configuration.file(), text.text(), written));
            out.println(lens + ": " + counted(guesses.guesses().size(), "operation") + ", "
                    + counted(guesses.todos(), "TODO"));
            out.println(configuration.file() + ": " + added);
            if (text.namesStore()) {
                out.println(configuration.file() + ": 'store' goes on naming "
                        + catalog.store().name());
            }
            now.warnings().forEach(warning -> out.println("warning: " + warning));
        }
        report(proof, out);
        return proof.holds() && guesses.open().isEmpty() ? 0 : 1;
    }

    private List<Example> examples(Configuration loaded) throws IOException, InterruptedException {
        try {
            DatabaseAddress stored = database == null ? null : DatabaseAddress.parse(database);
            Catalog catalog =
                    stored == null ? loaded.catalog() : loaded.catalog().in(stored.name());
            Predicate<JsonObject> wanted = document -> {
                String told = catalog.typeRule().typeOf(null, document);
                return told == null || told.equals(type);
            };
            if (stored == null) {
                return ExampleFiles.read(requireNonNull(from), to, wanted);
            }
            CouchDb couch = new CouchDb(
                    loaded.settings().withUpstreams(List.of(stored.server())), Logins.find(System.getenv(), null));
            if (couch.find(stored.path()) == null) {
                throw new IllegalArgumentException("there is no database " + stored);
            }
            ReleaseView newest = newest(catalog);
            return ExampleFiles.read(
                    id -> {
                        JsonObject document = couch.find(stored.path() + "/" + CouchDb.encoded(id));
                        return document == null || !wanted.test(document) ? document : shown(newest, document);
                    },
                    to,
                    wanted);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    /** The view of the newest shape that the type has; without defaults, which are not stored. */
    private ReleaseView newest(Catalog catalog) {
        Release last =
                requireNonNull(catalog.lastRelease(type, catalog.versions(type).last()));
        return new ReleaseView(catalog, new Release("", last.clients(), last.types()));
    }

    private static JsonObject shown(ReleaseView newest, JsonObject stored) {
        try {
            return newest.view(stored);
        } catch (UnshowableException e) {
            throw new IllegalArgumentException(stored.string(JsonName.of("_id")) + ": " + e.getMessage(), e);
        }
    }

    private Configuration write(LensAndRelease both) throws IOException {
        try {
            return both.write(System.getenv());
        } catch (ConfigurationException e) {
            spec.commandLine()
                    .getErr()
                    .println(
                            "nothing was written, since the configuration would then have mistakes; --dry-run prints it:");
            throw e;
        }
    }

    private String withRelease(ConfigurationText text, String added) {
        try {
            return text.withRelease(added);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), configuration.file() + ": " + e.getMessage(), e);
        }
    }

    /** The release in YAML's flow style: the last release's versions, but for the one of the type. */
    private String releaseLine(Catalog catalog, int version) {
        String name = release == null ? nextName(catalog) : release;
        if (catalog.release(name).isPresent()) {
            throw new ParameterException(spec.commandLine(), "there is a release '" + name + "' already");
        }
        String range = clients == null ? ">=" + name : clients;
        try {
            VersionRange.parse(range);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--clients: " + e.getMessage() + "; tell the range of the release's clients",
                    e);
        }
        List<Release> releases = catalog.releases();
        List<String> types = new ArrayList<>();
        for (Map.Entry<String, Integer> entry :
                releases.get(releases.size() - 1).types().entrySet()) {
            if (!entry.getKey().equals(type)) {
                types.add(FlowYaml.word(entry.getKey()) + ": " + entry.getValue());
            }
        }
        types.add(0, FlowYaml.word(type) + ": " + version);
        return "{ name: %s, clients: %s, types: { %s } }"
                .formatted(quoted(name), quoted(range), String.join(", ", types));
    }

    private static String nextName(Catalog catalog) {
        int highest = 0;
        for (Release known : catalog.releases()) {
            var number = WHOLE_NUMBER.matcher(known.name());
            if (number.matches()) {
                highest = Math.max(highest, Integer.parseInt(number.group(1)));
            }
        }
        return Integer.toString(highest + 1);
    }

    private String lensFile(int version, Guesses guesses, Proof proof) {
        String operations =
                guesses.lines().stream().map(line -> "  " + line + "\n").collect(Collectors.joining());
        String lens = guesses.guesses().isEmpty() ? "lens: []\n" : "lens:\n";
        return """
                # Guessed by slipcover new from %s. Of these, %d lead to their newer sides, %d lead back to their older sides,
                # and %d stay as they are when an older client writes back what it was shown.
                type: %s
                from: %d
                to: %d
                %s%s""".formatted(
                        counted(proof.examples(), "example"),
                        proof.forward(),
                        proof.backward(),
                        proof.kept(),
                        FlowYaml.word(type),
                        version,
                        version + 1,
                        lens,
                        operations);
    }

    private void report(Proof proof, PrintWriter out) {
        out.println("proved on %s: %d forward, %d back, %d kept by an edit"
                .formatted(counted(proof.examples(), "example"), proof.forward(), proof.backward(), proof.kept()));
        proof.failures().stream().limit(20).forEach(failure -> out.println("  " + failure));
    }

    private static String counted(int count, String thing) {
        return count + " " + thing + (count == 1 ? "" : "s");
    }

    private static String quoted(String text) {
        return JsonSlice.string(text).toString();
    }
}
