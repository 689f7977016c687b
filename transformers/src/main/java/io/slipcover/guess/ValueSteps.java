package io.slipcover.guess;

import io.slipcover.json.JsonKind;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonNumber;
import io.slipcover.json.JsonSlice;
import io.slipcover.json.JsonValue;
import io.slipcover.lens.Codec;
import io.slipcover.lens.ConvertPairs.Pair;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What may have become of the values of one member: another notation, a date in another form, a factor, pairs of
 * values, a list, the first of a list, an object by keys. */
final class ValueSteps {
    private static final int MOST_PAIRS = 20;

    private ValueSteps() {}

    /**
     * The steps that may lead one column to the other.
     *
     * @param name what the member is called when the step begins
     */
    static List<Step> between(JsonName name, Column older, Column newer) {
        Possibilities<Step> steps = new Possibilities<>();
        for (Codec codec : Codec.values()) {
            steps.add(() -> Step.codec(name, codec));
        }
        EntriesGuess.add(name, older, newer, steps);
        JsonNumber factor = factor(older, newer);
        if (factor != null) {
            steps.add(() -> Step.multiply(name, factor));
        }
        DateGuess.add(name, older, newer, steps);
        if (newer.isAll(JsonKind.ARRAY)) {
            boolean mixed = !older.all(value -> value.kind() != JsonKind.ARRAY);
            steps.add(() -> Step.wrap(name, mixed));
        }
        boolean lists = older.values().stream().anyMatch(value -> value != null && value.kind() == JsonKind.ARRAY);
        if (lists && newer.all(value -> value.kind() != JsonKind.ARRAY)) {
            boolean mixed = !older.isAll(JsonKind.ARRAY);
            steps.add(() -> Step.head(name, mixed));
        }
        List<Pair> pairs = pairs(older, newer);
        if (!pairs.isEmpty()) {
            steps.add(() -> Step.pairs(name, pairs));
        }
        return steps.all();
    }

    private static @Nullable JsonNumber factor(Column older, Column newer) {
        for (int i = 0; i < older.values().size(); i++) {
            BigDecimal from = number(older.values().get(i));
            BigDecimal to = number(newer.values().get(i));
            if (from != null && to != null && from.signum() != 0 && to.signum() != 0) {
                try {
                    BigDecimal factor = to.divide(from);
                    return factor.compareTo(BigDecimal.ONE) == 0 ? null : JsonNumber.of(factor.stripTrailingZeros());
                } catch (ArithmeticException endless) {
                    return null;
                }
            }
        }
        return null;
    }

    private static @Nullable BigDecimal number(@Nullable JsonValue value) {
        if (value == null || value.kind() != JsonKind.NUMBER) {
            return null;
        }
        JsonNumber number = ((JsonSlice) value).asNumber();
        return number.isWithinLimit() ? number.toBigDecimal() : null;
    }

    /**
     * The pairs that the values are, each way; none where a value has two partners, or where the values are so many that their pairs say
     * nothing.
     */
    private static List<Pair> pairs(Column older, Column newer) {
        List<Pair> pairs = new ArrayList<>();
        int told = 0;
        for (int i = 0; i < older.values().size(); i++) {
            JsonValue from = older.values().get(i);
            JsonValue to = newer.values().get(i);
            if (from == null && to == null) {
                continue;
            }
            told++;
            boolean known = false;
            for (Pair pair : pairs) {
                boolean sameFrom = JsonValue.areSame(pair.older(), from);
                boolean sameTo = JsonValue.areSame(pair.newer(), to);
                if (sameFrom != sameTo) {
                    return List.of();
                }
                known |= sameFrom;
            }
            if (!known) {
                if (!isWord(from) || !isWord(to)) {
                    return List.of();
                }
                pairs.add(new Pair(from, to));
            }
        }
        // A value where there was none is filled in, and needs no pair.
        boolean anyChange = pairs.stream()
                .anyMatch(pair -> pair.older() != null
                        && pair.newer() != null
                        && !pair.older().sameAs(pair.newer()));
        boolean repeated = told > pairs.size() || older.all(value -> value.kind() == JsonKind.BOOLEAN);
        return anyChange && repeated && pairs.size() <= MOST_PAIRS ? pairs : List.of();
    }

    private static boolean isWord(@Nullable JsonValue value) {
        return value == null || (value.kind() != JsonKind.OBJECT && value.kind() != JsonKind.ARRAY);
    }
}
