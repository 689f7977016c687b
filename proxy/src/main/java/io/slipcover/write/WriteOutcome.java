package io.slipcover.write;

import io.slipcover.exchange.OwnAnswer;
import io.slipcover.json.JsonObject;

/**
 * The receiver of the decision about one written revision. Exactly one of these methods is called. Where operators have to know of the
 * decision, it comes with a report for them. The report is to run once it is certain that CouchDB lets the client in: a stranger's
 * documents are nobody's business.
 */
interface WriteOutcome {
    /** Takes the document that is to be stored. */
    void upgraded(JsonObject document);

    /** Hears that the document is not stored. Other documents that came with it may be. */
    void refused(int status, String error, String reason, WriteReport report);

    /** Hears that a lens failed in a way of its own, so that nothing of the request is stored. */
    void broken(String reason, WriteReport report);

    /** Hears that nothing of the request is stored. */
    void failed(OwnAnswer answer, WriteReport report);
}
