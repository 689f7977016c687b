package io.slipcover.question;

import io.slipcover.json.JsonLimits;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonScanner;

/** A stored document, as the bytes of one JSON object. Many may share the bytes, and nobody changes them. */
public final class StoredDocument {
    private final byte[] bytes;
    private final int depth;

    private StoredDocument(byte[] bytes, int depth) {
        this.bytes = bytes;
        this.depth = depth;
    }

    /** A document that no limit of nesting has to be asked about. */
    public static StoredDocument of(JsonObject document) {
        return new StoredDocument(document.toBytes(), 0);
    }

    /** A document that stands in something that nests this deep. */
    static StoredDocument of(JsonObject document, int depthAround) {
        byte[] bytes = document.toBytes();
        return new StoredDocument(
                bytes,
                depthAround <= JsonLimits.DEFAULT_DEPTH
                        ? depthAround
                        : JsonScanner.validate(bytes, 0, bytes.length, JsonLimits.DEEPEST));
    }

    /** How deep the document nests. Of a shallow document, this is a little more than its depth. */
    public int depth() {
        return depth;
    }

    public int length() {
        return bytes.length;
    }

    /** The document as an object of the caller's own. */
    public JsonObject toObject() {
        return JsonObject.ofValidated(bytes, 0, bytes.length);
    }
}
