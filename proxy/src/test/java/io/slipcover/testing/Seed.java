package io.slipcover.testing;

import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.opentest4j.TestAbortedException;

/**
 * The seed of a test that leaves its input to chance: another one in each run. The run prints it, and so does each failure.
 * {@code -Dslipcover.seed} gives a test the seed of an earlier run.
 */
public final class Seed implements TestExecutionExceptionHandler {
    private static final String PROPERTY = "slipcover.seed";

    private final String words;
    private final long value;

    private Seed(Class<?> test, long value) {
        this.words = test.getSimpleName() + " chose by -D" + PROPERTY + "=" + value;
        this.value = value;
    }

    /** The seed of this run. A test registers it as an extension. */
    public static Seed of(Class<?> test) {
        Long given = Long.getLong(PROPERTY);
        Seed seed = new Seed(test, given == null ? ThreadLocalRandom.current().nextLong() : given);
        System.err.println(seed.words);
        return seed;
    }

    public long value() {
        return value;
    }

    /** Choices that begin anew, the same ones in each call. */
    public Random random() {
        return new Random(value);
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        if (failure instanceof TestAbortedException) {
            throw failure;
        }
        throw new AssertionError(words + ": " + failure.getMessage(), failure);
    }
}
