package io.slipcover.report;

import io.slipcover.document.Obstacle;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * The reports to operators about one client's documents.
 *
 * @param counts what the client's event loop counts
 * @param database the decoded name
 * @param release the name of the client's release
 */
public record ClientReports(Reports reports, LoopCounts counts, String database, String release) {
    private static final String TOO_OLD = "a document is older than documents.oldest-stored says";
    private static final JsonName ID = JsonName.of("_id");
    private static final JsonName REVISION = JsonName.of("_rev");

    /**
     * Reports that a stored document could not be shown. Gives whether the log now says so; it does not if it said so
     * lately.
     */
    public boolean notShown(JsonObject stored, Obstacle obstacle) {
        return reports.notShown(database, stored.string(ID), stored.string(REVISION), release, obstacle);
    }

    /** A lens failed in a way of its own, which is a mistake of the lens's author. */
    public void lensFailed(Throwable failure) {
        reports.faults().unexpected("a lens failed unexpectedly", release, failure);
    }

    /** Whether a document of the database is stuck, so that {@link #shown} has to hear of those that are shown. */
    public boolean awaitsShown() {
        return reports.stuck().hasAny(database);
    }

    /** A stored document was shown. This costs next to nothing, unless the database has a document that is stuck. */
    public void shown(JsonObject view) {
        if (awaitsShown()) {
            reports.stuck().shown(database, view.string(ID), view.string(REVISION), release);
        }
    }

    /** Reports that a written document does not match the JSON Schema of its version, whatever becomes of it. */
    public void unmatched(Obstacle mismatch) {
        reports.count(Tally.UNMATCHED);
        reports.faults()
                .tell(new Fault(Level.WARN, "a written document does not match its schema", "", mismatch.toString()));
    }

    /** Reports that a deletion was shown without its members. */
    public void shownBare(JsonObject tombstone, Obstacle obstacle) {
        reports.shownBare(database, tombstone.string(ID), tombstone.string(REVISION), release, obstacle);
    }

    /** A written document could be led up. */
    public void stored(@Nullable String id, @Nullable String revision) {
        if (reports.stuck().hasAny(database)) {
            reports.stuck().stored(database, id, revision, release);
        }
    }

    /** Reports that a deletion was stored without its members. */
    public void storedBare(@Nullable String id, @Nullable String revision, Obstacle obstacle) {
        reports.storedBare(database, id, revision, release, obstacle);
    }

    /** Reports that a replicated revision waits in the quarantine database. */
    public void quarantined(@Nullable String id, @Nullable String revision, Obstacle obstacle) {
        reports.quarantined(database, id, revision, release, obstacle);
    }

    /** A stored document is older than {@code documents.oldest-stored} says; it is shown, but queries may miss it. */
    public void tooOld(JsonObject stored, String reason) {
        reports.documents().warn(TOO_OLD, database, stored.string(ID), stored.string(REVISION), release, reason);
    }

    /**
     * Reports that a written document was refused, for good or for now. Gives whether the log now says so; it does not
     * if it said so lately.
     *
     * @param revision as the client wrote it: the edit's revision in a replication, otherwise the revision of the
     *     edit's base
     */
    public boolean notStored(@Nullable String id, @Nullable String revision, Obstacle obstacle) {
        return reports.notStored(database, id, revision, release, obstacle);
    }

    /** Notes that the database has a document of a version that is newer than all that are known. */
    public void metNewerVersion() {
        reports.newerVersions().met(database);
    }

    /** Whether the database may have more documents of versions that are newer than all that are known. */
    public boolean knowsOfNewerVersions() {
        return reports.newerVersions().areIn(database);
    }

    /** Reports that a replicated edit was stored without a base, see {@link Reports#withoutBase}. */
    public void withoutBase(String id, @Nullable String revision) {
        reports.withoutBase(database, id, revision, release);
    }

    /** Counts something that has happened. */
    public void count(Tally tally, int times) {
        reports.count(tally, times);
    }
}
