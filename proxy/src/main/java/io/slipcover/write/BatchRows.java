package io.slipcover.write;

import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonSlice;
import io.slipcover.json.Room;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The rows of a batch's answer that CouchDB knows nothing of: those of documents that Slipcover did not send. They count. */
final class BatchRows {
    private static final JsonName ID = JsonName.of("id");
    private static final JsonName REV = JsonName.of("rev");
    private static final JsonName ERROR = JsonName.of("error");
    private static final JsonName REASON = JsonName.of("reason");

    /** The bytes that a row and its report take in memory besides their texts: an estimate, and rather too high than too low. */
    private static final int ROW_BYTES = 768;

    private final Room room;
    private final SortedMap<Integer, JsonObject> byIndex = new TreeMap<>();
    private final List<WriteReport> reports = new ArrayList<>();
    private String firstReason = "";

    /** @param room room for the rows, until the exchange is over */
    BatchRows(Room room) {
        this.room = room;
    }

    /**
     * Adds a row.
     *
     * @param report tells operators of the row
     */
    void add(
            int index,
            @Nullable String id,
            @Nullable String revision,
            String error,
            String reason,
            WriteReport report) {
        room.take(ROW_BYTES + 2L * (length(id) + length(revision) + reason.length()));
        JsonObject row = JsonObject.empty();
        if (id != null) {
            row.add(ID, JsonSlice.string(id));
        }
        if (revision != null) {
            row.add(REV, JsonSlice.string(revision));
        }
        row.add(ERROR, JsonSlice.string(error));
        row.add(REASON, JsonSlice.string(reason));
        if (byIndex.isEmpty()) {
            firstReason = id == null ? reason : id + ": " + reason;
        }
        byIndex.put(index, row);
        reports.add(report);
    }

    private static int length(@Nullable String text) {
        return text == null ? 0 : text.length();
    }

    /** Tells operators of all rows, once. Call this when CouchDB has let the client in. */
    void report() {
        reports.forEach(WriteReport::notStored);
        reports.clear();
    }

    boolean isEmpty() {
        return byIndex.isEmpty();
    }

    /** The reason why the first of the documents was refused. */
    String firstReason() {
        return firstReason;
    }

    SortedMap<Integer, JsonObject> byIndex() {
        return byIndex;
    }

    List<JsonObject> inOrder() {
        return new ArrayList<>(byIndex.values());
    }
}
