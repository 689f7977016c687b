package io.slipcover.find;

import io.slipcover.json.JsonArray;
import io.slipcover.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** The results of one question in the client's order. A source holds some results ahead. */
interface SortedSource {
    DatabaseQuestion question();

    /** The page that CouchDB is to be asked for, or null where the source holds the next result already, or there is no result left. */
    @Nullable
    CandidatePage next();

    /** The next result, which stays in the source; null where the source holds none. */
    @Nullable
    SortedResult peek();

    /** Takes the next result away. */
    SortedResult poll();

    /** Whether the source wants a result at this place. */
    boolean wants(JsonArray place);

    /** Takes a result. */
    void add(SortedResult result);

    /** How many bytes the source holds. */
    long bytes();

    /** Whether the source leaves the rest of the page for later. */
    boolean hasEnough();

    void pageEnded(JsonObject rest, long seen);

    void pageBrokenOff();
}
