package io.slipcover.find;

import io.slipcover.envelope.ExceededLimit;
import io.slipcover.json.JsonArray;
import io.slipcover.json.JsonObject;
import io.slipcover.mango.SortOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A search in the client's order that takes several questions. The results of each question come in that order, and Slipcover merges them.
 * CouchDB sorts where an index over the stored fields has the order. Elsewhere Slipcover looks at all candidates of the question, and sorts
 * them in memory.
 *
 * <p>The place of the page's last result in the order tells where the client's page ended. So no result is lost or doubled, whatever is
 * written in between.
 */
final class MergedSearch implements Search {
    private final FindAnswer answer;
    private final SortOrder order;
    private final SortLimits limits;

    /** How many bytes of the results that are held count. */
    private long counted;

    private final Bookmark start;
    private final @Nullable JsonArray behind;
    private final boolean fallbackAllowed;
    private final boolean sortsInMemory;
    private final boolean decidable;
    private final int questions;
    private final List<SortedSource> sources = new ArrayList<>();
    private final List<DatabaseQuestion> unserved = new ArrayList<>();

    private long missing;
    private long toSkip;
    private int asked;
    private long seen;
    private boolean nothingWanted;
    private boolean answered;
    private @Nullable JsonArray last;

    /**
     * @param fallbackAllowed whether the client takes an answer for which CouchDB looks at all documents
     * @param decidable whether Slipcover can decide about views, so that it can ask questions together
     * @param sortsInMemory whether Slipcover sorts in memory where no index has this order
     */
    MergedSearch(
            FindAnswer answer,
            List<DatabaseQuestion> questions,
            SortOrder order,
            SortLimits limits,
            boolean fallbackAllowed,
            boolean sortsInMemory,
            boolean decidable,
            Bookmark start,
            long limit,
            long skip) {
        this.answer = answer;
        this.order = order;
        this.limits = limits;
        this.start = start;
        this.behind = start instanceof Bookmark.OfOrder place ? place.place() : null;
        this.last = behind;
        this.fallbackAllowed = fallbackAllowed;
        this.sortsInMemory = sortsInMemory;
        this.decidable = decidable;
        this.questions = questions.size();
        this.missing = limit;
        this.nothingWanted = limit == 0;
        this.toSkip = skip;
        for (DatabaseQuestion question : questions) {
            sources.add(
                    question.order() == null
                            ? inMemory(question, firstUse(question))
                            : byDatabase(question, question.tiedById()));
        }
    }

    private SortedSource byDatabase(DatabaseQuestion question, DatabaseQuestion words) {
        return new SortedByDatabase(
                question, words, order, behind, new PageSizes(), wanted(), limits.bytes() / (2L * questions));
    }

    private SortedSource inMemory(DatabaseQuestion question, IndexUse use) {
        return new SortedInMemory(question, use, order, limits, wanted());
    }

    private long wanted() {
        return missing == 0 ? 0 : missing + toSkip;
    }

    private IndexUse firstUse(DatabaseQuestion question) {
        if (questions == 1 || nothingWanted || !decidable) {
            return IndexUse.AS_CLIENT_SAYS;
        }
        return question.index() != null ? IndexUse.NAMED : IndexUse.ANY;
    }

    @Override
    public @Nullable CandidatePage next() {
        if (nothingWanted) {
            return nextOfNothing();
        }
        while (missing > 0) {
            CandidatePage page = nextPage();
            if (page != null) {
                return page;
            }
            SortedSource least = least();
            if (least == null) {
                break;
            }
            take(least.poll());
        }
        answer.end(bookmark());
        return null;
    }

    private @Nullable CandidatePage nextOfNothing() {
        CandidatePage page = answered ? null : sources.get(0).next();
        if (page == null) {
            answer.end(bookmark());
        }
        return page;
    }

    private @Nullable CandidatePage nextPage() {
        for (asked = 0; asked < sources.size(); asked++) {
            CandidatePage page = sources.get(asked).next();
            if (page != null) {
                seen = 0;
                return page;
            }
        }
        if (unserved.isEmpty()) {
            return null;
        }
        SortedSource together = inMemory(DatabaseQuestion.together(unserved), IndexUse.ANY_OR_NONE);
        unserved.clear();
        sources.add(together);
        return together.next();
    }

