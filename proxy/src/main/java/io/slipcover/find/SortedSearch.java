package io.slipcover.find;

import io.slipcover.envelope.ExceededLimit;
import io.slipcover.json.JsonArray;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonSlice;
import io.slipcover.mango.SortOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * A search in an order that CouchDB cannot make, since stored documents do not all have the field in one place. All candidates are looked
 * at, and as many results are held as the client wants: the first ones behind the last page. Where that page ended is known by its last
 * result's own place in the order, so that nothing is lost or doubled, whatever is written in between.
 */
final class SortedSearch implements Search {
    private final Finding finding;
    private final SortOrder order;
    private final SortLimits limits;
    private final Bookmark start;
    private final @Nullable JsonArray behind;
    private final long limit;
    private final long skip;

    private boolean asked;
    private long results;
    private long heldBytes;

    /** The first results, the last of them on top. */
    private final PriorityQueue<Result> first;

    /** A result with bytes of its own. */
    private record Result(JsonArray place, int placeBytes, JsonSlice document, int documentBytes) {
        static Result of(JsonArray place, JsonObject shown) {
            byte[] placeBytes = place.toBytes();
            byte[] documentBytes = shown.toBytes();
            return new Result(
                    JsonArray.ofValidated(placeBytes, 0, placeBytes.length),
                    placeBytes.length,
                    JsonSlice.ofValidated(documentBytes, 0, documentBytes.length),
                    documentBytes.length);
        }

        long bytes() {
            return (long) placeBytes + documentBytes;
        }
    }

    SortedSearch(Finding finding, SortOrder order, SortLimits limits, Bookmark start, long limit, long skip) {
        this.finding = finding;
        this.order = order;
        this.limits = limits;
        this.start = start;
        this.behind = start instanceof Bookmark.OfOrder last ? last.place() : null;
        this.limit = limit;
        this.skip = skip;
        this.first = new PriorityQueue<>((left, right) -> order.compare(right.place(), left.place()));
    }

    @Override
    public @Nullable Page next() {
        if (!asked) {
            asked = true;
            return new Page(limit == 0 ? 0 : Integer.MAX_VALUE, 0, null, false);
        }
        write();
        return null;
    }

    @Override
    public void candidate(byte[] bytes, int from, int to, @Nullable ExceededLimit exceeded) {
        JsonObject view = finding.candidates().result(bytes, from, to, exceeded);
        JsonArray place = view == null ? null : order.place(view);
        if (view == null || place == null) {
            return;
        }
        results++;
        if (results > limits.documents()) {
            throw limits.exceeded();
        }
        if (behind != null && order.compare(place, behind) <= 0) {
            return;
        }
        boolean full = first.size() - limit >= skip;
        if (full && order.compare(place, first.element().place()) >= 0) {
            return;
        }
        if (full) {
            heldBytes -= first.remove().bytes();
        }
        Result result = Result.of(place, finding.projection().apply(view));
        heldBytes += result.bytes();
        if (heldBytes > limits.bytes()) {
            throw limits.tooManyBytes();
        }
        first.add(result);
    }

    @Override
    public boolean hasEnough() {
        return false;
    }

    @Override
    public void pageEnded(JsonObject rest) {
        finding.remarks().add(rest);
    }

    @Override
    public void pageBrokenOff() {
        throw new IllegalStateException("a search that sorts needs all candidates");
    }

    private void write() {
        List<Result> inOrder = new ArrayList<>(first);
        inOrder.sort((left, right) -> order.compare(left.place(), right.place()));
        for (int index = (int) Math.min(skip, inOrder.size()); index < inOrder.size(); index++) {
            finding.writer().document(inOrder.get(index).document());
        }
        finding.end(bookmark(inOrder));
    }

    private String bookmark(List<Result> inOrder) {
        if (!inOrder.isEmpty()) {
            return new Bookmark.OfOrder(inOrder.get(inOrder.size() - 1).place()).encode(finding.query());
        }
        return start instanceof Bookmark.OfOrder same ? same.encode(finding.query()) : "nil";
    }
}
