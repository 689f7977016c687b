package io.slipcover.cli;

import io.slipcover.catalog.Catalog;
import io.slipcover.config.Configuration;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code lenses}: it prints types, releases and lenses, for people and for other engines. */
@Command(
        name = "lenses",
        description = {
            "Prints the types, the releases and the lenses.",
            "With --json, the client kit's lens engine reads what is printed."
        })
public final class LensesCommand implements Subcommand {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigurationOption option;

    @Option(
            names = "--database",
            paramLabel = "NAME",
            description = "The database of the documents, where their types depend on it.")
    private @Nullable String database;

    @Option(names = "--json", description = "Prints one object of JSON.")
    private boolean json;

    @Override
    public Integer call() {
        Configuration whole = option.load();
        Configuration configuration = database == null ? whole : whole.in(database);
        Catalog catalog = configuration.catalog();
        PrintWriter out = spec.commandLine().getOut();
        if (!json) {
            LensesTable.lines(catalog, configuration.facts().written()).forEach(out::println);
        } else if (catalog.typeRule().asksForDatabase()) {
            throw new ParameterException(
                    spec.commandLine(), "the types depend on the database; expected --database with --json");
        } else {
            out.println(LensesJson.of(catalog, configuration.facts().written()));
        }
        out.flush();
        return 0;
    }
}
