package io.slipcover.cli;

import io.slipcover.config.Configuration;
import io.slipcover.couch.CouchDb;
import io.slipcover.couch.Logins;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that says with whose login a command asks CouchDB. */
final class CouchOption {
    @Option(
            names = "--netrc",
            paramLabel = "FILE",
            description = {
                "The netrc file with the login for CouchDB.",
                "Without it: COUCHDB_USER and COUCHDB_PASSWORD in the environment, else the file that NETRC names there,"
                        + " else ~/.netrc."
            })
    private @Nullable Path netrc;

    /** The CouchDB of a configuration, with that login. */
    CouchDb couch(Configuration configuration) throws IOException {
        return new CouchDb(configuration.settings(), Logins.find(System.getenv(), netrc));
    }
}
