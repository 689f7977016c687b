package io.slipcover.find;

import io.slipcover.json.JsonArray;
import io.slipcover.json.JsonObject;
import io.slipcover.mango.SortOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Results that CouchDB cannot sort: all candidates are looked at, and the first results are held, as many as the client wants. */
final class SortedInMemory implements SortedSource {
    private final DatabaseQuestion question;
    private final IndexUse use;
    private final SortOrder order;
    private final SortLimits limits;
    private final long wanted;

    /** The first results, the last of them on top. */
    private final PriorityQueue<SortedResult> first;

    private final Deque<SortedResult> inOrder = new ArrayDeque<>();
    private boolean asked;
    private long results;
    private long heldBytes;

    SortedInMemory(DatabaseQuestion question, IndexUse use, SortOrder order, SortLimits limits, long wanted) {
        this.question = question;
        this.use = use;
        this.order = order;
        this.limits = limits;
        this.wanted = wanted;
        this.first = new PriorityQueue<>((left, right) -> order.compare(right.place(), left.place()));
    }

    IndexUse use() {
        return use;
    }

    @Override
    public DatabaseQuestion question() {
        return question;
    }

    @Override
    public @Nullable CandidatePage next() {
        if (asked) {
            return null;
        }
        asked = true;
        return question.page(use, false, wanted == 0 ? 0 : Integer.MAX_VALUE);
    }

    @Override
    public boolean wants(JsonArray place) {
        results++;
        if (results > limits.documents()) {
            throw limits.exceeded();
        }
        return first.size() < wanted
                || (wanted > 0 && order.compare(place, first.element().place()) < 0);
    }

    @Override
    public void add(SortedResult result) {
        if (first.size() >= wanted) {
            heldBytes -= first.remove().bytes();
        }
        first.add(result);
        heldBytes += result.bytes();
    }

    @Override
    public long bytes() {
        return heldBytes;
    }

    @Override
    public boolean hasEnough() {
        return false;
    }

    @Override
    public void pageEnded(JsonObject rest, long seen) {
        List<SortedResult> sorted = new ArrayList<>(first);
        sorted.sort((left, right) -> order.compare(left.place(), right.place()));
        inOrder.addAll(sorted);
        first.clear();
    }

    @Override
    public void pageBrokenOff() {
        throw new IllegalStateException("a search that sorts needs all candidates");
    }

    @Override
    public @Nullable SortedResult peek() {
        return inOrder.peek();
    }

    @Override
    public SortedResult poll() {
        SortedResult next = inOrder.remove();
        heldBytes -= next.bytes();
        return next;
    }
}
