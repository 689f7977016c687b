package io.slipcover.question;

import io.slipcover.json.JsonLimits;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonScanner;

/** A stored document, as the bytes of one JSON object. Many may share the bytes, and nobody changes them. */
public final class StoredDocument {
    private final byte[] bytes;
    private final int depthAround;

    private StoredDocument(byte[] bytes, int depthAround) {
        this.bytes = bytes;
        this.depthAround = depthAround;
    }

    /** A document that no limit of nesting has to be asked about. */
    public static StoredDocument of(JsonObject document) {
        return of(document, 0);
    }

    /** A document that stands in something that nests so deep. */
    static StoredDocument of(JsonObject document, int depthAround) {
        return new StoredDocument(document.toBytes(), depthAround);
    }

    /** Whether the document has more levels of objects and arrays than these. What stands around it does not count. */
    public boolean nestsDeeperThan(int levels) {
        return depthAround > levels && JsonScanner.validate(bytes, 0, bytes.length, JsonLimits.DEEPEST) > levels;
    }

    public int length() {
        return bytes.length;
    }

    /** The document as an object of the caller's own. */
    public JsonObject toObject() {
        return JsonObject.ofValidated(bytes, 0, bytes.length);
    }
}
