package io.slipcover.find;

import static java.util.Objects.requireNonNull;

import io.slipcover.json.JsonArray;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.mango.SortKey;
import io.slipcover.mango.SortOrder;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Results that CouchDB sorts by an index over the stored fields. Slipcover holds one page of them.
 *
 * <p>Where the client goes on behind a place, the question contains that place, and not CouchDB's bookmark: documents that were written in
 * between then move no other document. Within one answer CouchDB's bookmark leads from page to page.
 */
final class SortedByDatabase implements SortedSource {
    private static final JsonName BOOKMARK = JsonName.of("bookmark");

    private final DatabaseQuestion question;
    private final DatabaseQuestion words;
    private final List<SortKey> order;
    private final SortOrder clientOrder;
    private final PageSizes sizes;
    private final long mostBytes;
    private final Deque<SortedResult> ahead = new ArrayDeque<>();

    private @Nullable JsonArray behind;
    private @Nullable String bookmark;
    private CandidatePage page;
    private long wanted;
    private long heldBytes;
    private boolean exhausted;
    private boolean asked;

    /**
     * @param words the question as CouchDB is asked it
     * @param clientOrder the order of the places of views
     * @param behind the place behind which the results begin; null: the results begin at the beginning
     * @param wanted how many results the client wants of all questions together
     * @param mostBytes how many bytes Slipcover may hold before it leaves the rest of a page for later
     */
    SortedByDatabase(
            DatabaseQuestion question,
            DatabaseQuestion words,
            SortOrder clientOrder,
            @Nullable JsonArray behind,
            PageSizes sizes,
            long wanted,
            long mostBytes) {
        this.question = question;
        this.words = words;
        this.order = requireNonNull(question.order());
        this.clientOrder = clientOrder;
        this.behind = behind;
        this.sizes = sizes;
        this.wanted = wanted;
        this.mostBytes = mostBytes;
        this.page = words.page(IndexUse.AS_CLIENT_SAYS, true, wanted);
    }

    @Override
    public DatabaseQuestion question() {
        return question;
    }

    /** Whether the question is asked in other words than its own. */
    boolean isReworded() {
        return !words.equals(question);
    }

    @Override
    public @Nullable CandidatePage next() {
        if (exhausted || !ahead.isEmpty()) {
            return null;
        }
        long most = Math.min(wanted, PageSizes.LARGEST);
        long limit = asked ? sizes.next(most) : most;
        asked = true;
        page = words.page(IndexUse.AS_CLIENT_SAYS, true, limit)
                .behind(behind == null ? null : PlaceCondition.behind(behind, order))
                .from(0, bookmark);
        return page;
    }

    @Override
    public @Nullable SortedResult peek() {
        return ahead.peek();
    }

    @Override
    public SortedResult poll() {
        SortedResult first = ahead.remove();
        heldBytes -= first.bytes();
        wanted--;
        return first;
    }

    @Override
    public boolean wants(JsonArray place) {
        return behind == null || clientOrder.compare(place, behind) > 0;
    }

    @Override
    public void add(SortedResult result) {
        ahead.add(result);
        heldBytes += result.bytes();
    }

    @Override
    public long bytes() {
        return heldBytes;
    }

    @Override
    public boolean hasEnough() {
        return heldBytes > mostBytes;
    }

    @Override
    public void pageEnded(JsonObject rest, long seen) {
        bookmark = rest.string(BOOKMARK);
        exhausted = bookmark == null || seen < page.limit();
    }

    @Override
    public void pageBrokenOff() {
        behind = ahead.getLast().place();
        bookmark = null;
    }
}
