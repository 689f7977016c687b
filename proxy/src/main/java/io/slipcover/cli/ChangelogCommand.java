package io.slipcover.cli;

import io.slipcover.catalog.Release;
import io.slipcover.changelog.ChangelogText;
import io.slipcover.changelog.ReleaseChanges;
import io.slipcover.config.Configuration;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code changelog}: it tells developers of clients what changed between two releases. */
@Command(
        name = "changelog",
        description = {
            "Writes what changed between two releases, for developers of clients, in Markdown: what each lens does, with an example,"
                    + " defaults, schemas, and what clients of the older release cannot do."
        })
public final class ChangelogCommand implements Subcommand {
    @Mixin
    private ConfigurationOption configuration;

    @Option(names = "--from", paramLabel = "RELEASE", required = true, description = "The older release.")
    private String from;

    @Option(names = "--to", paramLabel = "RELEASE", required = true, description = "The newer release.")
    private String to;

    @Option(names = "--json", description = "Prints JSON, on one line.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Configuration loaded = configuration.load();
        loaded.compileSchemas();
        Release older = new ReleaseName("--from", from).in(loaded.catalog(), spec.commandLine());
        Release newer = new ReleaseName("--to", to).in(loaded.catalog(), spec.commandLine());
        if (loaded.catalog().releases().indexOf(older)
                >= loaded.catalog().releases().indexOf(newer)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--from: expected a release that is older than '%s', found '%s'".formatted(to, from));
        }
        ReleaseChanges changes = ReleaseChanges.between(loaded, older, newer);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(ChangelogJson.of(changes));
        } else {
            ChangelogText.lines(changes).forEach(out::println);
        }
        out.flush();
        return 0;
    }
}
