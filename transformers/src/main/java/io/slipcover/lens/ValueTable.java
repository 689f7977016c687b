package io.slipcover.lens;

import static java.util.Objects.requireNonNull;

import io.slipcover.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What values become that are replaced by others, however many times one after the other: those that are listed, and all the rest, which
 * may stay as they are. Where a value is refused on the way there is nothing that it becomes. Immutable.
 */
final class ValueTable implements ValueStep {
    private final JsonValue[] from;
    private final @Nullable JsonValue[] to;
    private final @Nullable JsonValue otherwise;
    private final boolean keepsOthers;

    private ValueTable(
            List<JsonValue> from, List<@Nullable JsonValue> to, @Nullable JsonValue otherwise, boolean keepsOthers) {
        this.from = from.toArray(JsonValue[]::new);
        this.to = to.toArray(JsonValue[]::new);
        this.otherwise = otherwise;
        this.keepsOthers = keepsOthers;
    }

    /** @param change of a member that is there on both sides or on neither */
    static ValueTable of(Change.Replaced change) {
        List<JsonValue> from = new ArrayList<>();
        List<@Nullable JsonValue> to = new ArrayList<>();
        for (Change.Replacement replacement : change.replacements()) {
            // The first that is the same counts, so that all that are kept differ, and may be looked for in any order.
            JsonValue value = requireNonNull(replacement.from(), "from");
            if (from.stream().noneMatch(value::sameAs)) {
                from.add(value);
                to.add(replacement.to());
            }
        }
        JsonValue otherwise = change.others() instanceof Change.Others.StandIn standIn ? standIn.value() : null;
        return new ValueTable(from, to, otherwise, change.others() instanceof Change.Others.Kept);
    }

    /** This table and then the next step: of two tables, one. */
    @Override
    public ValueStep then(ValueStep next) {
        if (!(next instanceof ValueTable table)) {
            return ValueStep.super.then(next);
        }
        List<JsonValue> starts = new ArrayList<>(List.of(from));
        List<@Nullable JsonValue> led = new ArrayList<>();
        for (JsonValue value : to) {
            led.add(value == null ? null : next.lead(value));
        }
        if (!keepsOthers) {
            return new ValueTable(starts, led, otherwise == null ? null : next.lead(otherwise), false);
        }
        for (int index = 0; index < table.from.length; index++) {
            // What stays here is led by the next alone, unless this table has led it already.
            if (!holds(table.from[index])) {
                starts.add(table.from[index]);
                led.add(table.to[index]);
            }
        }
        return new ValueTable(starts, led, table.otherwise, table.keepsOthers);
    }

    private boolean holds(JsonValue value) {
        return List.of(from).stream().anyMatch(value::sameAs);
    }

    @Override
    public @Nullable JsonValue lead(JsonValue value) {
        for (int index = 0; index < from.length; index++) {
            if (from[index].isSpeltAs(value)) {
                return to[index];
            }
        }
        for (int index = 0; index < from.length; index++) {
            if (from[index].sameAs(value)) {
                return to[index];
            }
        }
        return keepsOthers ? value : otherwise;
    }
}
