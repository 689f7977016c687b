package io.slipcover.mango;

import io.slipcover.budget.Budget;
import io.slipcover.budget.LimitException;
import io.slipcover.json.JsonArray;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A reader of what a client sent as a query, before anybody looks for operators in it. It refuses what CouchDB cannot read. Of several
 * members with one name, it keeps the last. It also bounds how deep the query nests and how long its numbers are, because all other code
 * that works on the query relies on that.
 */
final class QueryReader {
    /** The most objects and arrays that may be open at once. Because these levels are few, code that works on a query may recur on them. */
    static final int MOST_LEVELS = 100;

    private static final String DEPTH = "query-depth";
    private static final String DIGITS = "query-digits";

    private final Budget budget;

    QueryReader(Budget budget) {
        this.budget = budget;
    }

    /**
     * Reads the value into containers of its own.
     *
     * @throws MangoException where the value has something that JSON allows and CouchDB cannot read: floats beyond 64 bits, surrogates that
     *     stand alone
     * @throws LimitException where the value nests too deep, or has an integer of too many digits
     */
    JsonValue read(JsonValue value) {
        return read(value, 0);
    }

    private JsonValue read(JsonValue value, int level) {
        budget.spend(1);
        return switch (value.kind()) {
            case NULL, BOOLEAN -> value;
            case NUMBER -> number(value);
            case STRING -> {
                budget.spendOnBytes(value.length());
                requireReadable(isWellFormed(Json.text(value)));
                yield value;
            }
            case ARRAY -> {
                requireShallow(level);
                yield elements(Json.array(value, budget), level);
            }
            case OBJECT -> {
                requireShallow(level);
                yield members(Json.object(value, budget), level);
            }
        };
    }

    private static void requireShallow(int level) {
        if (level == MOST_LEVELS) {
            throw new LimitException(DEPTH, "a query nests deeper than " + MOST_LEVELS + " levels");
        }
    }

    private JsonValue number(JsonValue value) {
        CouchNumber number = CouchNumber.of(value);
        if (number.isInteger() && !number.isComputable()) {
            throw new LimitException(DIGITS, "an integer has more than " + CouchNumber.LONGEST_INTEGER + " digits");
        }
        budget.spend(CouchNumber.stepsOf(value.length()));
        requireReadable(!number.isTooLarge());
        return value;
    }

    private JsonValue elements(JsonArray array, int level) {
        JsonArray read = JsonArray.empty();
        for (int index = 0; index < array.size(); index++) {
            read.add(read(array.get(index), level + 1));
        }
        return read;
    }

    private JsonValue members(JsonObject object, int level) {
        Map<JsonName, JsonValue> last = new LinkedHashMap<>();
        for (int index = 0; index < object.size(); index++) {
            JsonName name = object.name(index);
            requireReadable(isWellFormed(name.text()));
            // Removed first, since a member stands where it stood last.
            last.remove(name);
            last.put(name, read(object.value(index), level + 1));
        }
        JsonObject read = JsonObject.empty();
        last.forEach(read::add);
        return read;
    }

    private static void requireReadable(boolean readable) {
        if (!readable) {
            throw MangoException.badRequest("bad_request", "CouchDB cannot read a number or a string of this JSON");
        }
    }

    private static boolean isWellFormed(String text) {
        return text.codePoints()
                .noneMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
    }
}
