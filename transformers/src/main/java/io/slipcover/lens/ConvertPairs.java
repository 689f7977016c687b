package io.slipcover.lens;

import io.slipcover.json.JsonName;
import io.slipcover.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code convert} by pairs: a value on one side stands for a value on the other. {@code null} is a value like others. */
public final class ConvertPairs extends ConvertValue {
    /** A value of the older side and the value of the newer side that it stands for. */
    public record Pair(JsonValue older, JsonValue newer) {
        public Pair {
            older = Arguments.constant(older);
            newer = Arguments.constant(newer);
        }
    }

    private final Pair[] pairs;
    private final @Nullable Pair otherwise;
    private final boolean needsBase;

    /**
     * @param pairs the first that matches is taken, each way
     * @param otherwise for a value that no pair holds: what the older, the newer side gets; null: that is an error
     * @throws IllegalArgumentException where there is neither a pair nor an otherwise
     */
    public ConvertPairs(JsonName name, List<Pair> pairs, @Nullable Pair otherwise) {
        super(name);
        if (pairs.isEmpty() && otherwise == null) {
            throw new IllegalArgumentException("pairs is empty");
        }
        this.pairs = pairs.toArray(Pair[]::new);
        this.otherwise = otherwise;
        this.needsBase = otherwise != null || someOlderSidesAreEqual(this.pairs);
    }

    private static boolean someOlderSidesAreEqual(Pair[] pairs) {
        for (int i = 1; i < pairs.length; i++) {
            for (int k = 0; k < i; k++) {
                if (pairs[i].older.sameAs(pairs[k].older)) {
                    return true;
                }
            }
        }
        return false;
    }

    @Override
    JsonValue toNewer(JsonValue value) {
        for (Pair pair : pairs) {
            if (pair.older.sameAs(value)) {
                return pair.newer;
            }
        }
        if (otherwise == null) {
            throw noPair(value);
        }
        return otherwise.newer;
    }

    @Override
    JsonValue toOlder(JsonValue value) {
        for (Pair pair : pairs) {
            if (pair.newer.sameAs(value)) {
                return pair.older;
            }
        }
        if (otherwise == null) {
            throw noPair(value);
        }
        return otherwise.older;
    }

    private LensException noPair(JsonValue value) {
        return LensException.of(this, "no pair for " + LensException.shown(value), "no pair for the value");
    }

    @Override
    public boolean needsBase() {
        return needsBase;
    }

    /** What {@code otherwise} gives each side is a value of that side, too. */
    @Override
    public Operation withoutStandIns() {
        if (otherwise == null) {
            return this;
        }
        List<Pair> known = new ArrayList<>(List.of(pairs));
        known.add(otherwise);
        return new ConvertPairs(name(), known, null);
    }

    @Override
    public Change upwards() {
        return new Change.Replaced(
                name(),
                Stream.of(pairs)
                        .map(pair -> new Change.Replacement(pair.older, pair.newer))
                        .toList(),
                otherwise == null ? null : otherwise.newer);
    }

    @Override
    public Change downwards() {
        return new Change.Replaced(
                name(),
                Stream.of(pairs)
                        .map(pair -> new Change.Replacement(pair.newer, pair.older))
                        .toList(),
                otherwise == null ? null : otherwise.older);
    }

    @Override
    public String text() {
        StringBuilder list = new StringBuilder("[");
        for (int i = 0; i < pairs.length; i++) {
            list.append(i == 0 ? "" : ",").append(text(pairs[i]));
        }
        OperationText text = new OperationText("convert")
                .with("name", name())
                .withText("pairs", list.append(']').toString());
        return (otherwise == null ? text : text.withText("otherwise", text(otherwise))).end();
    }

    private static String text(Pair pair) {
        return "[" + pair.older + "," + pair.newer + "]";
    }
}
