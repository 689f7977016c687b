package io.slipcover.guess;

import io.slipcover.json.JsonName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some steps that may be what happened.
 *
 * @param steps one after the other
 * @param telling whether the values say more than that many members hold the same
 * @param settled a member that has to be the same on both sides then, in most examples; null: there is none
 */
record Candidate(
        List<Step> steps, boolean telling, @Nullable JsonName settled) {
    Candidate {
        steps = List.copyOf(steps);
    }

    Candidate(List<Step> steps, boolean telling) {
        this(steps, telling, null);
    }

    static Candidate of(Step... steps) {
        return new Candidate(List.of(steps), true);
    }

    /** Whether the member is settled in examples that the steps have led. */
    boolean settles(List<Example> led) {
        if (settled == null) {
            return true;
        }
        int there = 0;
        int same = 0;
        for (Example example : led) {
            boolean isThere = example.older().has(settled) || example.newer().has(settled);
            there += isThere ? 1 : 0;
            same += isThere
                            && Difference.between(
                                            example.older().get(settled),
                                            example.newer().get(settled))
                                    == 0
                    ? 1
                    : 0;
        }
        return same * 4 >= there * 3;
    }
}
