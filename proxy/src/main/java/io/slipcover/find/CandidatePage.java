package io.slipcover.find;

import io.slipcover.mango.Selector;
import org.jspecify.annotations.Nullable;

/**
 * A page of candidates that Slipcover asks CouchDB for. A candidate is a document that may be a result.
 *
 * @param question the question that the candidates answer
 * @param use which indexes CouchDB may use
 * @param sorted whether CouchDB is to sort the candidates by the question's order
 * @param behind a condition that holds for all documents behind some place in that order; null: the page begins at the beginning
 * @param limit how many candidates the page has at most
 * @param skip how many candidates CouchDB leaves out at the page's beginning
 * @param bookmark CouchDB's own bookmark, behind which the page begins; null: the page begins at the beginning
 * @param idsOnly whether Slipcover asks for ids alone, because it knows the candidates themselves
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
