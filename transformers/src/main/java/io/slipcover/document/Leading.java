package io.slipcover.document;

import static java.util.Objects.requireNonNull;

import io.slipcover.json.JsonObject;

/** What becomes of a stored document that is to have the shape of the store release. */
public sealed interface Leading {
    /** The document has no shape: its type is none that the store release names, or it is a bare tombstone, a design or a local document. */
    record Shapeless() implements Leading {}

    /** The document has the shape already. */
    record There(String type, int version) implements Leading {}

    /** The document has a newer shape than the store release, so it stays as it is. */
    record Newer(String type, int version) implements Leading {}

    /**
     * The document in the store release's shape.
     *
     * @param from the version that the document had
     * @param document the document, which bears the number of its new version
     */
    record Led(String type, int from, int to, JsonObject document) implements Leading {
        public Led {
            requireNonNull(type, "type");
            requireNonNull(document, "document");
        }
    }

    /** A document that cannot be led. */
    record Refused(Obstacle obstacle) implements Leading {}
}
