package io.slipcover.find;

import io.slipcover.envelope.ExceededLimit;
import io.slipcover.json.JsonObject;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A search for a client that asks for no order. Slipcover asks one question after the other. Each question that an index serves is asked by
 * itself. The questions that no index serves are asked last, and together, so that CouchDB looks at all documents once, in the order of
 * their ids.
 *
 * <p>The bookmark says in which question the client's page ends, and where in that question.
 */
final class StagedSearch implements Search {
    private final FindAnswer answer;
    private final List<DatabaseQuestion> questions;
    private final boolean sorted;
    private final boolean fallbackAllowed;
    private final BitSet unserved;
    private final boolean databaseSkips;
    private final Supplier<PageSizes> sizes;

    /** Whether neither an earlier page nor {@code skip} has passed over anything. */
    private final boolean fromBeginning;

    private int stage;
    private PagedSearch current;
    private IndexUse use;
    /** Whether Slipcover tells CouchDB to refuse a question that no index serves. */
    private boolean optionIsOfUse;

    /**
     * @param sorted whether CouchDB sorts; only where there is one question
     * @param fallbackAllowed whether the client takes an answer for which CouchDB looks at all documents
     * @param databaseSkips whether CouchDB can skip for the client; only where there is one question
     * @param decidable whether Slipcover can decide about views, so that it can ask questions together
     * @param sizes the sizes of the pages of one question
     */
    StagedSearch(
            FindAnswer answer,
            List<DatabaseQuestion> questions,
            boolean sorted,
            boolean fallbackAllowed,
            Bookmark start,
            long limit,
            long skip,
            boolean databaseSkips,
            boolean decidable,
            Supplier<PageSizes> sizes) {
        this.sizes = sizes;
        this.optionIsOfUse = decidable;
        this.answer = answer;
        this.questions = questions;
        this.sorted = sorted;
        this.fallbackAllowed = fallbackAllowed;
        this.databaseSkips = databaseSkips;
        this.fromBeginning = start instanceof Bookmark.Start && skip == 0;
        String bookmark = null;
        BitSet withoutIndex = new BitSet();
        if (start instanceof Bookmark.OfStage behind) {
            stage = behind.stage();
            withoutIndex = behind.unserved();
            bookmark = behind.bookmark();
        } else if (start instanceof Bookmark.OfDatabase behind) {
            bookmark = behind.bookmark();
        }
        this.unserved = withoutIndex;
        // Where CouchDB's own bookmark is, it goes on with the index that it had.
        boolean goesOn = bookmark != null || questions.size() == 1 || limit == 0;
        this.use = goesOn ? goOn() : firstUse();
        this.current = search(bookmark, limit, skip);
    }

    private IndexUse goOn() {
        return isTogether() ? IndexUse.ANY_OR_NONE : IndexUse.AS_CLIENT_SAYS;
    }

    private boolean isTogether() {
        return stage == questions.size();
    }

    private IndexUse firstUse() {
        if (isTogether()) {
            return IndexUse.ANY_OR_NONE;
        }
        if (!optionIsOfUse) {
            return IndexUse.AS_CLIENT_SAYS;
        }
        return question().index() != null ? IndexUse.NAMED : IndexUse.ANY;
    }

    private DatabaseQuestion question() {
        if (!isTogether()) {
            return questions.get(stage);
        }
        List<DatabaseQuestion> left = new ArrayList<>();
        unserved.stream().forEach(index -> left.add(questions.get(index)));
        return DatabaseQuestion.together(left);
    }

    private PagedSearch search(@Nullable String bookmark, long limit, long skip) {
        CandidatePage first = question().page(use, sorted, limit).from(0, bookmark);
        return new PagedSearch(answer, first, sizes.get(), limit, skip, databaseSkips);
    }

    @Override
    public @Nullable CandidatePage next() {
        while (true) {
            CandidatePage page = current.next();
            if (page != null) {
                return page;
            }
            boolean isLast = stage == questions.size() || (stage == questions.size() - 1 && unserved.isEmpty());
            if (isLast || current.missing() == 0) {
                answer.end(bookmark());
                return null;
            }
            advance();
        }
    }

    private void advance() {
        stage++;
        use = firstUse();
        current = search(null, current.missing(), current.toSkip());
    }

    private @Nullable String bookmark() {
        String behind = current.bookmark();
        if (questions.size() == 1) {
            return behind == null || behind.equals("nil")
                    ? behind
                    : new Bookmark.OfDatabase(behind).encode(answer.query());
        }
        boolean atBeginning = behind == null || behind.equals("nil");
        boolean nothingFound = fromBeginning && answer.writer().documents() == 0;
        return atBeginning && (stage == 0 || nothingFound)
                ? "nil"
                : new Bookmark.OfStage(stage, unserved, atBeginning ? null : behind).encode(answer.query());
    }

    @Override
    public boolean refused(int status, String error) {
        if (questions.size() == 1 || !current.isAtItsBeginning()) {
            return false;
        }
        if (CouchRefusal.isOfAnUnknownOption(status, error) && use != IndexUse.AS_CLIENT_SAYS) {
            optionIsOfUse = false;
            use = IndexUse.AS_CLIENT_SAYS;
        } else if (!CouchRefusal.isForWantOfAnIndex(status, error) || use == IndexUse.ANY_OR_NONE || isGoingOn()) {
            return false;
        } else if (use == IndexUse.NAMED && fallbackAllowed) {
            use = IndexUse.ANY;
        } else {
            return withoutIndex();
        }
        current = search(null, current.missing(), current.toSkip());
        return true;
    }

    private boolean isGoingOn() {
        return current.bookmark() != null;
    }

    /** Puts this question at the end, because no index serves it. */
    private boolean withoutIndex() {
        unserved.set(stage);
        boolean none = unserved.cardinality() == questions.size();
        if (none && !fallbackAllowed) {
            return false;
        }
        advance();
        return true;
    }

    @Override
    public void candidate(byte[] bytes, int from, int to, @Nullable ExceededLimit exceeded) {
        current.candidate(bytes, from, to, exceeded);
    }

    @Override
    public boolean hasEnough() {
        return current.hasEnough();
    }

    @Override
    public void pageEnded(JsonObject rest) {
        current.pageEnded(rest);
    }

    @Override
    public void pageBrokenOff() {
        current.pageBrokenOff();
    }
}
