package io.slipcover.find;

import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;

/** The member that every document of CouchDB's answers has. */
final class DocumentId {
    static final JsonName MEMBER = JsonName.of("_id");

    private DocumentId() {}

    /** The id of the document at [from, to); empty where it has none, which no stored document does. */
    static String in(byte[] bytes, int from, int to) {
        String id = JsonObject.ofValidated(bytes, from, to).string(MEMBER);
        return id == null ? "" : id;
    }
}
