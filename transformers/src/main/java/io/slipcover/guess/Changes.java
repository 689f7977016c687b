package io.slipcover.guess;

import io.slipcover.json.JsonName;
import io.slipcover.json.JsonValue;
import java.util.List;
import java.util.function.Supplier;

/** The changes in which members come or go. They are looked at when nothing else explains a difference. */
final class Changes {
    private final Side older;
    private final Side newer;
    private final Possibilities<Candidate> candidates = new Possibilities<>();

    private Changes(Side older, Side newer) {
        this.older = older;
        this.newer = newer;
    }

    static List<Candidate> of(Side older, Side newer) {
        Changes changes = new Changes(older, newer);
        for (Column come : newer.without(older)) {
            changes.copies(come);
            changes.addition(come);
        }
        older.without(newer).forEach(changes::removal);
        older.all().forEach(changes::fill);
        return changes.candidates.all();
    }

    private void add(Supplier<Step> step) {
        candidates.add(() -> Candidate.of(step.get()));
    }

    private void copies(Column come) {
        for (Column from : older.all()) {
            if (newer.has(from.name()) && !from.saysLittle() && from.isMostly(come) && come.isMostly(from)) {
                add(() -> Step.copy(from.name(), come.name()));
            }
        }
    }

    private void addition(Column come) {
        List<JsonValue> distinct = come.distinct();
        if (come.isEverywhere() && distinct.size() == 1) {
            add(() -> Step.add(come.name(), distinct.get(0)));
        }
    }

    private void removal(Column gone) {
        List<JsonValue> distinct = gone.distinct();
        boolean always =
                gone.isEverywhere() && distinct.size() == 1 && gone.values().size() > 1;
        add(() -> Step.remove(gone.name(), always ? distinct.get(0) : null));
    }

    /** A member that some older documents lack, and that then has the same value in each newer one. */
    private void fill(Column from) {
        Column to = newer.get(from.name());
        if (to == null || from.isEverywhere()) {
            return;
        }
        JsonValue value = null;
        for (int i = 0; i < from.values().size(); i++) {
            JsonValue found = to.values().get(i);
            if (from.values().get(i) == null && found != null) {
                if (value != null && !value.sameAs(found)) {
                    return;
                }
                value = found;
            }
        }
        if (value != null) {
            JsonName name = from.name();
            JsonValue filled = value;
            add(() -> Step.fill(name, filled));
        }
    }
}
