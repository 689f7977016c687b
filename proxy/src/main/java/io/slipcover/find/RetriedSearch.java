package io.slipcover.find;

import io.slipcover.envelope.ExceededLimit;
import io.slipcover.json.JsonObject;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A search that begins anew in another way where CouchDB has no index for the order that the search asks for. */
final class RetriedSearch implements Search {
    private Search search;
    private @Nullable Supplier<Search> otherwise;

    RetriedSearch(Search search, Supplier<Search> otherwise) {
        this.search = search;
        this.otherwise = otherwise;
    }

    @Override
    public @Nullable CandidatePage next() {
        return search.next();
    }

    @Override
    public void candidate(byte[] bytes, int from, int to, @Nullable ExceededLimit exceeded) {
        search.candidate(bytes, from, to, exceeded);
    }

    @Override
    public boolean hasEnough() {
        return search.hasEnough();
    }

    @Override
    public void pageEnded(JsonObject rest) {
        otherwise = null;
        search.pageEnded(rest);
    }

    @Override
    public void pageBrokenOff() {
        otherwise = null;
        search.pageBrokenOff();
    }

    @Override
    public boolean refused(int status, String error) {
        Supplier<Search> another = otherwise;
        if (another == null || !CouchRefusal.isForWantOfAnIndex(status, error)) {
            return search.refused(status, error);
        }
        otherwise = null;
        search = another.get();
        return true;
    }
}
