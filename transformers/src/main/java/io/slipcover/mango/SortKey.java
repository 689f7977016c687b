package io.slipcover.mango;

import io.slipcover.budget.Budget;
import io.slipcover.json.JsonArray;
import io.slipcover.json.JsonKind;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonSlice;
import io.slipcover.json.JsonValue;
import java.util.List;

/** One of the fields that {@code sort} names. */
public record SortKey(FieldPath path, boolean descending) {
    /** Reads the keys of a sort that no client sent. */
    public static List<SortKey> parse(JsonValue sort) {
        return parse(sort, Budget.UNLIMITED);
    }

    /**
     * Reads the keys of a sort. All keys go in one direction.
     *
     * @throws MangoException as CouchDB answers; for a path with an empty part, as CouchDB answers where no index has the field
     * @throws io.slipcover.budget.LimitException where reading the keys takes more than the budget, or the sort exceeds another limit
     */
    public static List<SortKey> parse(JsonValue sort, Budget budget) {
        if (sort.kind() != JsonKind.ARRAY) {
            throw MangoException.badRequest("invalid_sort_json", "sort is no array");
        }
        budget.spendOnBytes(sort.length());
        List<Spelt> spelt = Elements.of(sort.asArray()).map(Spelt::of).toList();
        if (spelt.stream().map(Spelt::descending).distinct().count() > 1) {
            throw MangoException.badRequest("unsupported_mixed_sort", "all fields of sort go in one direction");
        }
        return spelt.stream().map(Spelt::key).toList();
    }

    /** The keys as {@code sort} names them. */
    public static JsonArray toJson(List<SortKey> sort) {
        return Json.array(sort.stream()
                .map(key -> Json.member(key.path.toString(), JsonSlice.string(key.descending ? "desc" : "asc")))
                .toList());
    }

    /** A key whose path has not been looked at. */
    private record Spelt(String path, boolean descending) {
        static Spelt of(JsonValue key) {
            if (key.kind() == JsonKind.STRING && !Json.text(key).isEmpty()) {
                return new Spelt(Json.text(key), false);
            }
            if (key.kind() == JsonKind.OBJECT && key.asObject().size() == 1) {
                return of(key.asObject());
            }
            throw invalid();
        }

        private static Spelt of(JsonObject object) {
            JsonValue direction = object.value(0);
            return switch (direction.kind() == JsonKind.STRING ? Json.text(direction) : "") {
                case "asc" -> new Spelt(object.name(0).text(), false);
                case "desc" -> new Spelt(object.name(0).text(), true);
                default -> throw invalid();
            };
        }

        private static MangoException invalid() {
            return MangoException.badRequest("invalid_sort_field", "sort has what is neither a field nor a direction");
        }

        SortKey key() {
            try {
                return new SortKey(FieldPath.parse(path), descending);
            } catch (MangoException emptyPart) {
                throw MangoException.badRequest(
                        "no_usable_index", "no index has a field with an empty part in its name");
            }
        }
    }
}
