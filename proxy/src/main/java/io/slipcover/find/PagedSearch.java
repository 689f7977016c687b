package io.slipcover.find;

import io.slipcover.envelope.ExceededLimit;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * A search for one question in the order in which CouchDB finds candidates. Slipcover writes results as they come, and holds nothing.
 *
 * <p>CouchDB's bookmark stands behind the last document of a page. The client's page may be full in the middle of one of CouchDB's pages.
 * Then Slipcover asks for that page again, ids alone, so that the page ends at the last candidate that Slipcover looked at. The bookmark of
 * this shorter page is the exact one. To make that rare, the first page has as many candidates as the client wants results. Only where some
 * of the candidates are no results, Slipcover asks for more candidates than results are missing, since most of them may be no results
 * either.
 */
final class PagedSearch {
    private static final JsonName BOOKMARK = JsonName.of("bookmark");

    private enum Phase {
        SEARCHING,
        CONFIRMING,
        DONE
    }

    private final FindAnswer answer;
    private final CandidatePage first;
    private final PageSizes sizes;

    private Phase phase = Phase.SEARCHING;
    private long toSkip;
    private long missing;
    private final long databaseSkip;

    /** CouchDB's bookmark. The page under way begins behind it; at the end the client's next page does. */
    private @Nullable String bookmark;

    private CandidatePage page;
    private int pages;

    /** How many documents of the page have come. */
    private long seen;

    /** How many documents of the page Slipcover has looked at. */
    private long consumed;

    private boolean enough;
    private @Nullable Boundary boundary;

    /**
     * @param first the question, and CouchDB's bookmark where the question begins
     * @param databaseSkips whether CouchDB can skip for the client, since all that CouchDB finds are results
     */
    PagedSearch(FindAnswer answer, CandidatePage first, PageSizes sizes, long limit, long skip, boolean databaseSkips) {
        this.answer = answer;
        this.first = first;
        this.page = first;
        this.sizes = sizes;
        this.bookmark = first.bookmark();
        this.missing = limit;
        this.databaseSkip = databaseSkips ? skip : 0;
        this.toSkip = databaseSkips ? 0 : skip;
    }

    /** The page that CouchDB is to be asked for next, or null where the search is over. */
    @Nullable
    CandidatePage next() {
        seen = 0;
        switch (phase) {
            case SEARCHING -> {
                // With nothing wanted, nothing is skipped: CouchDB's bookmark stays where it is, too.
                long wanted = missing == 0 ? 0 : missing + toSkip;
                long limit = pages == 0 ? wanted : sizes.next(wanted);
                page = first.ofLimit(limit).from(pages == 0 ? databaseSkip : 0, bookmark);
                pages++;
                consumed = 0;
                boundary = limit > wanted ? new Boundary() : null;
                return page;
            }
            case CONFIRMING -> {
                page = first.ofLimit(of(boundary).limit()).from(0, bookmark).ofIds();
                return page;
            }
            case DONE -> {
                return null;
            }
        }
        throw new IllegalStateException(phase.name());
    }

    /** CouchDB's bookmark, behind which the client's next page begins; null where CouchDB gives none. */
    @Nullable
    String bookmark() {
        return bookmark;
    }

    /** How many results the client still wants. */
    long missing() {
        return missing;
    }

    /** How many results the search still has to leave out. */
    long toSkip() {
        return toSkip;
    }

    /** Whether CouchDB has answered nothing yet. */
    boolean isAtItsBeginning() {
        return pages <= 1 && seen == 0 && phase == Phase.SEARCHING;
    }

    void candidate(byte[] bytes, int from, int to, @Nullable ExceededLimit exceeded) {
        seen++;
        if (phase == Phase.CONFIRMING) {
            of(boundary).again(DocumentId.in(bytes, from, to));
            return;
        }
        if (enough) {
            return;
        }
        consumed++;
        Boundary tracked = boundary;
        if (tracked != null) {
            tracked.consumed(DocumentId.in(bytes, from, to));
        }
        JsonObject view = answer.filter().result(first.question(), bytes, from, to, exceeded);
        if (view == null) {
            return;
        }
        if (toSkip > 0) {
            toSkip--;
            return;
        }
        answer.write(view);
        missing--;
        enough = missing == 0;
    }

    boolean hasEnough() {
        // At the last of the page, its end and the exact bookmark are about to come.
        return phase == Phase.SEARCHING && enough && consumed < page.limit();
    }

    void pageEnded(JsonObject rest) {
        answer.remarks().add(rest);
        String behind = rest.string(BOOKMARK);
        if (phase == Phase.CONFIRMING) {
            if (of(boundary).settles()) {
                // Where all that was looked at is gone, the next page begins where this one did.
                bookmark = of(boundary).isFound() && behind != null ? behind : bookmark;
                phase = Phase.DONE;
            }
        } else if (enough && consumed < seen) {
            phase = Phase.CONFIRMING;
        } else {
            // A query that can find nothing is answered without a bookmark.
            bookmark = behind == null && pages > 1 ? bookmark : behind;
            boolean atEnd = behind == null || seen < page.limit() || page.limit() == 0;
            phase = enough || atEnd ? Phase.DONE : Phase.SEARCHING;
        }
    }

    void pageBrokenOff() {
        phase = Phase.CONFIRMING;
    }

    private static Boundary of(@Nullable Boundary boundary) {
        if (boundary == null) {
            throw new IllegalStateException("a page of no more candidates than were wanted has no boundary within");
        }
        return boundary;
    }
}
