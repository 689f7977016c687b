package io.slipcover.find;

import io.slipcover.budget.Budget;
import io.slipcover.document.ReleaseView;
import io.slipcover.json.ByteSink;
import io.slipcover.json.JsonArray;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonSlice;
import io.slipcover.json.JsonValue;
import io.slipcover.mango.FindRequest;
import io.slipcover.mango.MangoException;
import io.slipcover.mango.Selector;
import io.slipcover.mango.SortKey;
import io.slipcover.mango.SortOrder;
import io.slipcover.query.Translation;
import java.util.List;
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
    private static final JsonName OPTIONS = JsonName.of("opts");
    private static final JsonName SLIPCOVER = JsonName.of("slipcover");
    private static final JsonName USE_INDEX = JsonName.of("use_index");

    private static final JsonName INDEX = JsonName.of("index");
    private static final JsonName DEFINITION = JsonName.of("def");
    private static final JsonName PARTIAL_FILTER = JsonName.of("partial_filter_selector");

    /** CouchDB answers these of nothing, alone, with nothing, whatever they match elsewhere. */
    private static final Set<String> OF_NOTHING = Set.of("$and", "$or");

    /** What is more than this can be reckoned with no more, and no database has it. */
    private static final long MOST = Integer.MAX_VALUE;

    private final JsonObject body;
    private final FindRequest request;
    private final String release;
    private final JsonObject selector;
    private final Translation translation;
    private final boolean nothing;
    private final SortOrder order;
    private final boolean databaseSorts;
    private final QueryDigest digest;
    private final Budget budget;

    /** Whether the index that the client names lacks documents. */
    private boolean mistrusted;

    private FindQuery(JsonObject body, FindRequest request, ReleaseView view, String place, Budget budget) {
        this.body = body;
        this.budget = budget;
        this.request = request;
        this.release = view.release().name();
        this.translation = Translation.of(view, request.selector(), budget);
        this.nothing = isOfNothing(body.object(SELECTOR));
        JsonObject wished = request.selector().toJson();
        this.selector =
                isUntouched() ? wished : Searchable.of(translation.selector()).toJson();
        this.order = new SortOrder(request.sort(), budget);
        this.databaseSorts = translation.keepsOrder(
                request.sort().stream().map(SortKey::path).toList());
        this.digest = QueryDigest.of(List.of(
                release,
                place,
                wished.toString(),
                selector.toString(),
                request.sort().toString(),
                text(USE_INDEX),
                Boolean.toString(databaseSorts)));
    }

    /**
     * The query in a request's body.
     *
     * @param place the database and the partition, however they are written
     * @param budget what reading the query, translating it and deciding about documents is taken from
     * @throws MangoException where CouchDB would not take it
     * @throws io.slipcover.budget.LimitException where it takes more than the budget, or exceeds another limit
     */
    public static FindQuery parse(JsonObject body, ReleaseView view, String place, Budget budget) {
        return new FindQuery(body, FindRequest.parse(body, budget), view, place, budget);
    }

    private static boolean isOfNothing(@Nullable JsonObject selector) {
        if (selector == null
                || selector.size() != 1
                || !OF_NOTHING.contains(selector.name(0).text())) {
            return false;
        }
        JsonArray operands = selector.array(0);
        return operands != null && operands.size() == 0;
    }

    private String text(JsonName member) {
        JsonValue value = body.get(member);
        return value == null ? "" : value.toString();
    }

    /**
     * Looks at the bookmark.
     *
     * @throws FindException where it is none of this query
     */
    public void requireBookmark() {
        start();
    }

    /**
     * Begins to answer.
     *
     * @param skipsUnshowable whether the viewer leaves out what cannot be shown
     * @param out where the answer's body goes
     * @throws FindException where the bookmark is none of this query
     */
    public Search search(Candidates.Viewer viewer, boolean skipsUnshowable, SortLimits limits, ByteSink out) {
        Bookmark start = start();
        Candidates candidates = new Candidates(viewer, request.selector(), budget);
        Finding finding = new Finding(
                candidates,
                view -> request.fields().apply(view, budget),
                new FindWriter(out),
                new Remarks(candidates, blind(), mistrusted),
                digest);
        boolean databaseSkips = isUntouched() && !skipsUnshowable;
        return databaseSorts
                ? new PagedSearch(finding, new PageSizes(), start, limit(), skip(), databaseSkips)
                : new SortedSearch(finding, order, limits, start, limit(), skip());
    }

    private Bookmark start() {
        Bookmark start = Bookmark.decode(request.bookmark(), digest);
        if (start instanceof Bookmark.OfOrder behind
                ? databaseSorts || !order.isPlace(behind.place())
                : start instanceof Bookmark.OfDatabase && !databaseSorts) {
            throw FindException.invalidBookmark(String.valueOf(request.bookmark()));
        }
        return start;
    }

    /** Whether CouchDB finds what the client asks for by itself, and nothing else. */
    private boolean isUntouched() {
        return nothing || translation.isExact();
    }

    /**
     * Whether the client names an index which may lack documents that it asks for: one that a filter keeps others out of has to be looked
     * at, see {@link #mistrustIndex}.
     */
    public boolean mayNameLackingIndex() {
        return !isUntouched() && !request.useIndex().isEmpty();
    }

    /**
     * Asks without the index that the client names, where CouchDB explains that this has a filter about fields that documents of some
     * versions store otherwise: it lacks those.
     *
     * @param store the view of the release whose shape the filter is about
     */
    public void mistrustIndex(JsonObject explanation, ReleaseView store) {
        JsonObject index = explanation.object(INDEX);
        JsonObject definition = index == null ? null : index.object(DEFINITION);
        JsonValue filter = definition == null ? null : definition.get(PARTIAL_FILTER);
        if (filter != null
                && !Translation.of(store, Selector.parse(filter, budget), budget)
                        .isExact()) {
            mistrusted = true;
        }
    }

    private List<String> blind() {
        return nothing ? List.of() : translation.blind();
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
        if (!databaseSorts) {
            asked.remove(SORT);
        }
        if (mistrusted) {
            asked.remove(USE_INDEX);
        }
        String bookmark = page.bookmark();
        if (bookmark == null) {
            asked.remove(BOOKMARK);
        } else {
            asked.put(BOOKMARK, JsonSlice.string(bookmark));
        }
        return asked.toBytes();
    }

    /** What CouchDB is asked to explain: the first page that it would be asked for. */
    public byte[] questionToExplain() {
        Bookmark start = start();
        String bookmark = start instanceof Bookmark.OfDatabase behind ? behind.bookmark() : null;
        return question(new Page(limit(), isUntouched() ? skip() : 0, bookmark, false));
    }

    /**
     * CouchDB's explanation, with the client's own words where the client asked in them, and beside them what became of those.
     *
     * @param explanation may be changed, and is what is returned
     */
    public JsonObject explained(JsonObject explanation) {
        JsonObject wished = request.selector().toJson();
        explanation.put(SELECTOR, wished);
        explanation.put(LIMIT, JsonSlice.number(request.limit()));
        explanation.put(SKIP, JsonSlice.number(request.skip()));
        explanation.put(FIELDS, fields());
        JsonObject options = explanation.object(OPTIONS);
        if (options != null) {
            String bookmark = request.bookmark();
            options.put(BOOKMARK, JsonSlice.string(bookmark == null ? "nil" : bookmark));
            options.put(LIMIT, JsonSlice.number(request.limit()));
            options.put(SKIP, JsonSlice.number(request.skip()));
            options.put(SORT, sort());
            options.put(FIELDS, fields());
        }
        explanation.put(SLIPCOVER, remarks());
        return explanation;
    }

    private JsonValue fields() {
        JsonValue fields = body.get(FIELDS);
        return fields == null ? JsonSlice.EMPTY_ARRAY : fields;
    }

    private JsonObject sort() {
        JsonObject sort = JsonObject.empty();
        for (SortKey key : request.sort()) {
            sort.add(JsonName.of(key.path().toString()), JsonSlice.string(key.descending() ? "desc" : "asc"));
        }
        return sort;
    }

    private JsonObject remarks() {
        JsonObject remarks = JsonObject.empty();
        remarks.add(JsonName.of("release"), JsonSlice.string(release));
        remarks.add(SELECTOR, selector);
        remarks.add(JsonName.of("exact"), JsonSlice.bool(isUntouched()));
        if (!request.sort().isEmpty()) {
            remarks.add(JsonName.of("sorted"), JsonSlice.string(databaseSorts ? "by the database" : "in memory"));
        }
        JsonArray blind = JsonArray.empty();
        blind().forEach(what -> blind.add(JsonSlice.string(what)));
        remarks.add(JsonName.of("blind"), blind);
        return remarks;
    }
}
