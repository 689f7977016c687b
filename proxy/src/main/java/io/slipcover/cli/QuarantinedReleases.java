package io.slipcover.cli;

import io.slipcover.config.Quarantine;
import io.slipcover.couch.CouchDb;
import io.slipcover.couch.Database;
import io.slipcover.couch.Logins;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.question.QuarantineQuestions;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** The number of revisions that wait in the quarantine, by the release of the clients that sent them. */
final class QuarantinedReleases {
    private static final JsonName DOC = JsonName.of("doc");

    private QuarantinedReleases() {}

    /** Reads the quarantine with its own credentials. A database that is not there holds nothing. */
    static Map<String, Long> read(CouchDb couch, Quarantine quarantine) throws IOException, InterruptedException {
        CouchDb own = couch.as(Logins.of(QuarantineQuestions.authorization(quarantine)));
        Map<String, Long> waiting = new HashMap<>();
        if (!new Database(own, quarantine.database()).exists()) {
            return waiting;
        }
        own.rows(
                "/" + CouchDb.encoded(quarantine.database()) + "/_all_docs?include_docs=true",
                null,
                (row, exceeded) -> {
                    JsonObject document = row.object(DOC);
                    WaitingRevision revision = document == null ? null : WaitingRevision.of(document);
                    if (revision != null) {
                        waiting.merge(revision.release(), 1L, Long::sum);
                    }
                });
        return waiting;
    }
}
