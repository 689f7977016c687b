package io.slipcover.cli;

import io.slipcover.catalog.Catalog;
import io.slipcover.config.Configuration;
import io.slipcover.couch.Attempts;
import io.slipcover.couch.CouchDb;
import io.slipcover.couch.Database;
import io.slipcover.couch.DatabaseNames;
import io.slipcover.migrate.AllDatabases;
import io.slipcover.migrate.Counts;
import io.slipcover.migrate.DatabaseMigration;
import io.slipcover.migrate.Pace;
import io.slipcover.migrate.Schema;
import io.slipcover.migrate.Stop;
import io.slipcover.migrate.Touch;
import io.slipcover.migrate.Verification;
import io.slipcover.progress.Progress;
import io.slipcover.progress.Unheard;
import io.slipcover.usage.Counted;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code migrate}: it rewrites stored documents to the shape of the store release. */
@Command(
        name = "migrate",
        description = {
            "Rewrites stored documents to the shape of the store release.",
            "Works beside clients that go on editing, and never over an edit. It can be stopped and run again. It exits with 1"
                    + " where a document could not be rewritten."
        })
public final class MigrateCommand implements Subcommand {
    /** How often something that may pass is tried, and the first pause between. */
    private static final Attempts ATTEMPTS = Attempts.USUAL;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigurationOption option;

    @Mixin
    private DatabaseOptions databases;

    @Option(names = "--dry-run", description = "Says what would become of the documents, and writes nothing.")
    private boolean rehearses;

    @Option(names = "--again", description = "Reads every document, also those that an earlier run has seen.")
    private boolean again;

    @Option(
            names = "--accept-loss",
            description =
                    "Rewrites documents also where a release then reads them differently, as after a lens that removes"
                            + " a member.")
    private boolean acceptsLoss;

    @Option(
            names = "--touch",
            arity = "0..1",
            fallbackValue = "",
            paramLabel = "FILE",
            description = {
                "Gives documents a new revision that a changed lens shows differently, so that replicas fetch them again.",
                "FILE is the configuration before the change. Without it: every document that some release sees through a lens."
            })
    private @Nullable String touch;

    @Option(
            names = "--verify",
            description = "Reads everything again, and compares what every release reads with before.")
    private boolean verifies;

    @Option(
            names = "--idle-for",
            paramLabel = "TIME",
            defaultValue = "0s",
            converter = DurationOption.class,
            description = "Goes on until nobody has edited anything for this time, such as 30s or 10m.")
    private Duration idle;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "0",
            description = "Writes no more than N documents a second.")
    private long rate;

    @Option(
            names = "--concurrency",
            paramLabel = "N",
            defaultValue = "4",
            description = "Works on N pages of documents, or N databases, at once; 4 unless given.")
    private int concurrency;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (rate < 0 || concurrency < 1) {
            throw new ParameterException(spec.commandLine(), "--rate and --concurrency: expected a number from 1");
        }
        Configuration configuration = option.load();
        Catalog catalog = configuration.catalog();
        List<String> named = databases.named(catalog.databases());
        CouchDb couch = databases.couch(configuration);
        Stop stop = new Stop();
        Signals.stopAtCheckpoint(stop);
        Schema schema = new Schema(catalog, touch(), acceptsLoss);
        DatabaseMigration.Options options = new DatabaseMigration.Options(
                schema, new Pace(rate), rehearses, again, concurrency, idle, ATTEMPTS, stop);
        try {
            boolean well = databases.all() ? all(couch, catalog, options) : each(named, couch, options);
            return well ? 0 : 1;
        } finally {
            stop.over();
        }
    }

    private boolean each(List<String> named, CouchDb couch, DatabaseMigration.Options options)
            throws IOException, InterruptedException {
        boolean well = true;
        for (String name : named) {
            well &= one(new Database(couch, name), options);
        }
        return well;
    }

    private Touch touch() {
        if (touch == null) {
            return new Touch.None();
        }
        if (touch.isEmpty()) {
            return new Touch.ThroughLenses();
        }
        Configuration before = Configuration.load(Path.of(touch), System.getenv());
        return new Touch.Since(before.catalog());
    }

    private boolean one(Database database, DatabaseMigration.Options options) throws IOException, InterruptedException {
        DatabaseMigration.Ending ending;
        try (Progress progress = progress("migrating " + database.name(), "documents")) {
            progress.expect(database.count());
            ending = new DatabaseMigration(database, options, progress).run();
        }
        print(database.name() + ":");
        if (ending.resumed()) {
            print("went on where an earlier run was");
        }
        boolean well = told(ending.counts(), ending.whole(), ending.refusedBefore());
        if (!verifies || !ending.whole()) {
            return well;
        }
        Verification.Findings findings;
        try (Progress progress = progress("verifying " + database.name(), "documents")) {
            findings = verification(database, options, progress).run();
        }
        return told(findings, options) && well;
    }

    private boolean all(CouchDb couch, Catalog catalog, DatabaseMigration.Options options)
            throws IOException, InterruptedException {
        DatabaseNames names = new DatabaseNames(couch, catalog.databases());
        AllDatabases.Ending ending;
        try (Progress progress = progress("migrating", "databases")) {
            ending = new AllDatabases(couch, names, options, progress).run();
        }
        print(Counted.of(ending.databases(), "database", "databases") + ":");
        if (ending.resumed()) {
            print("went on behind the databases that an earlier run has migrated");
        }
        boolean well = told(ending.counts(), ending.whole(), ending.refusedBefore());
        if (verifies && ending.whole()) {
            return verified(couch, names, options) && well;
        }
        return well;
    }

    private boolean told(Counts counts, boolean whole, long refusedBefore) {
        counts.lines(rehearses).forEach(this::print);
        if (refusedBefore > 0) {
            print(refusedBefore + " were refused by an earlier run; --again tries them again");
        }
        if (!whole) {
            print("stopped; the same command goes on from here");
        }
        return whole && counts.refused() == 0 && refusedBefore == 0 && counts.failedDatabases() == 0;
    }

    private boolean verified(CouchDb couch, DatabaseNames names, DatabaseMigration.Options options)
            throws IOException, InterruptedException {
        Verification.Findings together = new Verification.Findings();
        try (Progress progress = progress("verifying", "databases")) {
            names.forEach(name -> {
                together.add(verification(new Database(couch, name), options, new Unheard())
                        .run());
                progress.did(1);
            });
        }
        return told(together, options);
    }

    private static Verification verification(Database database, DatabaseMigration.Options options, Progress progress) {
        return new Verification(database, options.schema(), ATTEMPTS, options.stop(), progress);
    }

    private boolean told(Verification.Findings findings, DatabaseMigration.Options options) {
        findings.lines().forEach(this::print);
        if (options.stop().isWanted()) {
            print("stopped before everything was verified");
        }
        return findings.different() == 0 && !options.stop().isWanted();
    }

    private Progress progress(String task, String unit) {
        return Progress.onStderr(spec.commandLine().getErr(), task, unit);
    }

    private void print(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
