package io.slipcover.find;

import io.slipcover.exchange.OwnAnswer;
import io.slipcover.mango.MangoException;

/** What a client is told whose query is not answered. */
final class QueryRefusal {
    private QueryRefusal() {}

    /** What CouchDB says of such a question. */
    static OwnAnswer of(MangoException refusal) {
        return new OwnAnswer(refusal.status(), refusal.error(), refusal.reason());
    }

    /** Why a query is not answered. */
    static OwnAnswer of(FindException refusal) {
        return new OwnAnswer(refusal.status(), refusal.error(), refusal.reason());
    }
}
