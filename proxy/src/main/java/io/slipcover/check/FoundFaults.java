package io.slipcover.check;

import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** The faults found so far: how many documents have each, and the smallest that shows it. There is room for many, not for any number. */
final class FoundFaults {
    private static final int MOST = 1_000;
    private static final int SHRINKINGS = 3;
    private static final JsonName ID = JsonName.of("_id");

    private final Predicate<JsonName> kept;
    private final Map<Fault, Found> found = new LinkedHashMap<>();
    private final Set<Fault> ofDocument = new HashSet<>();
    private long unlisted;

    /** @param kept the members that a smaller document has to keep: what tells its type */
    FoundFaults(Predicate<JsonName> kept) {
        this.kept = kept;
    }

    private static final class Found {
        private long documents;
        private final List<String> ids = new ArrayList<>();
        private Edit edit = new Edit.None();
        private JsonObject smallest = JsonObject.empty();
        private int shrinkings;
    }

    /** Begins with another document: a fault that it has twice counts once. */
    void beginDocument() {
        ofDocument.clear();
    }

    void add(Fault fault, Trial trial, JsonObject document) {
        if (!ofDocument.add(fault)) {
            return;
        }
        Found known = found.get(fault);
        if (known == null) {
            if (found.size() >= MOST) {
                unlisted++;
                return;
            }
            known = new Found();
            found.put(fault, known);
        }
        known.documents++;
        if (known.ids.size() < Finding.IDS) {
            String id = document.string(ID);
            known.ids.add(id == null ? "(no _id)" : id);
        }
        boolean smaller = known.shrinkings == 0 || document.length() < known.smallest.length();
        if (smaller && known.shrinkings < SHRINKINGS) {
            known.shrinkings++;
            known.edit = trial.edit();
            known.smallest = Shrinking.smallest(
                    document, kept, candidate -> trial.faults(candidate).contains(fault));
        }
    }

    List<Finding> all() {
        List<Finding> all = new ArrayList<>();
        found.forEach(
                (fault, known) -> all.add(new Finding(fault, known.documents, known.ids, known.edit, known.smallest)));
        return all;
    }

    long unlisted() {
        return unlisted;
    }
}
