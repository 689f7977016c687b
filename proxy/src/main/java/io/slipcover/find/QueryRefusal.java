package io.slipcover.find;

import io.slipcover.exchange.OwnAnswer;
import io.slipcover.mango.MangoException;

/** The answer to a client whose query is refused. */
final class QueryRefusal {
    private QueryRefusal() {}

    /** The answer that CouchDB gives to such a query. */
    static OwnAnswer of(MangoException refusal) {
        return new OwnAnswer(refusal.status(), refusal.error(), refusal.reason());
    }

    /** The answer that says why Slipcover does not answer a query. */
    static OwnAnswer of(FindException refusal) {
        return new OwnAnswer(refusal.status(), refusal.error(), refusal.reason());
    }
}
