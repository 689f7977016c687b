package io.slipcover.testbed;

/** The settings of every CouchDB that the testbed starts. */
final class CouchDbSettings {
    /** A file of CouchDB's own format, to which more sections can be added. */
    static final String TEXT = """
            [couchdb]
            single_node = true
            [cluster]
            n = 1
            [chttpd]
            enable_cors = true
            [cors]
            origins = *
            credentials = true
            headers = accept, authorization, content-type, origin, referer
            methods = GET, PUT, POST, HEAD, DELETE
            [chttpd_auth]
            ; Passwords of throw-away servers need not be expensive to guess.
            iterations = 1000
            [replicator]
            ; What a server refuses is refused soon: no long pauses before the next attempt.
            retries_per_request = 2
            ; Replications start at once, not within five seconds.
            startup_jitter = 0
            """;

    private CouchDbSettings() {}
}
