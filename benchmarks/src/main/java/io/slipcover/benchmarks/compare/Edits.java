package io.slipcover.benchmarks.compare;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What clients do to documents that they have read. */
final class Edits {
    private Edits() {}

    /**
     * A stored document as a client of a release writes it back, with another text. This method changes the given
     * document.
     */
    static ObjectNode edited(ObjectNode stored, int release) {
        stored.put("text", stored.get("text").asText() + ", edited");
        TodoShapes.view(stored, release);
        return stored;
    }
}
