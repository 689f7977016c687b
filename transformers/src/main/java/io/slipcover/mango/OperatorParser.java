package io.slipcover.mango;

import io.slipcover.json.JsonArray;
import io.slipcover.json.JsonKind;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonSlice;
import io.slipcover.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Reads the operators of a selector and checks their arguments. */
final class OperatorParser {
    private static final Set<String> UNSUPPORTED =
            Set.of("$where", "$geoWithin", "$geoIntersects", "$near", "$nearSphere");

    private OperatorParser() {}

    /** Reads a selector, or a part of one: no members or no object at all is a value to be equal to, several are a conjunction. */
    static Term parse(JsonValue value) {
        if (value.kind() != JsonKind.OBJECT || value.asObject().isEmpty()) {
            return equalTo(value);
        }
        JsonObject object = value.asObject();
        if (object.size() == 1) {
            return member(object, 0);
        }
        List<Term> terms = new ArrayList<>(object.size());
        for (int index = 0; index < object.size(); index++) {
            terms.add(member(object, index));
        }
        return new Term.Junction(true, terms);
    }

    private static Term equalTo(JsonValue value) {
        return new Term.Asked(new Condition.Compare(Comparison.EQ, value));
    }

    private static Term member(JsonObject object, int index) {
        String name = object.name(index).text();
        JsonValue argument = object.value(index);
        return name.startsWith("$") ? operator(name, argument) : new Term.Named(name, parse(argument));
    }

    private static Term operator(String operator, JsonValue argument) {
        Comparison comparison = Comparison.of(operator);
        if (comparison != null) {
            return new Term.Asked(new Condition.Compare(comparison, argument));
        }
        return switch (operator) {
            case "$and" -> new Term.Junction(true, terms(operator, argument));
            case "$or" -> new Term.Junction(false, terms(operator, argument));
            case "$nor" -> new Term.Nor(terms(operator, argument));
            case "$not" -> new Term.Not(term(operator, argument));
            case "$elemMatch" -> ofParts(Condition.ElementMatches::new, operator, argument);
            case "$allMatch" -> ofParts(Condition.AllMatch::new, operator, argument);
            case "$keyMapMatch" -> ofParts(Condition.KeyMapMatch::new, operator, argument);
            case "$text" -> text(argument);
            case "$default" -> new Term.Text(argument);
            default -> new Term.Asked(condition(operator, argument));
        };
    }

    private static List<Term> terms(String operator, JsonValue argument) {
        return list(operator, argument).stream().map(OperatorParser::parse).toList();
    }

    private static Term term(String operator, JsonValue argument) {
        if (argument.kind() != JsonKind.OBJECT) {
            throw badArgument(operator, argument);
        }
        return parse(argument);
    }

    private static Term ofParts(Function<Selector, Condition> condition, String operator, JsonValue argument) {
        return new Term.AskedOfParts(condition, term(operator, argument));
    }

    private static Term text(JsonValue argument) {
        return switch (argument.kind()) {
            case STRING, NUMBER, BOOLEAN -> new Term.Text(Json.member("$text", argument));
            case NULL, ARRAY, OBJECT -> throw badArgument("$text", argument);
        };
    }

    private static Condition condition(String operator, JsonValue argument) {
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
            throw badArgument(operator, argument);
        }
        return Elements.of(argument.asArray()).toList();
    }

    private static Condition exists(JsonValue argument) {
        if (argument.kind() != JsonKind.BOOLEAN) {
            throw badArgument("$exists", argument);
        }
        return new Condition.Exists(((JsonSlice) argument).asBoolean());
    }

    private static Condition type(JsonValue argument) {
        if (argument.kind() != JsonKind.STRING) {
            throw badArgument("$type", argument);
        }
        return new Condition.OfType(Json.text(argument));
    }

    private static Condition modulo(JsonValue argument) {
        if (argument.kind() != JsonKind.ARRAY) {
            throw badArgument("$mod", argument);
        }
        JsonArray array = argument.asArray();
        if (array.size() != 2 || !Json.isInteger(array.get(0)) || !Json.isInteger(array.get(1))) {
            throw badArgument("$mod", argument);
        }
        return new Condition.Modulo(Json.integer(array.get(0)), Json.integer(array.get(1)));
    }

    private static Condition size(JsonValue argument) {
        if (!Json.isInteger(argument) || Json.integer(argument).signum() < 0) {
            throw badArgument("$size", argument);
        }
        return new Condition.Size(Json.integer(argument));
    }

    /** Another type than a string is no bad argument to Mango: it does not know the operator any more. */
    private static Condition regex(JsonValue argument) {
        if (argument.kind() != JsonKind.STRING) {
            throw unknown("$regex");
        }
        return new Condition.Regex(RegularExpression.compile(Json.text(argument)));
    }

    private static Condition beginsWith(JsonValue argument) {
        if (argument.kind() != JsonKind.STRING) {
            throw unknown("$beginsWith");
        }
        return new Condition.BeginsWith(Json.text(argument));
    }

    private static MangoException unknown(String operator) {
        return UNSUPPORTED.contains(operator)
                ? MangoException.badRequest("not_supported", "Unsupported operator: " + operator)
                : MangoException.badRequest("invalid_operator", "Invalid operator: " + operator);
    }

    static MangoException badArgument(String operator, JsonValue argument) {
        return MangoException.badRequest(
                "bad_arg", "Bad argument for operator " + operator + ": " + ErlangTerm.write(argument));
    }
}
