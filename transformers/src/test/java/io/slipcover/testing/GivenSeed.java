package io.slipcover.testing;

import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.providers.ArbitraryProvider;
import net.jqwik.api.providers.TypeUsage;

/**
 * Gives each law the seed that {@code -Dslipcover.seed} names, in place of seeds by chance. jqwik prints the seed of a law that failed as its
 * sample.
 */
public final class GivenSeed implements ArbitraryProvider {
    private static final Long GIVEN = Long.getLong("slipcover.seed");

    /** Whether this run tries one seed alone, so that it cannot tell how often something happens. */
    public static boolean isGiven() {
        return GIVEN != null;
    }

    @Override
    public boolean canProvideFor(TypeUsage target) {
        return isGiven() && (target.isOfType(Long.class) || target.isOfType(long.class));
    }

    @Override
    public Set<Arbitrary<?>> provideFor(TypeUsage target, SubtypeProvider subtypes) {
        return Set.of(Arbitraries.just(GIVEN));
    }

    @Override
    public int priority() {
        return 100;
    }
}
