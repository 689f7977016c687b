package io.slipcover.write;

import io.slipcover.exchange.OwnAnswer;
import io.slipcover.json.JsonObject;

/**
 * Who is told what becomes of one written revision; exactly one of these is called. Where operators have to know of it, there is a report
 * for them, to be run once it is certain that CouchDB lets the client in: a stranger's documents are nobody's business.
 */
interface WriteOutcome {
    /** This is to be stored. */
    void upgraded(JsonObject document);

    /** The document is not stored. Others that came with it may be. */
    void refused(int status, String error, String reason, Runnable report);

    /** Nothing of the request is stored. */
    void failed(OwnAnswer answer, Runnable report);
}
