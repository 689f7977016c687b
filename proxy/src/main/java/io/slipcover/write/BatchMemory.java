package io.slipcover.write;

import io.slipcover.document.Leaf;
import io.slipcover.json.JsonObject;
import io.slipcover.json.Room;
import io.slipcover.question.StoredDocument;
import io.slipcover.question.StoredLeaf;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The memory of one batch's replicated revisions, as Slipcover sends them to CouchDB. CouchDB stores them at the end, and a later document
 * of the batch may have one of them for its base. The memory is bounded by bytes, and counts them. It keeps the ids of the documents that had
 * to go, so that nobody takes such a document for absent.
 */
final class BatchMemory implements EarlierRevisions {
    private static final int MAXIMUM_BYTES = 16 << 20;

    /** The bytes that an entry takes in memory besides its document: an estimate, and rather too high than too low. */
    private static final int ENTRY_BYTES = 256;

    private static final int MAXIMUM_FORGOTTEN = 100_000;

    /** The bytes that a forgotten id takes in memory besides its text. */
    private static final int FORGOTTEN_BYTES = 96;

    private final Room room;

    /** The leaves by id, in the order in which the ids came. */
    private final Map<String, KnownLeaves> documents = new LinkedHashMap<>();

    private final Set<String> forgotten = new HashSet<>();
    private boolean forgetful;
    private int entries;
    private long bytes;

    /** @param room room for what is kept, until the batch is over */
    BatchMemory(Room room) {
        this.room = room;
    }

    /** Keeps a document that Slipcover sends. */
    void add(String id, JsonObject sent) {
        Leaf leaf = Leaf.of(sent).orElse(null);
        if (leaf == null) {
            return;
        }
        StoredLeaf entry = new StoredLeaf(leaf, StoredDocument.of(sent));
        long cost = cost(id, entry);
        room.take(cost);
        documents.computeIfAbsent(id, any -> new KnownLeaves()).add(entry);
        entries++;
        bytes += cost;
        forgetOldest();
    }

    private void forgetOldest() {
        long before = bytes;
        Iterator<Map.Entry<String, KnownLeaves>> oldest = documents.entrySet().iterator();
        while (bytes > MAXIMUM_BYTES && entries > 1) {
            Map.Entry<String, KnownLeaves> gone = oldest.next();
            oldest.remove();
            entries -= gone.getValue().all().size();
            gone.getValue().all().forEach(each -> bytes -= cost(gone.getKey(), each));
            if (forgotten.size() == MAXIMUM_FORGOTTEN) {
                forgetful = true;
            } else if (forgotten.add(gone.getKey())) {
                room.take(FORGOTTEN_BYTES + 2L * gone.getKey().length());
            }
        }
        room.giveBack(before - bytes);
    }

    private static long cost(String id, StoredLeaf entry) {
        return ENTRY_BYTES + 2L * id.length() + entry.document().length() + entry.historyBytes();
    }

    @Override
    public KnownLeaves of(String id) {
        KnownLeaves known = documents.get(id);
        return known == null ? new KnownLeaves() : known;
    }

    /**
     * Whether more of the document came than the memory knows any more, or may have come. Of too many documents, the memory does not even
     * keep the ids.
     */
    @Override
    public boolean hasForgotten(String id) {
        return forgetful || forgotten.contains(id);
    }
}
