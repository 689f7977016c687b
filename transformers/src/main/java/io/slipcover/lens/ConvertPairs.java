package io.slipcover.lens;

import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * {@code convert} by pairs: a value on one side stands for a value on the other. {@code null} is a value like others. A pair may say that
 * one side has no such member.
 *
 * <p>A member that is missing, and for which no pair stands, stays missing. A value that no pair holds is an error, or another value stands
 * in for it, or it stays as it is. Where the base shows as what was written, it is taken, since several newer values may show as one.
 */
public final class ConvertPairs implements Operation {
    /** What the older side has and what the newer side has for it. Null: no member. At least one of them is there. */
    public record Pair(@Nullable JsonValue older, @Nullable JsonValue newer) {
        public Pair {
            if (older == null && newer == null) {
                throw new IllegalArgumentException("a pair has a member on neither side");
            }
            older = older == null ? null : Arguments.constant(older);
            newer = newer == null ? null : Arguments.constant(newer);
        }

        boolean isForMissing() {
            return older == null || newer == null;
        }

        @Nullable
        JsonValue from(boolean up) {
            return up ? older : newer;
        }

        @Nullable
        JsonValue to(boolean up) {
            return up ? newer : older;
        }

        private Change.Replacement replacement(boolean up) {
            return new Change.Replacement(from(up), to(up));
        }
    }

    private final JsonName name;
    private final Pair[] pairs;
    private final @Nullable Pair otherwise;
    private final boolean keepsOthers;
    private final boolean isForMissing;
    private final boolean needsBase;

    /**
     * @param pairs the first that matches is taken, each way
     * @param otherwise for a value that no pair holds: what the older, the newer side gets; null: that is an error
     * @throws IllegalArgumentException where there is neither a pair nor an otherwise
     */
    public ConvertPairs(JsonName name, List<Pair> pairs, @Nullable Pair otherwise) {
        this(name, pairs, otherwise, false);
    }

    /**
     * Pairs beside which all other values stay as they are, both ways.
     *
     * @param pairs the first that matches is taken, each way
     * @throws IllegalArgumentException where there is no pair
     */
    public static ConvertPairs keepingOthers(JsonName name, List<Pair> pairs) {
        return new ConvertPairs(name, pairs, null, true);
    }

    private ConvertPairs(JsonName name, List<Pair> pairs, @Nullable Pair otherwise, boolean keepsOthers) {
        if (pairs.isEmpty() && otherwise == null) {
            throw new IllegalArgumentException("pairs is empty");
        }
        this.name = name;
        this.pairs = pairs.toArray(Pair[]::new);
        this.otherwise = otherwise;
        this.keepsOthers = keepsOthers;
        this.isForMissing =
                pairs.stream().anyMatch(Pair::isForMissing) || (otherwise != null && otherwise.isForMissing());
        this.needsBase = otherwise != null || keepsOthers || someNewerValuesShowAsOne(pairs);
    }

    private static boolean someNewerValuesShowAsOne(List<Pair> pairs) {
        for (int i = 1; i < pairs.size(); i++) {
            for (int k = 0; k < i; k++) {
                if (JsonValue.areSame(pairs.get(i).older, pairs.get(k).older)) {
                    return true;
                }
            }
        }
        // A newer member that is missing shows as missing, unless a pair says otherwise.
        return pairs.stream().anyMatch(pair -> pair.older == null)
                && pairs.stream().noneMatch(pair -> pair.newer == null);
    }

    /** Whether an older object without the member may become a newer object with it. */
    public boolean brings() {
        return Stream.of(pairs).anyMatch(pair -> pair.older == null);
    }

    /** Whether an older object with the member may become a newer object without it. */
    public boolean takes() {
        return (otherwise != null && otherwise.newer == null)
                || Stream.of(pairs).anyMatch(pair -> pair.newer == null);
    }

    @Override
    public void forward(JsonObject older) {
        lead(older, true);
    }

    @Override
    public void backward(JsonObject newer) {
        lead(newer, false);
    }

    private void lead(JsonObject object, boolean up) {
        int index = object.indexOf(name);
        if (index >= 0 || isForMissing) {
            become(object, index, counterpart(index < 0 ? null : object.value(index), up));
        }
    }

    /** What stands on the other side for a value, or for none. Null: none. */
    private @Nullable JsonValue counterpart(@Nullable JsonValue value, boolean up) {
        for (Pair pair : pairs) {
            if (JsonValue.areSame(pair.from(up), value)) {
                return pair.to(up);
            }
        }
        if (value == null || keepsOthers) {
            return value;
        }
        if (otherwise == null) {
            throw LensException.of(this, "no pair for " + LensException.shown(value), "no pair for the value");
        }
        return otherwise.to(up);
    }

    private void become(JsonObject object, int index, @Nullable JsonValue value) {
        if (value == null) {
            if (index >= 0) {
                object.remove(index);
            }
        } else if (index < 0) {
            object.add(name, value);
        } else {
            object.set(index, value);
        }
    }

    @Override
    public void put(JsonObject base, JsonObject view) {
        int index = view.indexOf(name);
        if (index < 0 && !isForMissing) {
            return;
        }
        JsonValue written = index < 0 ? null : view.value(index);
        JsonValue stored = base.get(name);
        boolean isShown = JsonValue.areSame(counterpart(stored, false), written);
        if (!isShown) {
            become(view, index, counterpart(written, true));
        } else {
            become(view, index, stored == null ? null : stored.copy());
        }
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
        return new ConvertPairs(name, known, null);
    }

    @Override
    public Change upwards() {
        return change(true);
    }

    @Override
    public Change downwards() {
        return change(false);
    }

    private Change change(boolean up) {
        return new Change.Replaced(
                name, Stream.of(pairs).map(pair -> pair.replacement(up)).toList(), others(up));
    }

    private Change.Others others(boolean up) {
        if (keepsOthers) {
            return new Change.Others.Kept();
        }
        return otherwise == null ? new Change.Others.Refused() : new Change.Others.StandIn(otherwise.to(up));
    }

    @Override
    public String description() {
        return "convert " + name.text();
    }

    @Override
    public String text() {
        StringBuilder list = new StringBuilder("[");
        for (int i = 0; i < pairs.length; i++) {
            list.append(i == 0 ? "" : ",").append(text(pairs[i]));
        }
        OperationText text = new OperationText("convert")
                .with("name", name)
                .withText("pairs", list.append(']').toString());
        if (keepsOthers) {
            return text.withText("otherwise", "\"same\"").end();
        }
        return (otherwise == null ? text : text.withText("otherwise", text(otherwise))).end();
    }

    private static String text(Pair pair) {
        if (pair.older == null) {
            return "{\"newer\":" + pair.newer + "}";
        }
        return pair.newer == null ? "{\"older\":" + pair.older + "}" : "[" + pair.older + "," + pair.newer + "]";
    }

    @Override
    public Set<JsonName> olderNames() {
        return Set.of(name);
    }

    @Override
    public Set<JsonName> newerNames() {
        return Set.of(name);
    }
}
