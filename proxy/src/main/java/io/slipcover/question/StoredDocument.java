package io.slipcover.question;

import io.slipcover.json.JsonObject;

/** A stored document as the bytes of one JSON object, which are shared and never changed. */
public final class StoredDocument {
    private final byte[] bytes;

    private StoredDocument(byte[] bytes) {
        this.bytes = bytes;
    }

    public static StoredDocument of(JsonObject document) {
        return new StoredDocument(document.toBytes());
    }

    public int length() {
        return bytes.length;
    }

    /** The document to look into. */
    public JsonObject toObject() {
        return JsonObject.ofValidated(bytes, 0, bytes.length);
    }
}
