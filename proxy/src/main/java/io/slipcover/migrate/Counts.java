package io.slipcover.migrate;

import io.slipcover.couch.Database.Leaf;
import io.slipcover.json.JsonSlice;
import java.util.ArrayList;
import java.util.List;

/** What became of documents. The counts are of leaves: a document with a conflict has several. Used by one thread at a time. */
public final class Counts {
    private static final int LISTED = 20;

    private long rewritten;
    private long current;
    private long there;
    private long newer;
    private long shapeless;
    private long conflicts;
    private long takenBack;
    private long refused;
    private long failedDatabases;
    private final List<String> listed = new ArrayList<>();

    void rewrote() {
        rewritten++;
    }

    void tookBack() {
        takenBack++;
    }

    /** A revision that a migration under the same lenses has made, this one or an earlier one. */
    void foundCurrent() {
        current++;
    }

    void foundThere() {
        there++;
    }

    void foundNewer() {
        newer++;
    }

    void foundShapeless() {
        shapeless++;
    }

    /** A document with several leaves that are not deleted. */
    void foundConflict() {
        conflicts++;
    }

    void refused(String database, Leaf leaf, String reason) {
        refused++;
        list("%s %s %s: %s"
                .formatted(
                        JsonSlice.string(database),
                        JsonSlice.string(leaf.id()),
                        JsonSlice.string(leaf.revision()),
                        reason));
    }

    /** A database in which something failed. */
    void failed(String database, String reason) {
        failedDatabases++;
        list(JsonSlice.string(database) + ": " + reason);
    }

    private void list(String line) {
        if (listed.size() < LISTED) {
            listed.add(line);
        }
    }

    void add(Counts other) {
        rewritten += other.rewritten;
        current += other.current;
        there += other.there;
        newer += other.newer;
        shapeless += other.shapeless;
        conflicts += other.conflicts;
        takenBack += other.takenBack;
        refused += other.refused;
        failedDatabases += other.failedDatabases;
        other.listed.forEach(this::list);
    }

    /** Leaves that got a child in the right shape. */
    public long rewritten() {
        return rewritten;
    }

    /** Leaves that had the right shape before. Those that this migration made come by once more, and are taken off. */
    public long alreadyThere() {
        return there + Math.max(0, current - rewritten);
    }

    /** Leaves that stay as they are although they should not. */
    public long refused() {
        return refused;
    }

    /** Migrated leaves that were deleted again, because somebody had edited the revision below them meanwhile. */
    public long takenBack() {
        return takenBack;
    }

    /** Documents with several leaves that are not deleted. */
    public long conflicts() {
        return conflicts;
    }

    /** Databases in which something failed. */
    public long failedDatabases() {
        return failedDatabases;
    }

    /**
     * The counts in words, a line each.
     *
     * @param rehearsed whether nothing was written
     */
    public List<String> lines(boolean rehearsed) {
        List<String> lines = new ArrayList<>();
        lines.add("%d %s, %d already there, %d refused"
                .formatted(rewritten, rehearsed ? "would be rewritten" : "rewritten", alreadyThere(), refused));
        lines.add("%d newer than the store release, %d of no type that it names".formatted(newer, shapeless));
        lines.add("%d %s with a conflict, %d %s"
                .formatted(
                        conflicts,
                        conflicts == 1 ? "document" : "documents",
                        takenBack,
                        rehearsed ? "would be taken back" : "taken back"));
        if (failedDatabases > 0) {
            lines.add(failedDatabases + (failedDatabases == 1 ? " database" : " databases") + " failed");
        }
        listed.forEach(line -> lines.add("  " + line));
        long more = refused + failedDatabases - listed.size();
        if (more > 0) {
            lines.add("  and " + more + " more");
        }
        return lines;
    }
}
