package io.slipcover.cli;

import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** A row of an answer of CouchDB's, of {@code _all_docs}, a view or {@code _changes}. */
record Row(JsonObject row) {
    private static final JsonName ID = JsonName.of("id");
    private static final JsonName DOC = JsonName.of("doc");
    private static final JsonName VALUE = JsonName.of("value");
    private static final JsonName KEY = JsonName.of("key");
    private static final JsonName SEQUENCE = JsonName.of("seq");
    private static final JsonName ID_OF_DOCUMENT = JsonName.of("_id");
    private static final JsonName DELETED = JsonName.of("deleted");
    private static final JsonName ERROR = JsonName.of("error");

    /** Whether an object is a row, and not a document. */
    static boolean is(JsonObject object) {
        return object.string(ID_OF_DOCUMENT) == null
                && object.has(ID)
                && (object.has(KEY) || object.has(VALUE) || object.has(SEQUENCE) || object.has(DOC));
    }

    /** The id of the row's document. */
    String id() {
        return String.valueOf(row.string(ID));
    }

    /** The document, with bytes of its own; null where the row has none. */
    @Nullable
    JsonObject document() {
        JsonObject document = row.object(DOC);
        if (document == null) {
            return null;
        }
        byte[] bytes = document.toBytes();
        return JsonObject.ofValidated(bytes, 0, bytes.length);
    }

    /** Whether CouchDB was asked with {@code include_docs=true}. */
    boolean isAskedWithDocuments() {
        return row.has(DOC);
    }

    /** Whether the row says that there is no document: it was deleted, or never there. */
    boolean isOfNoDocument() {
        JsonObject value = row.object(VALUE);
        return "not_found".equals(row.string(ERROR)) || row.has(DELETED) || (value != null && value.has(DELETED));
    }
}
