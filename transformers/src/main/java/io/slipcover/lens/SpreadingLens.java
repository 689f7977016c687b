package io.slipcover.lens;

import io.slipcover.json.JsonArray;
import io.slipcover.json.JsonKind;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * Finds lenses that would not come to an end, or would make a document many times as large, when they are led on objects within objects:
 * what a lens brings on the way down is looked into afterwards, and what it copies on the way up holds copies already.
 */
final class SpreadingLens {
    private final ObjectCondition condition;

    private SpreadingLens(ObjectCondition condition) {
        this.condition = condition;
    }

    /** @throws IllegalArgumentException where the lens is one of these */
    static void check(ObjectCondition condition, OperationSequence lens) {
        SpreadingLens check = new SpreadingLens(condition);
        lens.upwards().forEach(check::checkUpwards);
        lens.downwards().forEach(check::checkDownwards);
    }

    private void checkUpwards(Change change) {
        if (change instanceof Change.Opaque || change instanceof Change.Everywhere) {
            throw new IllegalArgumentException(
                    "jsonata, java and everywhere look at all that is in an object, and would do so once more for each object around it");
        }
        if (change instanceof Change.Copied) {
            throw new IllegalArgumentException(
                    "copy would copy what is in an object, and the copies in it, once more for each object around it");
        }
        change.inner().forEach(this::checkUpwards);
    }

    private void checkDownwards(Change change) {
        if (change instanceof Change.Filled filled) {
            checkBrought(filled.value());
        } else if (change instanceof Change.Replaced replaced) {
            replaced.replacements().forEach(replacement -> checkBrought(replacement.to()));
            if (replaced.others() instanceof Change.Others.StandIn standIn) {
                checkBrought(standIn.value());
            }
        } else if ((change instanceof Change.MovedInto || change instanceof Change.MovedAllInto)
                && condition.holdsFor(JsonObject.empty())) {
            throw new IllegalArgumentException(
                    "the way back makes objects that the lens is for again, without an end; expected 'has' or 'equals', too");
        }
        change.inner().forEach(this::checkDownwards);
    }

    private void checkBrought(@Nullable JsonValue value) {
        if (value != null && holds(value)) {
            throw new IllegalArgumentException("the way back brings " + LensException.shown(value)
                    + ", in which there is an object that the lens is for again, without an end");
        }
    }

    /** Whether there is an object in the constant that the lens is for. */
    private boolean holds(JsonValue value) {
        if (value.kind() == JsonKind.OBJECT) {
            JsonObject object = value.asObject();
            return condition.holdsFor(object) || anyHolds(new Elements.OfObject(object));
        }
        if (value.kind() == JsonKind.ARRAY) {
            JsonArray list = value.asArray();
            return anyHolds(new Elements.OfList(list));
        }
        return false;
    }

    private boolean anyHolds(Elements elements) {
        for (int i = 0; i < elements.size(); i++) {
            if (holds(elements.get(i))) {
                return true;
            }
        }
        return false;
    }
}
