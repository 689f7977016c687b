package io.slipcover.find;

import io.slipcover.envelope.ExceededLimit;
import io.slipcover.json.JsonObject;
import io.slipcover.mango.MangoException;
import org.jspecify.annotations.Nullable;

/**
 * How one query comes to its results: page after page of candidates, until it has what the client wants. It is told of each page's
 * documents and then either of the page's end or that it was broken off, which only a search that {@linkplain #hasEnough has enough}
 * may be.
 */
interface Search {
    /** What CouchDB is to be asked next, or null where the answer is whole. */
    @Nullable
    CandidatePage next();

    /**
     * Takes a document of the page.
     *
     * @param exceeded the limit that the document exceeds, or null
     * @throws FindException where the query cannot be answered
     * @throws MangoException where CouchDB could not, either
     */
    void candidate(byte[] bytes, int from, int to, @Nullable ExceededLimit exceeded);

    /** Whether the rest of the page is of no interest. */
    boolean hasEnough();

    /** The page is at its end; this stood around its documents. */
    void pageEnded(JsonObject rest);

    /** The page was broken off. */
    void pageBrokenOff();

    /**
     * CouchDB refuses to answer the question.
     *
     * @param error CouchDB's word for the reason
     * @return whether the search goes on with another question; where not, the refusal is the answer
     */
    boolean refused(int status, String error);
}
