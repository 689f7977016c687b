package io.slipcover.guess;

import io.slipcover.json.JsonArray;
import io.slipcover.json.JsonKind;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonValue;
import io.slipcover.lens.ElementLens;
import io.slipcover.lens.In;
import io.slipcover.lens.MapElements;
import io.slipcover.lens.MapValues;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The changes inside of a member that both sides have: in an object, in each element of a list, in each value of an object used as a map. */
final class Insides {
    private final int depth;
    private final List<Candidate> candidates = new ArrayList<>();

    private Insides(int depth) {
        this.depth = depth;
    }

    static List<Candidate> of(Side older, Side newer, int depth) {
        Insides insides = new Insides(depth);
        for (Column from : older.all()) {
            Column to = newer.get(from.name());
            if (to != null) {
                insides.objects(from, to);
                insides.elements(from, to);
            }
        }
        return insides.candidates;
    }

    private void objects(Column from, Column to) {
        List<Example> inner = new ArrayList<>();
        List<Example> values = new ArrayList<>();
        boolean keysStay = true;
        for (int i = 0; i < from.values().size(); i++) {
            JsonObject older = object(from.values().get(i));
            JsonObject newer = object(to.values().get(i));
            if (older != null && newer != null) {
                inner.add(new Example("example " + (i + 1), older, newer));
                keysStay &= collectValues(older, newer, values);
            } else if (from.values().get(i) != null && !isNull(from.values().get(i))) {
                return;
            }
        }
        if (keysStay && values.size() > 1) {
            Guesses guesses = Guesser.inside(values, depth + 1);
            if (!guesses.guesses().isEmpty()) {
                candidates.add(candidate(
                        new In(from.name(), new MapValues(new ElementLens(guesses.operations(), null))),
                        from.name(),
                        List.of("map:", "    values: true", "    lens:"),
                        guesses));
            }
        }
        Guesses guesses = Guesser.inside(inner, depth + 1);
        if (!guesses.guesses().isEmpty()) {
            candidates.add(candidate(new In(from.name(), guesses.operations()), from.name(), List.of(), guesses));
        }
    }

    /** Whether both sides have the same names, and objects behind each of them. */
    private static boolean collectValues(JsonObject older, JsonObject newer, List<Example> values) {
        if (older.size() != newer.size()) {
            return false;
        }
        for (int i = 0; i < older.size(); i++) {
            JsonObject one = object(older.value(i));
            JsonObject other = object(newer.get(older.name(i)));
            if (one == null || other == null) {
                return false;
            }
            values.add(new Example(older.name(i).text(), one, other));
        }
        return true;
    }

    private void elements(Column from, Column to) {
        List<JsonArray> olders = new ArrayList<>();
        List<JsonArray> newers = new ArrayList<>();
        for (int i = 0; i < from.values().size(); i++) {
            JsonValue older = from.values().get(i);
            JsonValue newer = to.values().get(i);
            if (older != null && newer != null && isList(older) && isList(newer)) {
                olders.add(older.asArray());
                newers.add(newer.asArray());
            }
        }
        JsonName key = key(olders, newers);
        List<Example> pairs = new ArrayList<>();
        for (int i = 0; i < olders.size(); i++) {
            if (olders.get(i).size() == newers.get(i).size()) {
                pair(olders.get(i), newers.get(i), key, pairs);
            }
        }
        if (pairs.isEmpty()) {
            return;
        }
        Guesses guesses = Guesser.inside(pairs, depth + 1);
        if (!guesses.guesses().isEmpty()) {
            List<String> head = key == null
                    ? List.of("map:", "    lens:")
                    : List.of("map:", "    key: " + FlowYaml.of(key), "    lens:");
            candidates.add(candidate(
                    new In(from.name(), new MapElements(guesses.operations(), key)), from.name(), head, guesses));
        }
    }

    private static void pair(JsonArray older, JsonArray newer, @Nullable JsonName key, List<Example> pairs) {
        for (int i = 0; i < older.size(); i++) {
            JsonObject one = object(older.get(i));
            JsonObject other = object(newer.get(i));
            if (one != null && key != null) {
                JsonValue told = one.get(key);
                other = told == null ? other : withKey(newer, key, told);
            }
            if (one != null && other != null) {
                pairs.add(new Example("element " + i, one, other));
            }
        }
    }

    private static @Nullable JsonObject withKey(JsonArray elements, JsonName key, JsonValue told) {
        for (int i = 0; i < elements.size(); i++) {
            JsonObject element = object(elements.get(i));
            JsonValue own = element == null ? null : element.get(key);
            if (own != null && own.sameAs(told)) {
                return element;
            }
        }
        return null;
    }

    /** The member that tells elements apart in each list and is the same on both sides; null where there is none. */
    private static @Nullable JsonName key(List<JsonArray> olders, List<JsonArray> newers) {
        JsonObject first = olders.stream()
                .filter(list -> list.size() > 0)
                .findFirst()
                .map(list -> object(list.get(0)))
                .orElse(null);
        if (first == null || olders.stream().noneMatch(list -> list.size() > 1)) {
            return null;
        }
        for (int i = 0; i < first.size(); i++) {
            JsonName name = first.name(i);
            if (tellsApart(olders, newers, name)) {
                return name;
            }
        }
        return null;
    }

    private static boolean tellsApart(List<JsonArray> olders, List<JsonArray> newers, JsonName name) {
        for (int i = 0; i < olders.size(); i++) {
            List<JsonValue> seen = new ArrayList<>();
            for (int element = 0; element < olders.get(i).size(); element++) {
                JsonObject object = object(olders.get(i).get(element));
                JsonValue value = object == null ? null : object.get(name);
                if (value == null || (value.kind() != JsonKind.STRING && value.kind() != JsonKind.NUMBER)) {
                    return false;
                }
                if (seen.stream().anyMatch(value::sameAs) || withKey(newers.get(i), name, value) == null) {
                    return false;
                }
                seen.add(value);
            }
        }
        return true;
    }

    private static Candidate candidate(In in, JsonName name, List<String> map, Guesses guesses) {
        List<String> lines = new ArrayList<>(List.of("in:", "  name: " + FlowYaml.of(name), "  lens:"));
        String indent = "    ";
        if (!map.isEmpty()) {
            lines.add(indent + "- " + map.get(0));
            map.stream().skip(1).forEach(line -> lines.add("    " + line));
            indent = "          ";
        }
        String margin = indent;
        guesses.lines().forEach(line -> lines.add(margin + line));
        return Candidate.of(new Step(in, lines));
    }

    private static @Nullable JsonObject object(@Nullable JsonValue value) {
        return value != null && value.kind() == JsonKind.OBJECT ? value.asObject() : null;
    }

    private static boolean isList(JsonValue value) {
        return value.kind() == JsonKind.ARRAY;
    }

    private static boolean isNull(@Nullable JsonValue value) {
        return value != null && value.isNull();
    }
}
