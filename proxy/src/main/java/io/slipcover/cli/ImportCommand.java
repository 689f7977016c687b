package io.slipcover.cli;

import io.slipcover.catalog.Catalog;
import io.slipcover.catalog.Release;
import io.slipcover.config.Configuration;
import io.slipcover.couch.Attempts;
import io.slipcover.couch.CouchDb;
import io.slipcover.couch.Database;
import io.slipcover.imports.Counts;
import io.slipcover.imports.IdSpelling;
import io.slipcover.imports.Import;
import io.slipcover.imports.Source;
import io.slipcover.json.JsonName;
import io.slipcover.json.MemberPath;
import io.slipcover.migrate.Stop;
import io.slipcover.progress.Progress;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code import}: it makes one document of the copies that older ways of migration have left behind. */
@Command(
        name = "import",
        description = {
            "Makes one document of the copies of each version, from a database for each version or from ids with a version.",
            "It only reads the sources, and never writes over an edit in the target. It can be stopped and run again: then it"
                    + " imports what has changed since. It exits with 1 where a document could not be imported."
        })
public final class ImportCommand implements Subcommand {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigurationOption option;

    @Option(
            names = "--from",
            required = true,
            paramLabel = "DB[@RELEASE]",
            description = {
                "A database with copies. May be given several times.",
                "With @RELEASE: all its documents have the shapes of that release. Without: each document tells its version."
            })
    private List<String> from = List.of();

    @Option(
            names = "--into",
            required = true,
            paramLabel = "DB",
            description = "The database to import into, which has to be there.")
    private String into = "";

    @Option(
            names = "--ids",
            paramLabel = "SPELLING",
            description = "How ids tell the version, such as '{id}:v:{version}'. The imported document has {id} alone.")
    private @Nullable String ids;

    @Option(
            names = "--edited-at",
            paramLabel = "MEMBER",
            description =
                    "A member with the time of the last edit, such as updatedAt or meta.updatedAt. May be given several times.")
    private List<String> editedAt = List.of();

    @Option(names = "--dry-run", description = "Says what would become of the documents, and writes nothing.")
    private boolean rehearses;

    @Option(names = "--again", description = "Reads every document, also those that an earlier run has seen.")
    private boolean again;

    @Mixin
    private CouchOption couchOption;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Configuration configuration = option.load();
        Catalog catalog = configuration.catalog();
        if (!catalog.databases().contains(into)) {
            throw wrong("--into: '%s' is none of the databases that the configuration names (%s)"
                    .formatted(into, catalog.databases()));
        }
        IdSpelling spelling = spelling();
        CouchDb couch = couchOption.couch(configuration);
        List<Source> sources = new LinkedHashSet<>(from)
                .stream().map(text -> source(couch, catalog, text, spelling)).toList();
        List<MemberPath> times = editedAt.stream()
                .map(text -> new MemberPath(
                        Arrays.stream(text.split("\\.", -1)).map(JsonName::of).toList()))
                .toList();
        Stop stop = new Stop();
        Signals.stopAtCheckpoint(stop);
        Import.Options options = new Import.Options(sources, spelling, times, rehearses, again, Attempts.USUAL, stop);
        try {
            return run(catalog, new Database(couch, into), options) ? 0 : 1;
        } finally {
            stop.over();
        }
    }

    private boolean run(Catalog catalog, Database target, Import.Options options)
            throws IOException, InterruptedException {
        target.count(); // Says so if the database is not there.
        Import.Ending ending;
        Import importing = null;
        try (Progress progress =
                Progress.onStderr(spec.commandLine().getErr(), "importing into " + target.name(), "documents")) {
            long expected = 0;
            for (Source source : options.sources()) {
                expected += source.database().count();
            }
            progress.expect(expected);
            importing = new Import(catalog, target, options, progress);
            ending = importing.run();
        } catch (IOException | InterruptedException brokenOff) {
            if (importing != null) {
                tell(target, importing.counts());
            }
            throw brokenOff;
        }
        tell(target, importing.counts());
        if (ending.resumed()) {
            print("went on where an earlier run was");
        }
        if (ending.refusedEarlier() > 0) {
            print(ending.refusedEarlier() + " refused by earlier runs; --again tries them");
        }
        if (!ending.whole()) {
            print(
                    rehearses
                            ? "stopped before everything was read"
                            : "stopped; the same command, without --again, goes on from here");
        }
        return ending.whole() && importing.counts().refusedDocuments() + ending.refusedEarlier() == 0;
    }

    private void tell(Database target, Counts counts) {
        print(target.name() + ":");
        counts.lines(rehearses).forEach(this::print);
    }

    private @Nullable IdSpelling spelling() {
        try {
            return ids == null ? null : new IdSpelling(ids);
        } catch (IllegalArgumentException exception) {
            throw new ParameterException(spec.commandLine(), "--ids: " + exception.getMessage(), exception);
        }
    }

    private Source source(CouchDb couch, Catalog catalog, String text, @Nullable IdSpelling spelling) {
        int at = text.lastIndexOf('@');
        String name = at < 0 ? text : text.substring(0, at);
        if (name.equals(into) && (at >= 0 || spelling == null)) {
            throw wrong(
                    "--from: '%s' is the database to import into; that needs --ids, and no release".formatted(name));
        }
        Release release = at < 0
                ? null
                : catalog.release(text.substring(at + 1))
                        .orElseThrow(() -> wrong("--from: no release '%s'; there are %s"
                                .formatted(
                                        text.substring(at + 1),
                                        catalog.releases().stream()
                                                .map(Release::name)
                                                .toList())));
        return new Source(new Database(couch, name), release);
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private void print(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
