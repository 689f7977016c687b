package io.slipcover.cli;

import io.slipcover.catalog.Release;
import io.slipcover.config.Configuration;
import io.slipcover.usage.Usage;
import io.slipcover.usage.UsageJson;
import io.slipcover.usage.UsageTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code usage}: it tells who uses which release. */
@Command(
        name = "usage",
        description = {
            "Says who uses which release, from access logs and from metrics: client versions, requests, first and last seen.",
            "Metrics count since Slipcover started. An access log also tells the days."
        })
public final class UsageCommand implements Subcommand {
    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "The configuration. With it, the command says which releases nobody uses.")
    private @Nullable Path file;

    @Mixin
    private UsageOptions options;

    @Parameters(
            arity = "0..*",
            paramLabel = "LOG",
            description = "Access logs in either form, packed by gzip or not. '-' is standard input.")
    private List<String> logs = List.of();

    @Option(names = "--json", description = "Prints JSON, on one line.")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (logs.isEmpty() && options.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "expected an access log, or --metrics URL");
        }
        Configuration configuration = file == null ? null : Configuration.load(file, System.getenv());
        List<String> known = configuration == null
                ? null
                : configuration.catalog().releases().stream().map(Release::name).toList();
        Usage usage = options.read(logs, configuration);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(UsageJson.of(usage, known));
        } else {
            UsageTable.lines(usage, known).forEach(out::println);
        }
        out.flush();
        return options.isWhole() ? 0 : 1;
    }
}
