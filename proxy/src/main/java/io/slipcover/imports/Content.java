package io.slipcover.imports;

import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonSlice;

/**
 * What is stored of a document.
 *
 * @param body the document in the stored shape, with its id, and without a revision and attachments
 */
record Content(JsonObject body, Attachments attachments) {
    private static final JsonName DELETED = JsonName.of("_deleted");

    /** A bare tombstone. */
    static Content tombstone(String id) {
        JsonObject body = JsonObject.empty();
        body.add(Copy.ID, JsonSlice.string(id));
        body.add(DELETED, JsonSlice.TRUE);
        return new Content(body, Attachments.none());
    }

    boolean sameAs(Content other) {
        return body.sameAs(other.body) && attachments.hold(other.attachments) && other.attachments.hold(attachments);
    }

    /** A text that differs wherever the content does. */
    String told() {
        return body + "\0" + attachments.told();
    }
}
