package io.slipcover.guess;

import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonValue;
import io.slipcover.lens.LensException;
import io.slipcover.lens.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks for the operations that lead older documents to newer ones. It tries what may have happened on all examples, takes what brings them
 * nearest to their newer sides, and goes on from there until nothing brings them nearer. What moves values comes first, then what changes
 * inside of members, and then what adds and removes.
 */
public final class Guesser {
    private static final int MOST_OPERATIONS = 200;
    private static final int DEEPEST = 8;

    private final Set<JsonName> reserved;
    private final int depth;
    private final boolean conditions;
    private List<Example> examples;
    private final List<Guess> guesses = new ArrayList<>();

    private Guesser(List<Example> examples, Set<JsonName> reserved, int depth, boolean conditions) {
        this.conditions = conditions;
        this.examples = List.copyOf(examples);
        this.reserved = reserved;
        this.depth = depth;
    }

    /**
     * The operations that lead the older sides to the newer ones.
     *
     * @param reserved members that no operation may name, such as those of the type and the version
     */
    public static Guesses guess(List<Example> examples, Set<JsonName> reserved) {
        List<Example> plain =
                examples.stream().map(example -> example.without(reserved)).toList();
        return new Guesser(plain, Set.of(), 0, true).run();
    }

    /** The operations inside of members. */
    static Guesses inside(List<Example> examples, int depth) {
        return depth > DEEPEST ? new Guesses(List.of(), List.of()) : new Guesser(examples, Set.of(), depth, true).run();
    }

    /** The operations for examples that have been chosen by the value of a member, which no operation may name. */
    static Guesses withoutConditions(List<Example> examples, Set<JsonName> reserved, int depth) {
        return new Guesser(examples, reserved, depth, false).run();
    }

    private Guesses run() {
        while (guesses.size() < MOST_OPERATIONS && advance()) {
            // Each step changes what the next one sees.
        }
        return new Guesses(guesses, open());
    }

    private boolean advance() {
        Side older = Side.of(examples.stream().map(Example::older).toList(), reserved);
        Side newer = Side.of(examples.stream().map(Example::newer).toList(), reserved);
        return take(Structures.of(older, newer))
                || take(Insides.of(older, newer, depth))
                || take(Changes.of(older, newer))
                || (conditions && take(Conditions.of(examples, older, newer, depth)));
    }

    /** A candidate that brings examples nearer, with the examples behind it. */
    private record Trial(Candidate candidate, Evidence evidence, List<Example> led) {
        boolean isBetterThan(@Nullable Trial other) {
            return other == null || evidence.isBetterThan(other.evidence);
        }
    }

    /** Takes the best of some candidates; false where none is any good. */
    private boolean take(List<Candidate> candidates) {
        Trial best = null;
        for (Candidate candidate : candidates) {
            Trial trial = trial(candidate);
            if (trial != null && trial.isBetterThan(best)) {
                best = trial;
            }
        }
        if (best == null) {
            return false;
        }
        String words = best.evidence().words();
        for (Step step : best.candidate().steps()) {
            guesses.add(new Guess(step.operation(), commented(step, words)));
        }
        examples = best.led();
        return true;
    }

    private @Nullable Trial trial(Candidate candidate) {
        List<Example> led = led(candidate);
        if (led == null || !candidate.settles(led)) {
            return null;
        }
        Evidence evidence = evidence(candidate, led);
        return evidence.reduction() > 0 && evidence.worse() == 0 ? new Trial(candidate, evidence, led) : null;
    }

    /** The examples behind the steps; null where an operation does not accept one of them. */
    private @Nullable List<Example> led(Candidate candidate) {
        List<Example> led = new ArrayList<>();
        for (Example example : examples) {
            JsonObject document = example.older().copy();
            if (!runs(() -> {
                for (Step step : candidate.steps()) {
                    step.operation().forward(document);
                }
            })) {
                return null;
            }
            led.add(example.from(document));
        }
        return led;
    }

    private Evidence evidence(Candidate candidate, List<Example> led) {
        int better = 0;
        int worse = 0;
        int changed = 0;
        int reduction = 0;
        int losses = 0;
        for (int i = 0; i < led.size(); i++) {
            Example before = examples.get(i);
            int less = before.difference() - led.get(i).difference();
            better += less > 0 ? 1 : 0;
            worse += less < 0 ? 1 : 0;
            changed += before.older().sameAs(led.get(i).older()) ? 0 : 1;
            reduction += less;
            losses += losses(candidate, before.older(), led.get(i).older());
        }
        return new Evidence(better, worse, changed, reduction, losses, candidate.telling());
    }

    private static int losses(Candidate candidate, JsonObject before, JsonObject after) {
        JsonObject back = after.copy();
        boolean shown = runs(() -> {
            for (int i = candidate.steps().size() - 1; i >= 0; i--) {
                Operation operation = candidate.steps().get(i).operation();
                operation.backward(back);
            }
        });
        return shown ? Difference.between(before, back) : Difference.leaves(before);
    }

    private static boolean runs(Runnable operations) {
        try {
            operations.run();
            return true;
        } catch (LensException refused) {
            return false;
        }
    }

    private static List<String> commented(Step step, String words) {
        List<String> lines = new ArrayList<>(step.lines());
        String first = lines.get(0);
        if (!first.equals("in:")) { // What is inside of it says how sure it is.
            lines.set(0, first + "    # " + words);
        }
        if (step.isPairs()) {
            lines.add("# TODO otherwise: with 'partial', a value that no pair holds is an error");
        }
        return lines;
    }

    /** What still differs: the first example of each member says how. */
    private List<String> open() {
        List<String> open = new ArrayList<>();
        Side newer = Side.of(examples.stream().map(Example::newer).toList(), reserved);
        Side older = Side.of(examples.stream().map(Example::older).toList(), reserved);
        List<JsonName> names = new ArrayList<>(older.columns().keySet());
        newer.columns().keySet().stream().filter(name -> !older.has(name)).forEach(names::add);
        for (JsonName name : names) {
            int differing = 0;
            Example first = null;
            for (Example example : examples) {
                if (Difference.between(
                                example.older().get(name), example.newer().get(name))
                        > 0) {
                    differing++;
                    first = first == null ? example : first;
                }
            }
            if (first != null) {
                open.add("%s: was %s, is %s in %s; nothing explains it (%d of %d examples)"
                        .formatted(
                                name.text(),
                                shown(first.older().get(name)),
                                shown(first.newer().get(name)),
                                first.name(),
                                differing,
                                examples.size()));
            }
        }
        return open;
    }

    /** The members that differ, with what both hold. */
    static String differences(JsonObject found, JsonObject expected) {
        List<String> differences = new ArrayList<>();
        for (Column column : Side.of(List.of(found, expected), Set.of()).all()) {
            JsonValue one = found.get(column.name());
            JsonValue other = expected.get(column.name());
            if (Difference.between(one, other) > 0) {
                differences.add("%s is %s, expected %s".formatted(column.name().text(), shown(one), shown(other)));
            }
        }
        return String.join("; ", differences);
    }

    private static String shown(@Nullable JsonValue value) {
        String text = value == null ? "missing" : value.toString().replaceAll("\\s+", " ");
        return text.codePointCount(0, text.length()) <= 40
                ? text
                : text.substring(0, text.offsetByCodePoints(0, 39)) + "…";
    }
}