    private @Nullable SortedSource least() {
        SortedSource least = null;
        SortedResult first = null;
        for (SortedSource source : sources) {
            SortedResult result = source.peek();
            if (result != null && (first == null || order.compare(result.place(), first.place()) < 0)) {
                least = source;
                first = result;
            }
        }
        return least;
    }

    private void take(SortedResult result) {
        JsonArray before = last;
        if (before != null && order.compare(before, result.place()) == 0) {
            return; // A document that was migrated from one question to the other as both were asked.
        }
        last = result.place();
        if (toSkip > 0) {
            toSkip--;
            return;
        }
        answer.writer().document(result.document());
        missing--;
    }

    @Override
    public void candidate(byte[] bytes, int from, int to, @Nullable ExceededLimit exceeded) {
        seen++;
        SortedSource source = sources.get(asked);
        JsonObject view = answer.filter().result(source.question(), bytes, from, to, exceeded);
        JsonArray place = view == null ? null : order.place(view);
        if (view == null
                || place == null
                || !source.wants(place)
                || (behind != null && order.compare(place, behind) <= 0)) {
            return;
        }
        counts(bytes() + to - from);
        source.add(SortedResult.of(place, answer.projection().apply(view)));
        counts(bytes());
        if (source instanceof SortedInMemory && bytes() > limits.bytes()) {
            throw limits.tooManyBytes();
        }
    }

    /** Has so many bytes count as held. */
    private void counts(long held) {
        if (held > counted) {
            limits.room().take(held - counted);
        } else {
            limits.room().giveBack(counted - held);
        }
        counted = held;
    }

    private long bytes() {
        return sources.stream().mapToLong(SortedSource::bytes).sum();
    }

    @Override
    public boolean hasEnough() {
        return sources.get(asked).hasEnough();
    }

    @Override
    public void pageEnded(JsonObject rest) {
        answered = true;
        answer.remarks().add(rest);
        sources.get(asked).pageEnded(rest, seen);
    }

    @Override
    public void pageBrokenOff() {
        sources.get(asked).pageBrokenOff();
    }

    @Override
    public boolean refused(int status, String error) {
        if (seen > 0) {
            return false;
        }
        SortedSource source = sources.get(asked);
        DatabaseQuestion question = source.question();
        IndexUse use = source instanceof SortedInMemory memory ? memory.use() : null;
        if (CouchRefusal.isOfAnUnknownOption(status, error) && (use == IndexUse.NAMED || use == IndexUse.ANY)) {
            sources.set(asked, inMemory(question, IndexUse.AS_CLIENT_SAYS));
            return true;
        }
        if (!CouchRefusal.isForWantOfAnIndex(status, error)) {
            return false;
        }
        if (use == null) {
            return sortInMemory(question, source instanceof SortedByDatabase sorted && sorted.isReworded());
        }
        if (use == IndexUse.NAMED && fallbackAllowed) {
            sources.set(asked, inMemory(question, IndexUse.ANY));
            return true;
        }
        if (!sortsInMemory) {
            // There is none: that is for CouchDB to say, of the question's own words.
            sources.set(asked, byDatabase(question, question));
            return true;
        }
        return (use == IndexUse.NAMED || use == IndexUse.ANY) && withoutIndex(question);
    }

    /**
     * @param reworded whether CouchDB was kept from an index with further fields, which finds what is wanted, but in another order
     */
    private boolean sortInMemory(DatabaseQuestion question, boolean reworded) {
        boolean mayBeFound = sortsInMemory || reworded;
        if (mayBeFound) {
            sources.set(asked, inMemory(question, firstUse(question)));
        }
        return mayBeFound;
    }

    private boolean withoutIndex(DatabaseQuestion question) {
        if (!fallbackAllowed && unserved.size() + 1 == questions) {
            return false;
        }
        sources.remove(asked);
        unserved.add(question);
        return true;
    }

    private @Nullable String bookmark() {
        JsonArray place = last;
        if (place != null) {
            return new Bookmark.OfOrder(place).encode(answer.query());
        }
        return start instanceof Bookmark.OfOrder same ? same.encode(answer.query()) : "nil";
    }
}
