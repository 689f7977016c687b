package io.slipcover.check;

import io.slipcover.json.JsonArray;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonSlice;
import io.slipcover.json.JsonValue;
import java.util.function.Predicate;

/** The way to the smallest document with which the same goes wrong: parts are left out or emptied, one by one, as long as it does. */
final class Shrinking {
    private static final int MOST_TRIES = 600;
    private static final JsonSlice ZERO = JsonSlice.number(0);

    private final Predicate<JsonObject> stillWrong;
    private final Predicate<JsonName> kept;
    private JsonObject smallest;
    private int tries;
    private boolean shrank;

    /** @param kept the members at the top that have to stay */
    private Shrinking(JsonObject document, Predicate<JsonName> kept, Predicate<JsonObject> stillWrong) {
        this.smallest = parsed(document);
        this.kept = kept;
        this.stillWrong = stillWrong;
    }

    /** The smallest document that was found. */
    static JsonObject smallest(JsonObject document, Predicate<JsonName> kept, Predicate<JsonObject> stillWrong) {
        Shrinking shrinking = new Shrinking(document, kept, stillWrong);
        int before;
        do {
            before = shrinking.tries;
            shrinking.round();
        } while (shrinking.shrank && shrinking.tries > before && shrinking.tries < MOST_TRIES);
        return shrinking.smallest;
    }

    /** One walk over all parts, from the last to the first. */
    private void round() {
        shrank = false;
        for (int index = smallest.size() - 1; index >= 0; index--) {
            if (kept.test(smallest.name(index))) {
                continue;
            }
            int place = index;
            if (!tried(root -> root.remove(place))) {
                inside(root -> root.value(place), (root, value) -> root.set(place, value), smallest.value(index));
            }
        }
    }

    private interface Change {
        void apply(JsonObject root);
    }

    private interface Finding {
        JsonValue in(JsonObject root);
    }

    private interface Putting {
        void put(JsonObject root, JsonValue value);
    }

    /** Makes one value smaller: leaves out what is in it, or empties it. */
    private void inside(Finding finding, Putting putting, JsonValue value) {
        switch (value.kind()) {
            case STRING -> replace(finding, putting, JsonSlice.EMPTY_STRING);
            case NUMBER -> replace(finding, putting, ZERO);
            case OBJECT -> {
                for (int index = value.asObject().size() - 1; index >= 0; index--) {
                    int place = index;
                    if (!tried(root -> {
                        JsonObject object = finding.in(root).copy().asObject();
                        object.remove(place);
                        putting.put(root, object);
                    })) {
                        inside(
                                root -> finding.in(root).asObject().value(place),
                                (root, inner) -> {
                                    JsonObject object = finding.in(root).copy().asObject();
                                    object.set(place, inner);
                                    putting.put(root, object);
                                },
                                finding.in(smallest).asObject().value(place));
                    }
                }
            }
            case ARRAY -> {
                for (int index = value.asArray().size() - 1; index >= 0; index--) {
                    int place = index;
                    if (!tried(root -> {
                        JsonArray array = finding.in(root).copy().asArray();
                        array.remove(place);
                        putting.put(root, array);
                    })) {
                        inside(
                                root -> finding.in(root).asArray().get(place),
                                (root, inner) -> {
                                    JsonArray array = finding.in(root).copy().asArray();
                                    array.set(place, inner);
                                    putting.put(root, array);
                                },
                                finding.in(smallest).asArray().get(place));
                    }
                }
            }
            case BOOLEAN, NULL -> {}
        }
    }

    private void replace(Finding finding, Putting putting, JsonValue smaller) {
        if (!finding.in(smallest).sameAs(smaller)) {
            tried(root -> putting.put(root, smaller));
        }
    }

    /** Whether the same goes wrong with a changed document, which then is the smallest. */
    private boolean tried(Change change) {
        if (tries >= MOST_TRIES) {
            return false;
        }
        tries++;
        JsonObject candidate = smallest.copy();
        change.apply(candidate);
        JsonObject whole = parsed(candidate);
        if (!stillWrong.test(whole)) {
            return false;
        }
        smallest = whole;
        shrank = true;
        return true;
    }

    private static JsonObject parsed(JsonObject document) {
        byte[] bytes = document.toBytes();
        return JsonObject.ofValidated(bytes, 0, bytes.length);
    }
}
