package io.slipcover.find;

import io.slipcover.document.ReleaseView;
import io.slipcover.json.ByteSink;
import io.slipcover.json.JsonArray;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonSlice;
import io.slipcover.json.JsonValue;
import io.slipcover.mango.FindRequest;
import io.slipcover.mango.MangoException;
import io.slipcover.mango.SortKey;
import io.slipcover.query.Translation;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One query of a client, as CouchDB is asked it: in the words of every shape that is stored. What the client says and what is not about
 * documents ({@code use_index}, {@code r}, …) goes to CouchDB as it came.
 */
public final class FindQuery {
    private static final JsonName SELECTOR = JsonName.of("selector");
    private static final JsonName FIELDS = JsonName.of("fields");
    private static final JsonName SORT = JsonName.of("sort");
    private static final JsonName LIMIT = JsonName.of("limit");
    private static final JsonName SKIP = JsonName.of("skip");
    private static final JsonName BOOKMARK = JsonName.of("bookmark");
    private static final JsonName USE_INDEX = JsonName.of("use_index");

    /** CouchDB answers these of nothing, alone, with nothing, whatever they match elsewhere. */
    private static final Set<String> OF_NOTHING = Set.of("$and", "$or");

    /** What is more than this can be reckoned with no more, and no database has it. */
    private static final long MOST = Integer.MAX_VALUE;

    private final JsonObject body;
    private final FindRequest request;
    private final JsonObject selector;
    private final boolean exact;
    private final List<String> blind;
    private final @Nullable List<SortKey> databaseSort;
    private final QueryDigest digest;

    private FindQuery(JsonObject body, FindRequest request, ReleaseView view, String place) {
        this.body = body;
        this.request = request;
        Translation translation = Translation.of(view, request.selector());
        boolean nothing = isOfNothing(body.object(SELECTOR));
        JsonObject wished = request.selector().toJson();
        this.selector = nothing ? wished : translation.selector().toJson();
        this.exact = nothing || translation.isExact();
        this.blind = nothing ? List.of() : translation.blind();
        this.databaseSort = translation.sort(request.sort()).orElse(null);
        this.digest = QueryDigest.of(List.of(
                view.release().name(),
                place,
                wished.toString(),
                selector.toString(),
                request.sort().toString(),
                text(USE_INDEX),
                databaseSort == null ? "memory" : databaseSort.toString()));
    }

    /**
     * The query in a request's body.
     *
     * @param place the database and the partition, however they are written
     * @throws MangoException where CouchDB would not take it
     */
    public static FindQuery parse(JsonObject body, ReleaseView view, String place) {
        return new FindQuery(body, FindRequest.parse(body), view, place);
    }

    private static boolean isOfNothing(@Nullable JsonObject selector) {
        if (selector == null || selector.size() != 1 || !OF_NOTHING.contains(selector.name(0).text())) {
            return false;
        }
        JsonArray operands = selector.array(0);
        return operands != null && operands.size() == 0;
    }

    private String text(JsonName member) {
        JsonValue value = body.get(member);
        return value == null ? "" : value.toString();
    }

    /** Whether results are in an order that CouchDB cannot make. */
    public boolean sortsInMemory() {
        return databaseSort == null;
    }

    /** Whether the selector that is sent finds nothing but results. */
    public boolean isExact() {
        return exact;
    }

    /** What could not be looked through. */
    public List<String> blind() {
        return blind;
    }

    /** The selector that is sent. */
    public JsonObject selector() {
        return selector;
    }

    /**
     * Begins to answer.
     *
     * @param skipsUnshowable whether the viewer leaves out what cannot be shown
     * @param out where the answer's body goes
     * @throws FindException where the bookmark is none of this query
     */
    public Search search(Candidates.Viewer viewer, boolean skipsUnshowable, SortLimits limits, ByteSink out) {
        Bookmark start = Bookmark.decode(request.bookmark(), digest);
        boolean ofOrder = start instanceof Bookmark.OfOrder;
        if (ofOrder != sortsInMemory() && !(start instanceof Bookmark.Start)) {
            throw FindException.invalidBookmark(String.valueOf(request.bookmark()));
        }
        Candidates candidates = new Candidates(viewer, request.selector());
        Finding finding = new Finding(
                candidates, request.fields()::apply, new FindWriter(out), new Remarks(candidates, blind), digest);
        return sortsInMemory()
                ? new SortedSearch(finding, request.sort(), limits, start, limit(), skip())
                : new PagedSearch(finding, new PageSizes(), start, limit(), skip(), exact && !skipsUnshowable);
    }

    private long limit() {
        return Math.min(MOST, request.limit());
    }

    private long skip() {
        return Math.min(MOST, request.skip());
    }

    /** What CouchDB is asked for a page of candidates. */
    public byte[] question(Page page) {
        JsonObject asked = body.copy();
        asked.put(SELECTOR, selector.copy());
        asked.remove(FIELDS);
        if (page.idsOnly()) {
            JsonArray ids = JsonArray.empty();
            ids.add(JsonSlice.string(Members.ID.text()));
            asked.add(FIELDS, ids);
        }
        asked.put(LIMIT, JsonSlice.number(page.limit()));
        asked.put(SKIP, JsonSlice.number(page.skip()));
        putSort(asked);
        String bookmark = page.bookmark();
        if (bookmark == null) {
            asked.remove(BOOKMARK);
        } else {
            asked.put(BOOKMARK, JsonSlice.string(bookmark));
        }
        return asked.toBytes();
    }

    private void putSort(JsonObject asked) {
        List<SortKey> keys = databaseSort;
        if (keys == null) {
            asked.remove(SORT);
        } else if (!keys.equals(request.sort())) {
            asked.put(SORT, SortKey.toJson(keys));
        }
    }
}
