package io.slipcover.fuzzing;

import java.util.List;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A short run of each target, on inputs that are made of the kept ones by chance: another seed in each run, which the run prints. */
final class MutatedInputsTest {
    private static final int INPUTS = 2_000;
    private static final long SEED =
            Long.getLong("slipcover.seed", ThreadLocalRandom.current().nextLong());

    static {
        System.err.println("MutatedInputsTest chose by -Dslipcover.seed=" + SEED);
    }

    static Stream<Class<? extends FuzzTarget>> targets() {
        return Targets.ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("targets")
    void target_mutatedInputs_holds(Class<? extends FuzzTarget> target) throws Exception {
        FuzzTarget tried = Targets.make(target);
        List<byte[]> kept = Corpus.of(target);
        Mutations mutations = new Mutations(kept, new Random(SEED));
        for (int index = 0; index < INPUTS; index++) {
            byte[] input = mutations.next();
            try {
                tried.holds(input);
            } catch (Exception | AssertionError | StackOverflowError failure) {
                throw new AssertionError(
                        target.getSimpleName() + " fails for this line of its inputs (-Dslipcover.seed=" + SEED + "): "
                                + Corpus.spell(input),
                        failure);
            }
        }
    }
}
