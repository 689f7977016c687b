package io.slipcover.write;

import io.slipcover.exchange.OwnAnswer;
import io.slipcover.json.JsonObject;

/** Who is told what becomes of one written revision; exactly one of these is called. */
interface WriteOutcome {
    /** This is to be stored. */
    void upgraded(JsonObject document);

    /** The document is not stored. Others that came with it may be. */
    void refused(int status, String error, String reason);

    /** Nothing of the request is stored. */
    void failed(OwnAnswer answer);
}
