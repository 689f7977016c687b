package io.slipcover.config;

import io.slipcover.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** The words that tell of a condition on the members of an object. */
final class ConditionWords {
    private ConditionWords() {}

    /** What has to hold: {@code `kind` is `"x"` and `tag` is there}. */
    static String of(StepArguments words) {
        List<String> parts = new ArrayList<>();
        add(words, "", parts);
        return InlineCode.joined(parts);
    }

    /** @param outer where the members stand: {@code address.}, or nothing for the object itself */
    private static void add(StepArguments words, String outer, List<String> parts) {
        if (words.has("equals")) {
            JsonObject equal = words.inside("equals").json();
            for (int index = 0; index < equal.size(); index++) {
                parts.add(name(outer, equal.name(index).text()) + " is " + InlineCode.value(equal.value(index)));
            }
        }
        words.names("has").forEach(name -> parts.add(name(outer, name) + " is there"));
        words.names("lacks").forEach(name -> parts.add(name(outer, name) + " is not there"));
        if (words.has("in")) {
            JsonObject inside = words.inside("in").json();
            for (int index = 0; index < inside.size(); index++) {
                String host = inside.name(index).text();
                add(new StepArguments(inside.value(index).asObject()), outer + host + ".", parts);
            }
        }
    }

    private static String name(String outer, String name) {
        return InlineCode.name(outer + name);
    }
}
