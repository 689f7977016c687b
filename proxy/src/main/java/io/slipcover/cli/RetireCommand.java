package io.slipcover.cli;

import io.slipcover.catalog.Release;
import io.slipcover.config.Configuration;
import io.slipcover.config.ConfigurationException;
import io.slipcover.couch.Attempts;
import io.slipcover.couch.CouchDb;
import io.slipcover.couch.Database;
import io.slipcover.couch.DatabaseNames;
import io.slipcover.progress.Progress;
import io.slipcover.progress.Unheard;
import io.slipcover.stats.DatabaseStatistics;
import io.slipcover.stats.Statistics;
import io.slipcover.usage.Usage;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code retire}: it says whether a release can go, and writes the configuration without it. */
@Command(
        name = "retire",
        description = {
            "Says whether a release can go, and what has to be done before. Writes the configuration and the lenses without it to a new place.",
            "Exits with 0 if the release can go, with 1 if it cannot go yet, and with 2 for wrong usage."
        })
public final class RetireCommand implements Subcommand {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigurationOption option;

    @Mixin
    private UsageOptions options;

    @Mixin
    private DatabaseOptions databases;

    @Parameters(index = "0", paramLabel = "RELEASE", description = "The release, as the configuration names it.")
    private String name;

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "LOG",
            description = "Access logs in either form, packed by gzip or not. '-' is standard input.")
    private List<String> logs = List.of();

    @Option(
            names = "--idle-for",
            paramLabel = "TIME",
            converter = DurationOption.class,
            defaultValue = "720h",
            description = "How long nobody may have asked for the release: 720h, which is 30 days, unless given.")
    private Duration idle;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description =
                    "A new folder that gets the changed configuration and the lenses. Nothing is written if the release cannot go.")
    private @Nullable Path out;

    @Option(names = "--json", description = "Prints JSON, on one line.")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Configuration configuration = option.load();
        Release release = release(configuration);
        boolean asks = databases.isGiven();
        List<String> named = asks ? databases.named(configuration.catalog().databases()) : List.of();
        if (out != null) {
            Retirement.refuseUsed(out, spec.commandLine());
        }
        Usage usage = logs.isEmpty() && options.isEmpty() ? null : options.read(logs, configuration);
        Statistics stored = asks ? stored(configuration, named) : null;
        RetireDecision decision =
                new RetireDecision(configuration.catalog(), release, usage, stored, idle, Instant.now());
        RetiredConfiguration retired = null;
        if (decision.canGo()) {
            try {
                retired = new Retirement(configuration, option.file(), release, stored != null, System.getenv())
                        .make(out);
            } catch (IllegalArgumentException | ConfigurationException cannot) {
                decision.cannot(
                        "the configuration cannot be changed here, so change it by hand: " + cannot.getMessage());
            }
        }
        print(decision, retired);
        return decision.canGo() && options.isWhole() ? 0 : 1;
    }

    private Release release(Configuration configuration) {
        return configuration
                .catalog()
                .release(name)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "there is no release '%s', only %s"
                                .formatted(
                                        name,
                                        configuration.catalog().releases().stream()
                                                .map(Release::name)
                                                .collect(Collectors.joining(", ")))));
    }

    private Statistics stored(Configuration configuration, List<String> named)
            throws IOException, InterruptedException {
        CouchDb couch = databases.couch(configuration);
        DatabaseStatistics reader = new DatabaseStatistics(configuration.catalog(), Attempts.USUAL);
        Statistics together = new Statistics(configuration.catalog());
        try (Progress progress = Progress.onStderr(spec.commandLine().getErr(), "reading", "databases")) {
            if (databases.all()) {
                DatabaseNames names =
                        new DatabaseNames(couch, configuration.catalog().databases());
                for (DatabaseNames.Page page = names.after(""); page.last() != null; page = names.after(page.last())) {
                    add(couch, reader, page.names(), together, progress);
                }
            } else {
                add(couch, reader, named, together, progress);
            }
        }
        return together;
    }

    private static void add(
            CouchDb couch, DatabaseStatistics reader, List<String> names, Statistics together, Progress progress)
            throws IOException, InterruptedException {
        for (String database : names) {
            together.add(reader.read(new Database(couch, database), new Unheard()));
            progress.did(1);
        }
    }

    private void print(RetireDecision decision, @Nullable RetiredConfiguration retired) {
        PrintWriter to = spec.commandLine().getOut();
        List<String> leftOut = retired == null ? List.of() : retired.leftOut();
        boolean stays = retired != null && retired.stays();
        if (json) {
            to.println(new Json()
                    .with("release", name)
                    .with("can_go", decision.canGo() ? "yes" : "no")
                    .with("reasons", decision.reasons())
                    .with("advice", decision.advice())
                    .with("stays_for_stored_documents", stays ? "yes" : "no")
                    .with("left_out", leftOut));
            to.flush();
            return;
        }
        to.println("release " + name + (decision.canGo() ? " can go" : " cannot go yet:"));
        decision.reasons().forEach(reason -> to.println("  " + reason));
        decision.advice().forEach(advice -> to.println("note: " + advice));
        if (stays) {
            to.println(
                    "documents may still be stored in a shape that this release alone names, so it stays in the configuration"
                            + " with a sunset that has come: its clients are refused, and the documents can be read."
                            + " With --database or --all, the command looks whether there are any");
        }
        leftOut.forEach(file -> to.println("left out: " + file));
        if (retired != null && out != null) {
            to.println("written to " + out + ", check says: "
                    + new ConfigurationSummary(retired.checked(), false).lines().get(0));
            to.println("to go back, serve " + option.file() + " again");
        }
        to.flush();
    }
}
