package io.slipcover.exchange;

import io.slipcover.json.JsonObject;

/** A stored document as the bytes of one JSON object, which are shared and never changed. */
final class StoredDocument {
    private final byte[] bytes;

    private StoredDocument(byte[] bytes) {
        this.bytes = bytes;
    }

    static StoredDocument of(JsonObject document) {
        return new StoredDocument(document.toBytes());
    }

    int length() {
        return bytes.length;
    }

    /** The document to look into. */
    JsonObject toObject() {
        return JsonObject.ofValidated(bytes, 0, bytes.length);
    }
}
