package io.slipcover.cli;

import io.slipcover.catalog.Release;
import io.slipcover.cli.RetireDecision.Verdict;
import io.slipcover.config.Configuration;
import io.slipcover.config.ConfigurationException;
import io.slipcover.progress.Progress;
import io.slipcover.usage.Usage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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
        Release release = new ReleaseName("RELEASE", name).in(configuration.catalog(), spec.commandLine());
        List<String> named =
                databases.isGiven() ? databases.named(configuration.catalog().databases()) : List.of();
        if (out != null) {
            RetiredFiles.refuseUsed(out, spec.commandLine());
        }
        Usage usage = logs.isEmpty() && options.isEmpty() ? null : options.read(logs, configuration);
        RetireDecision decision = new RetireDecision(
                configuration.catalog(),
                release,
                usage,
                options.isWhole(),
                stored(configuration, named),
                idle,
                Instant.now());
        RetireReport report = new RetireReport(option.file(), name, decision);
        RetiredConfiguration retired = retired(configuration, release, decision);
        if (retired != null && out != null) {
            RetiredFiles files = new RetiredFiles(configuration, option.file());
            report.written(out, files.write(retired, out), files.others());
        }
        report.print(retired, json, spec.commandLine().getOut());
        return decision.verdict() == Verdict.CANNOT_GO || report.isBroken() ? 1 : 0;
    }

    private StoredShapes stored(Configuration configuration, List<String> named)
            throws IOException, InterruptedException {
        if (!databases.isGiven()) {
            return StoredShapes.unknown(configuration);
        }
        try (Progress progress = Progress.onStderr(spec.commandLine().getErr(), "reading", "databases")) {
            return StoredShapes.read(configuration, databases, named, progress);
        }
    }

    /** The changed configuration; null where the release cannot go, also because the configuration cannot be changed here. */
    private @Nullable RetiredConfiguration retired(
            Configuration configuration, Release release, RetireDecision decision) throws IOException {
        Retirement retirement = new Retirement(configuration, option.file(), release, System.getenv());
        try {
            return switch (decision.verdict()) {
                case CANNOT_GO -> null;
                case STAYS -> retirement.closed();
                case GOES -> retirement.without(decision.lost());
            };
        } catch (IllegalArgumentException | ConfigurationException cannot) {
            decision.cannot("the configuration cannot be changed here, so change it by hand: " + cannot.getMessage());
            return null;
        }
    }
}
