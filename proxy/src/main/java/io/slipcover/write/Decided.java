package io.slipcover.write;

import io.slipcover.json.JsonValue;

/** The taker of a decision about a document alone. Exactly one of these methods is called, unless the decision ends the exchange. */
interface Decided {
    /** Takes what is to be sent in the document's place. */
    void send(JsonValue document);

    /**
     * Hears that the document goes to the quarantine. The taker calls {@link DocumentDecision#quarantine} when it has everything that
     * belongs to the document.
     */
    void quarantine(WriteReport report);
}
