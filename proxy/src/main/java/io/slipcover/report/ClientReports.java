package io.slipcover.report;

import io.slipcover.document.Obstacle;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * What operators have to know of one client's documents.
 *
 * @param database the decoded name
 * @param release the name of the client's release
 */
public record ClientReports(Reports reports, String database, String release) {
    private static final String TOO_OLD = "a document is older than documents.oldest-stored says";
    private static final JsonName ID = JsonName.of("_id");
    private static final JsonName REVISION = JsonName.of("_rev");

    /** A stored document could not be shown. True where the log says so, and did not lately. */
    public boolean notShown(JsonObject stored, Obstacle obstacle) {
        return reports.notShown(database, stored.string(ID), stored.string(REVISION), release, obstacle);
    }

    /** A stored document is older than {@code documents.oldest-stored} says; it is shown, but queries may miss it. */
    public void tooOld(JsonObject stored, String reason) {
        reports.documents().warn(TOO_OLD, database, stored.string(ID), stored.string(REVISION), release, reason);
    }

    /**
     * A written document was refused, for good or for now. True where the log says so, and did not lately.
     *
     * @param revision as it was written: that of the edit in a replication, else that of its base
     */
    public boolean notStored(@Nullable String id, @Nullable String revision, Obstacle obstacle) {
        return reports.notStored(database, id, revision, release, obstacle);
    }

    /** A replicated edit was stored without a base, see {@link Reports#withoutBase}. */
    public void withoutBase(String id, @Nullable String revision) {
        reports.withoutBase(database, id, revision, release);
    }

    /** Something has happened that is counted. */
    public void count(Tally tally, int times) {
        reports.count(tally, times);
    }
}
