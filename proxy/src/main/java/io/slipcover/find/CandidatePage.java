package io.slipcover.find;

import io.slipcover.mango.Selector;
import org.jspecify.annotations.Nullable;

/**
 * A page of candidates that CouchDB is asked for: documents that may be results.
 *
 * @param question what they are
 * @param use which indexes CouchDB may use
 * @param sorted whether CouchDB is to sort them by the question's order
 * @param behind a condition that holds for all behind some place in that order; null: at the beginning
 * @param limit how many at most
 * @param skip how many are left out at its beginning
 * @param bookmark CouchDB's own, behind which it begins; null: at the beginning
 * @param idsOnly whether the candidates themselves are known
 */
record CandidatePage(
        DatabaseQuestion question,
        IndexUse use,
        boolean sorted,
        @Nullable Selector behind,
        long limit,
        long skip,
        @Nullable String bookmark,
        boolean idsOnly) {
    CandidatePage ofLimit(long newLimit) {
        return new CandidatePage(question, use, sorted, behind, newLimit, skip, bookmark, idsOnly);
    }

    CandidatePage from(long newSkip, @Nullable String newBookmark) {
        return new CandidatePage(question, use, sorted, behind, limit, newSkip, newBookmark, idsOnly);
    }

    CandidatePage behind(@Nullable Selector place) {
        return new CandidatePage(question, use, sorted, place, limit, skip, bookmark, idsOnly);
    }

    CandidatePage ofIds() {
        return new CandidatePage(question, use, sorted, behind, limit, skip, bookmark, true);
    }
}
