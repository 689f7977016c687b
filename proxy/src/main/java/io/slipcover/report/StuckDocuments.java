package io.slipcover.report;

import io.slipcover.json.JsonArray;
import io.slipcover.json.JsonBuffer;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonSlice;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The list of stuck documents: those that Slipcover lately could not show or store, or only in a way that loses something. Each has its
 * ids and the reason, and no value. A document leaves the list when a client of the same release is shown it, or has it stored, without
 * trouble.
 *
 * <p>The list is bounded by documents and by bytes. Where it is full, the document that was seen longest ago goes, and the list counts it.
 * All event loops share the list. A database without a stuck document costs a reader of documents one look into a map.
 */
public final class StuckDocuments {
    private static final int MOST_DOCUMENTS = 10_000;
    private static final long MOST_BYTES = 8 << 20;

    /** The longest text that the list keeps of an id, a database's name or a reason. */
    private static final int LONGEST = 2_000;

    private static final JsonName TOTAL = JsonName.of("total");
    private static final JsonName DROPPED = JsonName.of("dropped");
    private static final JsonName DOCUMENTS = JsonName.of("documents");
    private static final JsonName DATABASE = JsonName.of("database");
    private static final JsonName ID = JsonName.of("id");
    private static final JsonName REVISION = JsonName.of("revision");
    private static final JsonName RELEASES = JsonName.of("releases");
    private static final JsonName DIRECTION = JsonName.of("direction");
    private static final JsonName REASON = JsonName.of("reason");
    private static final JsonName FIRST_SEEN = JsonName.of("first_seen");
    private static final JsonName LAST_SEEN = JsonName.of("last_seen");
    private static final JsonName COUNT = JsonName.of("count");

    private final Clock clock;
    private final int mostDocuments;
    private final long mostBytes;

    /** The documents, the one that was seen longest ago first. */
    private final Map<StuckDocument.Key, StuckDocument> documents = new LinkedHashMap<>();

    /** The same documents by database and id. Whoever holds the lock writes, and everybody reads. */
    private final Map<String, Map<String, List<StuckDocument>>> byId = new ConcurrentHashMap<>();

    private long bytes;
    private long dropped;

    public StuckDocuments() {
        this(Clock.systemUTC(), MOST_DOCUMENTS, MOST_BYTES);
    }

    StuckDocuments(Clock clock, int mostDocuments, long mostBytes) {
        this.clock = clock;
        this.mostDocuments = mostDocuments;
        this.mostBytes = mostBytes;
    }

    /** Puts a document on the list, or notes that it was seen again. A document without an id is not listed. */
    synchronized void add(
            Matter matter,
            String database,
            @Nullable String id,
            @Nullable String revision,
            String release,
            String reason) {
        if (id == null) {
            return;
        }
        StuckDocument.Key key = new StuckDocument.Key(matter, bounded(database), bounded(id), bounded(reason));
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        StuckDocument document = documents.remove(key);
        if (document == null) {
            document = new StuckDocument(key, now);
            bytes += document.bytes();
            byId.computeIfAbsent(key.database(), any -> new ConcurrentHashMap<>())
                    .merge(key.id(), List.of(document), StuckDocuments::joined);
        }
        document.seen(revision == null ? null : bounded(revision), release, now);
        documents.put(key, document);
        Iterator<StuckDocument> oldest = documents.values().iterator();
        while ((documents.size() > mostDocuments || bytes > mostBytes) && documents.size() > 1) {
            StuckDocument gone = oldest.next();
            oldest.remove();
            forget(gone);
            dropped++;
        }
    }

    private static List<StuckDocument> joined(List<StuckDocument> some, List<StuckDocument> others) {
        List<StuckDocument> all = new ArrayList<>(some);
        all.addAll(others);
        return all;
    }

    private void forget(StuckDocument gone) {
        StuckDocument.Key key = gone.key();
        bytes -= gone.bytes();
        Map<String, List<StuckDocument>> ofDatabase = byId.get(key.database());
        if (ofDatabase != null) {
            ofDatabase.computeIfPresent(key.id(), (id, all) -> {
                List<StuckDocument> rest =
                        all.stream().filter(each -> each != gone).toList();
                return rest.isEmpty() ? null : rest;
            });
            if (ofDatabase.isEmpty()) {
                byId.remove(key.database());
            }
        }
    }

    /** Whether any document of the database is on the list. Where none is, nobody needs to tell of documents that are well. */
    boolean hasAny(String database) {
        return byId.containsKey(database);
    }

