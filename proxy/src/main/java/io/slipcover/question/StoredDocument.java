package io.slipcover.question;

import io.slipcover.json.JsonObject;

/** A stored document, as the bytes of one JSON object. Many may share the bytes, and nobody changes them. */
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

    /** The document as an object of the caller's own. */
    public JsonObject toObject() {
        return JsonObject.ofValidated(bytes, 0, bytes.length);
    }
}
