package io.slipcover.exchange;

import io.slipcover.document.Leaf;
import io.slipcover.document.Revision;
import io.slipcover.json.JsonObject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The replicated revisions of one batch as they are sent to CouchDB, which stores them at the end: a later document of the batch may have
 * one of them for its base. Bounded by bytes; of what had to go, the ids are known, so that nobody takes it for not there.
 */
final class BatchMemory {
    private static final int MAXIMUM_BYTES = 16 << 20;

    private final Map<String, List<Base.StoredLeaf>> documents = new HashMap<>();
    private final Queue<String> order = new ArrayDeque<>();
    private final Set<String> forgotten = new HashSet<>();
    private long bytes;

    /** Keeps a document that is sent. */
    void add(String id, JsonObject sent) {
        Leaf leaf = Leaf.of(sent).orElse(null);
        if (leaf == null) {
            return;
        }
        StoredDocument document = StoredDocument.of(sent);
        documents.computeIfAbsent(id, any -> new ArrayList<>(1)).add(new Base.StoredLeaf(leaf, document));
        order.add(id);
        bytes += document.length();
        while (bytes > MAXIMUM_BYTES && order.size() > 1) {
            String oldest = order.remove();
            List<Base.StoredLeaf> gone = documents.remove(oldest);
            if (gone != null) {
                gone.forEach(each -> bytes -= each.document().length());
                forgotten.add(oldest);
            }
        }
    }

    /** The document of this revision, or null where it is not of this batch. */
    @Nullable
    StoredDocument document(String id, Revision revision) {
        for (Base.StoredLeaf each : of(id)) {
            if (each.leaf().revision().equals(revision)) {
                return each.document();
            }
        }
        return null;
    }

    /** All that this batch has of a document. */
    List<Base.StoredLeaf> of(String id) {
        return documents.getOrDefault(id, List.of());
    }

    /** Whether the batch has had more of a document than is known any more. */
    boolean hasForgotten(String id) {
        return forgotten.contains(id);
    }
}
