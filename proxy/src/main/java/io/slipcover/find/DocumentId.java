package io.slipcover.find;

import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.mango.FieldPath;

/** The id of a document: a member that every document in CouchDB's answers has. */
final class DocumentId {
    static final JsonName MEMBER = JsonName.of("_id");
    static final FieldPath PATH = FieldPath.of("_id");

    private DocumentId() {}

    /** The id of the document at [from, to); empty where the document has none, which is true of no stored document. */
    static String in(byte[] bytes, int from, int to) {
        String id = JsonObject.ofValidated(bytes, from, to).string(MEMBER);
        return id == null ? "" : id;
    }
}
