package io.slipcover.guess;

import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.lens.Lens;
import io.slipcover.lens.LensException;
import io.slipcover.lens.LensPath;
import io.slipcover.lens.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What came of trying a lens on examples.
 *
 * @param examples how many there are
 * @param forward how many older sides lead to their newer sides
 * @param backward how many newer sides lead to their older sides
 * @param kept how many newer sides stay as they are when a client of the older version writes back what it was shown
 * @param failures what did not go as it should, a line each
 */
public record Proof(int examples, int forward, int backward, int kept, List<String> failures) {
    public Proof {
        failures = List.copyOf(failures);
    }

    /** Whether every example leads to its newer side, and no edit loses anything. A way back may lose what the lens removes. */
    public boolean holds() {
        return forward == examples && kept == examples;
    }

    /** Tries the operations. */
    public static Proof of(List<Operation> operations, List<Example> examples, Set<JsonName> reserved) {
        Lens lens = new Lens("example", 1, 2, operations);
        LensPath up = LensPath.compile(List.of(lens), 1, 2);
        LensPath down = LensPath.compile(List.of(lens), 2, 1);
        List<String> failures = new ArrayList<>();
        int forward = 0;
        int backward = 0;
        int kept = 0;
        for (Example given : examples) {
            Example example = given.without(reserved);
            forward += is(example.older(), example.newer(), up::apply, example.name() + " forward", failures);
            backward += is(example.newer(), example.older(), down::apply, example.name() + " backward", failures);
            kept += is(
                    example.newer(),
                    example.newer(),
                    document -> {
                        down.apply(document);
                        up.put(example.newer().copy(), document);
                    },
                    example.name() + " written back as it was shown",
                    failures);
        }
        return new Proof(examples.size(), forward, backward, kept, failures);
    }

    private static int is(
            JsonObject from, JsonObject to, Consumer<JsonObject> way, String name, List<String> failures) {
        JsonObject document = from.copy();
        try {
            way.accept(document);
        } catch (LensException refused) {
            failures.add(name + ": " + refused.getMessage());
            return 0;
        }
        if (document.sameAs(to)) {
            return 1;
        }
        failures.add(name + ": " + Guesser.differences(document, to));
        return 0;
    }
}
