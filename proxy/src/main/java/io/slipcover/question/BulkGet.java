package io.slipcover.question;

import io.slipcover.document.Leaf;
import io.slipcover.json.JsonArray;
import io.slipcover.json.JsonFormatException;
import io.slipcover.json.JsonKind;
import io.slipcover.json.JsonLimits;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonScanner;
import io.slipcover.json.JsonSlice;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A {@code _bulk_get} of Slipcover's own: the body of the question, and the contents of the answer. Some servers group
 * the answer's entries by id. So an entry is known by its id and revision alone, never by its position.
 */
public final class BulkGet {
    private static final JsonName DOCS = JsonName.of("docs");
    private static final JsonName RESULTS = JsonName.of("results");
    private static final JsonName OK = JsonName.of("ok");
    private static final JsonName ERROR = JsonName.of("error");
    private static final JsonName ID = JsonName.of("id");
    private static final JsonName MISSING = JsonName.of("missing");
    private static final JsonName REV = JsonName.of("rev");
    private static final JsonName DOCUMENT_ID = JsonName.of("_id");
    private static final JsonName DOCUMENT_REV = JsonName.of("_rev");
    private static final String NOT_FOUND = "not_found";
    private static final String BAD_REQUEST = "bad_request";
    private static final int DIGITS = 32;

    /** The answer to a question that asks for nothing. */
    public static final BulkGet EMPTY = new BulkGet(0);

    private record Key(String id, String revision) {}

    private final Map<Key, StoredDocument> documents = new HashMap<>();
    private final Map<String, List<StoredDocument>> byId = new HashMap<>();
    private final Set<Key> missing = new HashSet<>();
    private final Set<Key> unreadable = new HashSet<>();
    private final Set<String> missingIds = new HashSet<>();

    private final int depth;

    private BulkGet(int depth) {
        this.depth = depth;
    }

    /** Adds a revision to a question. Null for a revision asks for all leaves. */
    public static void ask(JsonArray docs, String id, @Nullable String revision) {
        JsonObject doc = JsonObject.empty();
        doc.add(ID, JsonSlice.string(id));
        if (revision != null) {
            doc.add(REV, JsonSlice.string(revision));
        }
        docs.add(doc);
    }

    public static byte[] body(JsonArray docs) {
        JsonObject body = JsonObject.empty();
        body.add(DOCS, docs);
        return body.toBytes();
    }

    /**
     * Reads an answer.
     *
     * @throws JsonFormatException where the answer is not one JSON object
     */
    public static BulkGet read(byte[] answer) {
        // A base that is nested too deeply is no reason to know nothing of the others.
        BulkGet read = new BulkGet(JsonScanner.validate(answer, 0, answer.length, JsonLimits.DEEPEST));
        JsonSlice value = JsonSlice.ofValidated(answer, 0, answer.length);
        if (value.kind() != JsonKind.OBJECT) {
            throw new JsonFormatException(0, "found " + value.kind() + ", expected an object");
        }
        JsonArray results = value.asObject().array(RESULTS);
        for (int index = 0; results != null && index < results.size(); index++) {
            JsonObject result = results.object(index);
            if (result != null) {
                read.addAll(result.string(ID), result.array(DOCS));
            }
        }
        return read;
    }

    private void addAll(@Nullable String id, @Nullable JsonArray docs) {
        for (int entry = 0; docs != null && entry < docs.size(); entry++) {
            JsonObject doc = docs.object(entry);
            if (doc != null) {
                add(id, doc);
            }
        }
    }

    private void add(@Nullable String ofResult, JsonObject entry) {
        String notThere = entry.string(MISSING);
        if (notThere != null && ofResult != null) {
            missing.add(key(ofResult, notThere)); // PouchDB Server's words for it.
            return;
        }

        JsonObject document = entry.object(OK);
        JsonObject error = entry.object(ERROR);
        if (document != null) {
            String id = document.string(DOCUMENT_ID);
            String revision = document.string(DOCUMENT_REV);
            if (id != null && revision != null) {
                StoredDocument stored = StoredDocument.of(document, depth);
                documents.put(key(id, revision), stored);
                byId.computeIfAbsent(id, any -> new ArrayList<>(1)).add(stored);
            }
        } else if (error != null && NOT_FOUND.equals(error.string(ERROR))) {
            String id = error.string(ID);
            String revision = error.string(REV);
            if (id != null) {
                missingIds.add(id);
                missing.add(key(id, revision == null ? "" : revision));
            }
        } else if (error != null && BAD_REQUEST.equals(error.string(ERROR))) {
            String id = error.string(ID);
            String revision = error.string(REV);
            if (id != null && revision != null) {
                unreadable.add(key(id, revision));
            }
        }
    }

    /** The revision's document, or null where it is not in the answer. */
    @Nullable
    public StoredDocument document(String id, String revision) {
        return documents.get(key(id, revision));
    }

    /**
     * Whether the answer says that there is no such revision. An answer may also lack the revision without saying so.
     */
    public boolean isMissing(String id, String revision) {
        return missing.contains(key(id, revision));
    }

    /** Whether the answer says that this text is no revision at all. */
    public boolean isUnreadable(String id, String revision) {
        return unreadable.contains(key(id, revision));
    }

    /**
     * All leaves of a document. The leaves have their histories where the question asked for histories. The list is empty where the answer
     * says that there is no such document. It is null where the answer says nothing.
     */
    @Nullable
    public List<StoredLeaf> leaves(String id) {
        List<StoredDocument> stored = byId.get(id);
        if (stored == null) {
            return missingIds.contains(id) ? List.of() : null;
        }
        List<StoredLeaf> leaves = new ArrayList<>(stored.size());
        for (StoredDocument document : stored) {
            Leaf.of(document.toObject()).ifPresent(leaf -> leaves.add(new StoredLeaf(leaf, document)));
        }
        return leaves.isEmpty() ? null : leaves;
    }

    /** The key of a revision. CouchDB writes 32 hex digits in lower case, however a client wrote them. */
    private static Key key(String id, String revision) {
        int digits = revision.length() - revision.indexOf('-') - 1;
        return new Key(id, digits == DIGITS ? revision.toLowerCase(Locale.ROOT) : revision);
    }
}
