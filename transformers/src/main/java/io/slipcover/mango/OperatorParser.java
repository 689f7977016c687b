package io.slipcover.mango;

import io.slipcover.budget.Budget;
import io.slipcover.json.JsonArray;
import io.slipcover.json.JsonKind;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonSlice;
import io.slipcover.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** A parser that reads the operators of a selector and checks their arguments. */
final class OperatorParser {
    private static final Set<String> UNSUPPORTED =
            Set.of("$where", "$geoWithin", "$geoIntersects", "$near", "$nearSphere");

    private final Budget budget;

    OperatorParser(Budget budget) {
        this.budget = budget;
    }

    /**
     * Reads a selector, or a part of one. An object of no members, or anything that is no object, is a value to be equal to. Several
     * members are a conjunction.
     */
    WrittenSelector parse(JsonValue value) {
        if (value.kind() != JsonKind.OBJECT || value.asObject().isEmpty()) {
            return equalTo(value);
        }
        JsonObject object = value.asObject();
        if (object.size() == 1) {
            return member(object, 0);
        }
        List<WrittenSelector> parts = new ArrayList<>(object.size());
        for (int index = 0; index < object.size(); index++) {
            parts.add(member(object, index));
        }
        return new WrittenSelector.Junction(true, parts);
    }

    private static WrittenSelector equalTo(JsonValue value) {
        return new WrittenSelector.Asked(new Condition.Compare(Comparison.EQ, value));
    }

    private WrittenSelector member(JsonObject object, int index) {
        String name = object.name(index).text();
        JsonValue argument = object.value(index);
        return name.startsWith("$") ? operator(name, argument) : new WrittenSelector.Named(name, parse(argument));
    }

    private WrittenSelector operator(String operator, JsonValue argument) {
        Comparison comparison = Comparison.of(operator);
        if (comparison != null) {
            return new WrittenSelector.Asked(new Condition.Compare(comparison, argument));
        }
        return switch (operator) {
            case "$and" -> new WrittenSelector.Junction(true, parts(operator, argument));
            case "$or" -> new WrittenSelector.Junction(false, parts(operator, argument));
            case "$nor" -> new WrittenSelector.Nor(parts(operator, argument));
            case "$not" -> new WrittenSelector.Not(part(operator, argument));
            case "$elemMatch" -> ofParts(Condition.ElementMatches::new, operator, argument);
            case "$allMatch" -> ofParts(Condition.AllMatch::new, operator, argument);
            case "$keyMapMatch" -> ofParts(Condition.KeyMapMatch::new, operator, argument);
            case "$text" -> text(argument);
            case "$default" -> new WrittenSelector.Text(argument);
            default -> new WrittenSelector.Asked(condition(operator, argument));
        };
    }

    private List<WrittenSelector> parts(String operator, JsonValue argument) {
        List<WrittenSelector> parts = new ArrayList<>();
        for (JsonValue part : list(operator, argument)) {
            parts.add(parse(part));
        }
        return parts;
    }

    private WrittenSelector part(String operator, JsonValue argument) {
        if (argument.kind() != JsonKind.OBJECT) {
            throw badArgument(operator);
        }
        return parse(argument);
    }

    private WrittenSelector ofParts(Function<Selector, Condition> condition, String operator, JsonValue argument) {
        return new WrittenSelector.AskedOfParts(condition, part(operator, argument));
    }

    private static WrittenSelector text(JsonValue argument) {
        return switch (argument.kind()) {
            case STRING, NUMBER, BOOLEAN -> new WrittenSelector.Text(Json.member("$text", argument));
            case NULL, ARRAY, OBJECT -> throw badArgument("$text");
        };
    }

    private Condition condition(String operator, JsonValue argument) {
        return switch (operator) {
            case "$in" -> new Condition.In(list(operator, argument));
            case "$nin" -> new Condition.NotIn(list(operator, argument));
            case "$all" -> new Condition.All(list(operator, argument));
            case "$exists" -> exists(argument);
            case "$type" -> type(argument);
            case "$mod" -> modulo(argument);
            case "$size" -> size(argument);
            case "$regex" -> regex(argument);
            case "$beginsWith" -> beginsWith(argument);
            default -> throw unknown(operator);
        };
    }

    private static List<JsonValue> list(String operator, JsonValue argument) {
        if (argument.kind() != JsonKind.ARRAY) {
            throw badArgument(operator);
        }
        return Elements.of(argument.asArray()).toList();
    }

    private static Condition exists(JsonValue argument) {
        if (argument.kind() != JsonKind.BOOLEAN) {
            throw badArgument("$exists");
        }
        return new Condition.Exists(((JsonSlice) argument).asBoolean());
    }

    private static Condition type(JsonValue argument) {
        if (argument.kind() != JsonKind.STRING) {
            throw badArgument("$type");
        }
        return new Condition.OfType(Json.text(argument));
    }

    private static Condition modulo(JsonValue argument) {
        if (argument.kind() != JsonKind.ARRAY) {
            throw badArgument("$mod");
        }
        JsonArray array = argument.asArray();
        if (array.size() != 2 || !Json.isInteger(array.get(0)) || !Json.isInteger(array.get(1))) {
            throw badArgument("$mod");
        }
        return new Condition.Modulo(Json.integer(array.get(0)), Json.integer(array.get(1)));
    }

    private static Condition size(JsonValue argument) {
        if (!Json.isInteger(argument) || Json.integer(argument).signum() < 0) {
            throw badArgument("$size");
        }
        return new Condition.Size(Json.integer(argument));
    }

    /**
     * Reads a {@code $regex}. Where the argument is no string, Mango does not call it a bad argument: it does not know the operator any
     * more.
     */
    private Condition regex(JsonValue argument) {
        if (argument.kind() != JsonKind.STRING) {
            throw unknown("$regex");
        }
        return new Condition.Regex(RegularExpression.compile(Json.text(argument), budget));
    }

    private static Condition beginsWith(JsonValue argument) {
        if (argument.kind() != JsonKind.STRING) {
            throw unknown("$beginsWith");
        }
        return new Condition.BeginsWith(Json.text(argument));
    }

    private static MangoException unknown(String operator) {
        return UNSUPPORTED.contains(operator)
                ? MangoException.badRequest("not_supported", "no server supports the operator " + operator)
                : MangoException.badRequest("invalid_operator", "there is no such operator, or not for such a value");
    }

    static MangoException badArgument(String operator) {
        return MangoException.badRequest("bad_arg", operator + " does not take such a value");
    }
}
