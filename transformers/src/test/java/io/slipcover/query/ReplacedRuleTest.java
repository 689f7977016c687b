package io.slipcover.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipcover.json.JsonName;
import io.slipcover.json.JsonValue;
import io.slipcover.lens.Change;
import io.slipcover.lens.ConvertPairs;
import io.slipcover.mango.Comparison;
import io.slipcover.mango.Condition;
import io.slipcover.mango.FieldPath;
import io.slipcover.mango.Selector;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ReplacedRuleTest {
    private static final int LENSES = 12;
    private static final int PAIRS = 4;

    /** Lenses one after the other, each of which replaces some values of one member and leaves all others. */
    private static List<Change> chain() {
        List<Change> chain = new ArrayList<>();
        for (int lens = 0; lens < LENSES; lens++) {
            List<ConvertPairs.Pair> pairs = new ArrayList<>();
            for (int pair = 0; pair < PAIRS; pair++) {
                pairs.add(new ConvertPairs.Pair(
                        JsonValue.of("\"" + lens + "-" + pair + "\""),
                        JsonValue.of("\"" + (lens + 1) + "-" + pair + "\"")));
            }
            chain.add(ConvertPairs.keepingOthers(JsonName.of("a"), pairs).upwards());
        }
        return chain;
    }

    @ParameterizedTest
    @EnumSource
    void lead_throughManyLensesThatKeepOtherValues_growsWithTheirPairsAlone(Comparison comparison) {
        Selector asked =
                new Selector.At(FieldPath.of("a"), new Condition.Compare(comparison, JsonValue.of("\"12-1\"")));

        String led = BackThroughChanges.lead(asked, chain()).selector().toJson().toString();

        assertThat(led.length()).isLessThan(LENSES * PAIRS * 60);
    }
}
