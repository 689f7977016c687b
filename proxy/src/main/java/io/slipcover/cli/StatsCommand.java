package io.slipcover.cli;

import io.slipcover.config.Configuration;
import io.slipcover.couch.Attempts;
import io.slipcover.couch.CouchDb;
import io.slipcover.couch.CouchException;
import io.slipcover.couch.Database;
import io.slipcover.couch.DatabaseNames;
import io.slipcover.progress.Progress;
import io.slipcover.progress.Unheard;
import io.slipcover.stats.DatabaseStatistics;
import io.slipcover.stats.Statistics;
import io.slipcover.stats.StatisticsJson;
import io.slipcover.stats.StatisticsTable;
import io.slipcover.usage.Counted;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code stats}: it counts what databases hold, and who can read it. */
@Command(
        name = "stats",
        description = {
            "Counts the stored documents by type and version, and says which releases can read them.",
            "Reads CouchDB directly and changes nothing. The counts are of revisions: a document with a conflict has several."
        })
public final class StatsCommand implements Subcommand {
    private static final int NOT_FOUND = 404;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigurationOption option;

    @Mixin
    private DatabaseOptions databases;

    @Option(names = "--each", description = "With --all: each database on its own, and then all together.")
    private boolean each;

    @Option(names = "--json", description = "Prints JSON, one object a line.")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Configuration configuration = option.load();
        List<String> named = databases.named(configuration.catalog().databases());
        CouchDb couch = databases.couch(configuration);
        DatabaseStatistics reader = new DatabaseStatistics(configuration.catalog(), Attempts.USUAL);
        if (databases.all()) {
            all(configuration, couch, reader);
        } else {
            for (String name : named) {
                Database database = new Database(couch, name);
                try (Progress progress = progress("reading " + name, "documents")) {
                    progress.expect(database.count());
                    print(name, reader.read(database, progress));
                }
            }
        }
        return 0;
    }

    private void all(Configuration configuration, CouchDb couch, DatabaseStatistics reader)
            throws IOException, InterruptedException {
        DatabaseNames names = new DatabaseNames(couch, configuration.catalog().databases());
        Statistics together = new Statistics(configuration.catalog());
        LongAdder read = new LongAdder();
        try (Progress progress = progress("reading", "databases")) {
            names.forEach(name -> {
                Statistics one = read(reader, new Database(couch, name), configuration);
                together.add(one);
                read.increment();
                progress.did(1);
                if (each) {
                    print(name, one);
                }
            });
        }
        print(Counted.of(read.sum(), "database", "databases"), together);
    }

    /** What a database holds; nothing, where somebody has deleted the database since it was listed. */
    private static Statistics read(DatabaseStatistics reader, Database database, Configuration configuration)
            throws IOException, InterruptedException {
        try {
            return reader.read(database, new Unheard());
        } catch (CouchException exception) {
            if (exception.status() == NOT_FOUND) {
                return new Statistics(configuration.catalog());
            }
            throw exception;
        }
    }

    private Progress progress(String task, String unit) {
        return Progress.onStderr(spec.commandLine().getErr(), task, unit);
    }

    private void print(String title, Statistics statistics) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(StatisticsJson.of(title, statistics));
        } else {
            StatisticsTable.lines(title, statistics).forEach(out::println);
        }
        out.flush();
    }
}