    /** A document was shown to a client of this release. */
    void shown(String database, @Nullable String id, @Nullable String revision, String release) {
        if (isListed(database, id)) {
            well(database, id, revision, release, false);
        }
    }

    /** A document of a client of this release could be stored. */
    void stored(String database, @Nullable String id, @Nullable String revision, String release) {
        if (isListed(database, id)) {
            well(database, id, revision, release, true);
        }
    }

    private boolean isListed(String database, @Nullable String id) {
        Map<String, List<StuckDocument>> ofDatabase = byId.get(database);
        return ofDatabase != null && id != null && ofDatabase.containsKey(bounded(id));
    }

    private synchronized void well(
            String database, @Nullable String id, @Nullable String revision, String release, boolean stored) {
        Map<String, List<StuckDocument>> ofDatabase = byId.get(database);
        if (ofDatabase == null || id == null) {
            return;
        }
        for (StuckDocument document : ofDatabase.getOrDefault(bounded(id), List.of())) {
            Matter matter = document.key().matter();
            boolean over = stored ? matter.isOverWhenStored() : matter.isOverWhenShown();
            if (over && document.isWellFor(release, revision)) {
                documents.remove(document.key());
                forget(document);
            }
        }
    }

    /** A text that the list may keep. Two long texts with the same beginning stay apart. */
    private static String bounded(String text) {
        return text.length() <= LONGEST
                ? text
                : text.substring(0, LONGEST) + "…#" + Integer.toHexString(text.hashCode());
    }

    /** The documents of a database, or of all databases; the one that was seen last first. */
    private List<StuckDocument> newestFirst(@Nullable String database) {
        List<StuckDocument> all = new ArrayList<>();
        for (StuckDocument document : documents.values()) {
            if (database == null || document.key().database().equals(database)) {
                all.add(document);
            }
        }
        Collections.reverse(all);
        return all;
    }

    /**
     * The list as a JSON object.
     *
     * @param database the only database to tell of; null: all of them
     */
    public synchronized byte[] json(@Nullable String database) {
        JsonArray rows = JsonArray.empty();
        newestFirst(database).forEach(document -> rows.add(row(document)));
        JsonObject list = JsonObject.empty();
        list.add(TOTAL, JsonSlice.number(rows.size()));
        list.add(DROPPED, JsonSlice.number(dropped));
        list.add(DOCUMENTS, rows);
        JsonBuffer written = new JsonBuffer();
        list.writeTo(written);
        written.write('\n');
        return written.toByteArray();
    }

    private static JsonObject row(StuckDocument document) {
        StuckDocument.Key key = document.key();
        JsonArray releases = JsonArray.empty();
        document.releases().forEach(release -> releases.add(JsonSlice.string(release)));
        JsonObject row = JsonObject.empty();
        row.add(DATABASE, JsonSlice.string(key.database()));
        row.add(ID, JsonSlice.string(key.id()));
        String revision = document.revision();
        row.add(REVISION, revision == null ? JsonSlice.NULL : JsonSlice.string(revision));
        row.add(RELEASES, releases);
        row.add(DIRECTION, JsonSlice.string(key.matter().direction()));
        row.add(REASON, JsonSlice.string(key.reason()));
        row.add(FIRST_SEEN, JsonSlice.string(document.firstSeen().toString()));
        row.add(LAST_SEEN, JsonSlice.string(document.lastSeen().toString()));
        row.add(COUNT, JsonSlice.number(document.count()));
        return row;
    }

    /** The list as a table with tabs between its columns, for people. */
    public synchronized byte[] table(@Nullable String database) {
        StringBuilder table = new StringBuilder(
                "DATABASE\tID\tREVISION\tRELEASES\tDIRECTION\tREASON\tFIRST SEEN\tLAST SEEN\tCOUNT\n");
        for (StuckDocument document : newestFirst(database)) {
            StuckDocument.Key key = document.key();
            String revision = document.revision();
            String line = String.join(
                    "\t",
                    LogText.of(key.database()),
                    LogText.of(key.id()),
                    revision == null ? "-" : LogText.of(revision),
                    String.join(",", document.releases()),
                    key.matter().direction(),
                    LogText.of(key.reason()),
                    document.firstSeen().toString(),
                    document.lastSeen().toString(),
                    Long.toString(document.count()));
            table.append(line).append('\n');
        }
        if (dropped > 0) {
            table.append(dropped).append(" documents that were seen longer ago are not listed any more\n");
        }
        return table.toString().getBytes(StandardCharsets.UTF_8);
    }
}
