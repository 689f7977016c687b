package io.slipcover.find;

import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;

/** The member that every document of CouchDB's answers has. */
final class Members {
    static final JsonName ID = JsonName.of("_id");

    private Members() {}

    /** The id of the document at [from, to); empty where it has none, which no stored document does. */
    static String id(byte[] bytes, int from, int to) {
        String id = JsonObject.ofValidated(bytes, from, to).string(ID);
        return id == null ? "" : id;
    }
}
