package io.slipcover.guess;

import io.slipcover.json.JsonKind;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonValue;
import io.slipcover.lens.ObjectCondition;
import io.slipcover.lens.When;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The changes of those examples alone in which some member has a certain value. */
final class Conditions {
    private static final int MOST_VALUES = 8;
    private static final int DEEPEST = 4;

    private Conditions() {}

    static List<Candidate> of(List<Example> examples, Side older, Side newer, int depth) {
        if (depth > DEEPEST || examples.stream().allMatch(example -> example.difference() == 0)) {
            return List.of();
        }
        Possibilities<Candidate> candidates = new Possibilities<>();
        for (Column told : older.all()) {
            Column after = newer.get(told.name());
            List<JsonValue> distinct = told.distinct();
            boolean tells = after != null
                    && distinct.size() > 1
                    && distinct.size() <= MOST_VALUES
                    && told.isMostly(after)
                    && told.all(value -> value.kind() != JsonKind.OBJECT && value.kind() != JsonKind.ARRAY);
            if (tells) {
                distinct.forEach(value -> candidate(examples, told.name(), value, depth, candidates));
            }
        }
        return candidates.all();
    }

    private static void candidate(
            List<Example> examples, JsonName name, JsonValue value, int depth, Possibilities<Candidate> candidates) {
        List<Example> chosen = examples.stream()
                .filter(example -> {
                    JsonValue own = example.older().get(name);
                    return own != null && own.sameAs(value);
                })
                .map(example -> new Example(example.name(), example.older().copy(), example.newer()))
                .toList();
        // A lens for one example alone would explain anything.
        if (chosen.size() < 2 || chosen.stream().allMatch(example -> example.difference() == 0)) {
            return;
        }
        Guesses guesses = Guesser.withoutConditions(chosen, Set.of(name), depth + 1);
        if (guesses.guesses().isEmpty()) {
            return;
        }
        candidates.add(() -> {
            When when = new When(new ObjectCondition(Map.of(name, value), List.of(), List.of()), guesses.operations());
            List<String> lines = new ArrayList<>(List.of(
                    "when:", "  equals: { %s: %s }".formatted(FlowYaml.of(name), FlowYaml.of(value)), "  lens:"));
            guesses.lines().forEach(line -> lines.add("    " + line));
            return Candidate.of(new Step(when, lines));
        });
    }
}
