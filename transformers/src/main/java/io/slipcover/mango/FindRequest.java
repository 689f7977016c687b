package io.slipcover.mango;

import io.slipcover.budget.Budget;
import io.slipcover.json.JsonKind;
import io.slipcover.json.JsonSlice;
import io.slipcover.json.JsonValue;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code _find} and {@code _explain}. An integer beyond the largest long is read as the largest long.
 *
 * @param useIndex no index, a design document, or a design document and an index in it
 * @param bookmark null: the client begins at the start
 * @param sort none: documents come as the index hands them out
 * @param partition null: the body names none
 * @param staleIsFine whether the body says {@code "stale": "ok"}
 */
public record FindRequest(
        Selector selector,
        List<String> useIndex,
        @Nullable String bookmark,
        long limit,
        long skip,
        List<SortKey> sort,
        Projection fields,
        @Nullable String partition,
        long r,
        boolean conflicts,
        boolean staleIsFine,
        boolean update,
        boolean stable,
        boolean executionStats,
        boolean allowFallback) {
    /** The value of {@code limit} where neither the request nor CouchDB's configuration gives one. */
    public static final long DEFAULT_LIMIT = 25;

    public FindRequest {
        useIndex = List.copyOf(useIndex);
        sort = List.copyOf(sort);
    }

    /**
     * Reads a request from a body. Where several members have one name, the last one counts.
     *
     * @throws MangoException as CouchDB answers; of several mistakes the one that CouchDB finds first
     * @throws io.slipcover.budget.LimitException where reading the request takes more than the budget, or the request exceeds another limit
     */
    public static FindRequest parse(JsonValue body, Budget budget) {
        JsonValue read = new QueryReader(budget).read(body);
        if (read.kind() != JsonKind.OBJECT) {
            throw MangoException.badRequest("bad_request", "the body is no JSON object");
        }
        FindOptions options = new FindOptions(read.asObject());
        Selector selector = SelectorParser.parseRead(options.required("selector"), budget);
        List<String> useIndex = options.take("use_index", List.of(), IndexName::parse);
        String bookmark = options.take("bookmark", "", FindRequest::bookmark);
        long limit = options.take("limit", DEFAULT_LIMIT, FindRequest::nonNegative);
        long skip = options.take("skip", 0L, FindRequest::nonNegative);
        List<SortKey> sort = options.take("sort", List.of(), sorted -> SortKey.parse(sorted, budget));
        Projection fields = options.take("fields", Projection.WHOLE, shown -> Projection.parse(shown, budget));
        String partition = options.take("partition", "", FindRequest::partition);
        long r = options.take("r", 1L, FindRequest::positive);
        boolean conflicts = options.take("conflicts", false, FindRequest::bool);
        boolean staleIsFine = options.take("stale", false, FindRequest::isOk);
        boolean update = options.take("update", true, FindRequest::bool);
        boolean stable = options.take("stable", false, FindRequest::bool);
        boolean executionStats = options.take("execution_stats", false, FindRequest::bool);
        boolean allowFallback = options.take("allow_fallback", true, FindRequest::bool);
        options.requireNothingElse();
        return new FindRequest(
                selector,
                useIndex,
                bookmark.isEmpty() ? null : bookmark,
                limit,
                skip,
                sort,
                fields,
                partition.isEmpty() ? null : partition,
                r,
                conflicts,
                staleIsFine,
                update,
                stable,
                executionStats,
                allowFallback);
    }

    private static String bookmark(JsonValue value) {
        if (value.isNull()) {
            return "";
        }
        if (value.kind() != JsonKind.STRING) {
            throw MangoException.failed("the bookmark is no string");
        }
        return Json.text(value);
    }

    private static long nonNegative(JsonValue value) {
        if (!Json.isInteger(value) || Json.integer(value).signum() < 0) {
            throw MangoException.badRequest(
                    "invalid_non_neg_integer", "limit and skip are integers that are not negative");
        }
        return saturated(value);
    }

    private static long positive(JsonValue value) {
        if (!Json.isInteger(value) || Json.integer(value).signum() <= 0) {
            throw MangoException.badRequest("invalid_pos_integer", "r is a positive integer");
        }
        return saturated(value);
    }

    private static long saturated(JsonValue integer) {
        BigInteger value = Json.integer(integer);
        return value.bitLength() < Long.SIZE ? value.longValue() : Long.MAX_VALUE;
    }

    private static boolean bool(JsonValue value) {
        if (value.kind() != JsonKind.BOOLEAN) {
            throw MangoException.badRequest("invalid_boolean", "an option that is true or false is neither");
        }
        return ((JsonSlice) value).asBoolean();
    }

    private static boolean isOk(JsonValue value) {
        if (value.kind() == JsonKind.STRING && Json.text(value).equals("ok")) {
            return true;
        }
        if (value.toString().equals("false")
                || (value.kind() == JsonKind.STRING && Json.text(value).equals("false"))) {
            return false;
        }
        throw MangoException.failed("stale is neither ok nor false");
    }

    private static String partition(JsonValue value) {
        if (value.kind() != JsonKind.STRING) {
            throw illegalPartition();
        }
        String partition = Json.text(value);
        if (partition.startsWith("_")) {
            throw illegalPartition();
        }
        if (partition.indexOf(':') >= 0) {
            throw illegalPartition();
        }
        return partition;
    }

    private static MangoException illegalPartition() {
        return MangoException.badRequest("illegal_partition", "no partition has such a name");
    }
}
