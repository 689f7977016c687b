package io.slipcover.cli;

import io.slipcover.catalog.Databases;
import io.slipcover.config.Configuration;
import io.slipcover.couch.CouchDb;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that say which databases a command reads, and with whose login. */
final class DatabaseOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(names = "--database", paramLabel = "DB", description = "A database. May be given several times.")
    private List<String> databases = List.of();

    @Option(names = "--all", description = "Every database that the configuration names.")
    private boolean all;

    @Mixin
    private CouchOption couch;

    /** Whether the user asks for any database at all. */
    boolean isGiven() {
        return all || !databases.isEmpty();
    }

    boolean all() {
        return all;
    }

    /** The databases that the user names, which the configuration has to name, too. */
    List<String> named(Databases configured) {
        if (all != databases.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "expected either --database DB or --all");
        }
        for (String database : databases) {
            if (!configured.contains(database)) {
                throw new ParameterException(
                        spec.commandLine(),
                        "--database: '%s' is none of the databases that the configuration names (%s)"
                                .formatted(database, configured));
            }
        }
        return databases;
    }

    CouchDb couch(Configuration configuration) throws IOException {
        return couch.couch(configuration);
    }
}
