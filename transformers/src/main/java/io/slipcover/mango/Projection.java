package io.slipcover.mango;

import io.slipcover.budget.Budget;
import io.slipcover.json.JsonArray;
import io.slipcover.json.JsonKind;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonValue;
import java.util.List;

/**
 * The part of a document that {@code fields} asks for. An element of an array is shown as a member named after its index, unless the array
 * itself was asked for before. Slipcover then does what Mango does, see {@link #apply}.
 *
 * @param paths the paths in the order in which they were asked for; none: the whole document
 */
public record Projection(List<FieldPath> paths) {
    /** The whole document. */
    public static final Projection WHOLE = new Projection(List.of());

    public Projection {
        paths = List.copyOf(paths);
    }

    /** Reads a projection that no client sent. */
    public static Projection parse(JsonValue fields) {
        return parse(fields, Budget.UNLIMITED);
    }

    /**
     * Reads a projection.
     *
     * @throws MangoException as CouchDB answers; CouchDB finds out about a path with an empty part and about an object in place of a path
     *     only when it shows the first document
     * @throws io.slipcover.budget.LimitException where reading the projection takes more than the budget, or the projection exceeds another
     *     limit
     */
    public static Projection parse(JsonValue fields, Budget budget) {
        if (fields.kind() != JsonKind.ARRAY) {
            throw MangoException.badRequest("invalid_fields", "fields is no array");
        }
        budget.spendOnBytes(fields.length());
        Elements.of(fields.asArray()).forEach(Projection::check);
        return new Projection(Elements.of(fields.asArray())
                .map(field -> {
                    budget.spendOnBytes(field.length());
                    return path(field);
                })
                .toList());
    }

    private static void check(JsonValue field) {
        if (field.kind() != JsonKind.STRING && field.kind() != JsonKind.OBJECT) {
            throw MangoException.badRequest("invalid_field", "a field of fields is no string");
        }
    }

    private static FieldPath path(JsonValue field) {
        if (field.kind() == JsonKind.OBJECT) {
            throw MangoException.failed("an object stands for a field of fields");
        }
        return FieldPath.parse(Json.text(field));
    }

    public boolean isWhole() {
        return paths.isEmpty();
    }

    /**
     * Shows a document, which stays as it is. The result is the document itself, or a new object with the fields that the document has, in
     * the order in which they were asked for. Values are written with the bytes they came with.
     *
     * <p>A field that is asked for behind one that contains it replaces itself, except in arrays, where Mango is off by one: asking for
     * {@code a} and then {@code a.1} puts the element 1 in the place of the element 0.
     *
     * @throws MangoException where Mango fails: on {@code a} and then {@code a.0}
     */
    public JsonObject apply(JsonObject document) {
        return apply(document, Budget.UNLIMITED);
    }

    /**
     * Shows a document. A budget pays for that.
     *
     * @throws MangoException where Mango fails
     * @throws io.slipcover.budget.LimitException where it takes more than the budget
     */
    public JsonObject apply(JsonObject document, Budget budget) {
        if (isWhole()) {
            return document;
        }
        JsonObject shown = JsonObject.empty();
        for (FieldPath path : paths) {
            budget.spend(1);
            if (path.in(document, budget) instanceof Field.Present present) {
                set(shown, path.parts(), present.value().copy());
            }
        }
        return shown;
    }

    /** The container with the value at the path; containers are changed in place. */
    private static JsonValue set(JsonValue container, List<String> path, JsonValue value) {
        if (path.isEmpty()) {
            return value;
        }
        List<String> rest = path.subList(1, path.size());
        return switch (container.kind()) {
            case OBJECT -> setMember(container.asObject(), JsonName.of(path.get(0)), rest, value);
            case ARRAY -> setElement(container.asArray(), path.get(0), rest, value);
            case STRING, NUMBER, BOOLEAN, NULL -> container;
        };
    }

    private static JsonValue setMember(JsonObject object, JsonName name, List<String> rest, JsonValue value) {
        int index = object.indexOf(name);
        if (index < 0) {
            object.add(name, nested(rest, value));
        } else {
            object.set(index, set(object.value(index), rest, value));
        }
        return object;
    }

    private static JsonValue setElement(JsonArray array, String part, List<String> rest, JsonValue value) {
        int index = ArrayIndex.parse(part, array.size());
        if (index == 0) {
            throw MangoException.failed("fields asks for an array and then for its first element");
        }
        if (index > 0) {
            array.set(index - 1, set(array.get(index), rest, value));
        }
        return array;
    }

    private static JsonValue nested(List<String> path, JsonValue value) {
        JsonValue nested = value;
        for (int index = path.size() - 1; index >= 0; index--) {
            nested = Json.member(path.get(index), nested);
        }
        return nested;
    }
}
