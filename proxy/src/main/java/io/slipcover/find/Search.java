package io.slipcover.find;

import io.slipcover.envelope.ExceededLimit;
import io.slipcover.json.JsonObject;
import io.slipcover.mango.MangoException;
import org.jspecify.annotations.Nullable;

/**
 * The way in which one query comes to its results: page after page of candidates, until the search has what the client wants. A search
 * takes each page's documents. Then it hears either that the page ended or that the page was broken off. Only the page of a search that
 * {@linkplain #hasEnough has enough} may be broken off.
 */
interface Search {
    /** The page that CouchDB is to be asked for next, or null where the answer is whole. */
    @Nullable
    CandidatePage next();

    /**
     * Takes a document of the page.
     *
     * @param exceeded the limit that the document exceeds, or null
     * @throws FindException where the query cannot be answered
     * @throws MangoException where CouchDB could not answer the query either
     */
    void candidate(byte[] bytes, int from, int to, @Nullable ExceededLimit exceeded);

    /** Whether the search does not need the rest of the page. */
    boolean hasEnough();

    /** Takes the end of the page: what stood around the page's documents. */
    void pageEnded(JsonObject rest);

    /** Hears that the page was broken off. */
    void pageBrokenOff();

    /**
     * Hears that CouchDB refuses to answer the question.
     *
     * @param error CouchDB's word for the reason
     * @return whether the search goes on with another question; where it does not, the refusal is the answer
     */
    boolean refused(int status, String error);
}
