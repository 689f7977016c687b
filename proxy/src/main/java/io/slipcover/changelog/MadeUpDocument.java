package io.slipcover.changelog;

import io.slipcover.config.LensStep;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonValue;
import io.slipcover.lens.LensException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A document in the older shape that gives each operation of some lenses something to do. It is made from the last operation to the first:
 * each operation leads back what the later ones want, and then gets what it wants itself.
 */
final class MadeUpDocument {
    private MadeUpDocument() {}

    static JsonObject of(List<LensStep> steps) {
        JsonObject document = JsonObject.empty();
        for (int index = steps.size() - 1; index >= 0; index--) {
            document = before(steps.get(index), document);
        }
        return document;
    }

    private static JsonObject before(LensStep step, JsonObject newer) {
        JsonObject older = ledBack(step, newer);
        JsonObject with = inFront(OlderSample.of(step), older);
        return leads(step, with) ? with : older;
    }

    /** The older document with what the operation wants. Members stand in the order in which the operations name them. */
    private static JsonObject inFront(JsonObject sample, JsonObject older) {
        JsonObject with = JsonObject.empty();
        for (int index = 0; index < sample.size(); index++) {
            JsonValue there = older.get(sample.name(index));
            with.add(sample.name(index), there == null ? sample.value(index).copy() : there.copy());
        }
        merge(older, with);
        merge(sample, with);
        return with;
    }

    /** The document led back. Where the operation refuses it, members that stand in the way are left out first. */
    private static JsonObject ledBack(LensStep step, JsonObject newer) {
        Set<JsonName> inTheWay = new HashSet<>(step.operation().olderNames());
        inTheWay.removeAll(step.operation().newerNames());
        for (Set<JsonName> leftOut : List.of(Set.<JsonName>of(), inTheWay)) {
            JsonObject older = without(leftOut, newer);
            try {
                step.operation().backward(older);
                return older;
            } catch (LensException refused) {
                // Perhaps it takes less.
            }
        }
        return without(step.operation().newerNames(), newer);
    }

    private static JsonObject without(Set<JsonName> names, JsonObject document) {
        JsonObject without = document.copy();
        names.forEach(without::remove);
        return without;
    }

    private static boolean leads(LensStep step, JsonObject older) {
        try {
            step.operation().forward(older.copy());
            return true;
        } catch (LensException refused) {
            return false;
        }
    }

    /** Adds members that are missing, also inside of objects. */
    static void merge(JsonObject more, JsonObject into) {
        for (int index = 0; index < more.size(); index++) {
            JsonValue there = into.get(more.name(index));
            if (there == null) {
                into.add(more.name(index), more.value(index).copy());
            } else {
                JsonObject host = into.object(more.name(index));
                JsonObject inner = more.object(index);
                if (host != null && inner != null) {
                    merge(inner, host);
                }
            }
        }
    }
}
