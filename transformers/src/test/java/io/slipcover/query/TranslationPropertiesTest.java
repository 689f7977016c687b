package io.slipcover.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipcover.testing.GivenSeed;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;

/**
 * Whatever the lenses, the documents and the question: what a client wants is found, and where a translation claims to be exact, nothing
 * else is.
 */
class TranslationPropertiesTest {
    private static final TranslationCase.Tally TALLY = new TranslationCase.Tally();

    @Property(tries = 250, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void whatIsWantedIsFound(@ForAll long seed) {
        TranslationCase generated = new TranslationCase(seed);

        generated.check(TALLY);
        generated.checkShapes(TALLY);
        generated.checkQuestions(TALLY);
    }

    /** The property says something: a fair share is wanted, was translated, and is claimed to be exact. */
    @AfterContainer
    static void theCasesAreTelling() {
        if (GivenSeed.isGiven()) {
            return;
        }
        assertThat(TALLY.matches * 10).as("wanted, of %d", TALLY.pairs).isGreaterThan(TALLY.pairs);
        assertThat(TALLY.led * 10).as("translated, of %d", TALLY.pairs).isGreaterThan(TALLY.pairs);
        assertThat(TALLY.shapeMatches * 10)
                .as("wanted of a shape that is led, of %d", TALLY.shapes)
                .isGreaterThan(TALLY.shapes);
        assertThat(TALLY.asked).as("questions about %d", TALLY.pairs).isGreaterThan(TALLY.pairs);
        assertThat(TALLY.exactShapes * 2).as("exact, of %d", TALLY.shapes).isGreaterThan(TALLY.shapes);
    }
}
