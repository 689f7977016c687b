package io.slipcover.find;

import io.slipcover.json.JsonArray;
import io.slipcover.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** The results of one question in the client's order, of which some are held ahead. */
interface SortedSource {
    DatabaseQuestion question();

    /** What CouchDB is to be asked, or null where the next result is held already, or there is none any more. */
    @Nullable
    CandidatePage next();

    /** The next result, which stays; null where none is held. */
    @Nullable
    SortedResult peek();

    /** Takes the next result away. */
    SortedResult poll();

    /** Whether a result at this place is of interest. */
    boolean wants(JsonArray place);

    /** Takes a result. */
    void add(SortedResult result);

    /** How many bytes are held. */
    long bytes();

    /** Whether the rest of the page is left for later. */
    boolean hasEnough();

    void pageEnded(JsonObject rest, long seen);

    void pageBrokenOff();
}
