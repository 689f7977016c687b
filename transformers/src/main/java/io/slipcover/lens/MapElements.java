package io.slipcover.lens;

import io.slipcover.json.JsonArray;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonSlice;
import io.slipcover.json.JsonValue;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * {@code map}: a lens on each element of an array; elements that are {@code null} pass.
 *
 * <p>With a base, elements are aligned with the base's, seen as the older side sees them ({@link Alignment}); an
 * aligned element is led up with its own base, a new one without. That is done also for a lens that takes nothing from it,
 * since only here it is known whose spelling and order an element has.
 */
public final class MapElements {
    private final OperationSequence lens;
    private final @Nullable JsonName key;

    /** @param key the member of the older side's elements by which an edited element is known again; null: none */
    public MapElements(List<Operation> lens, @Nullable JsonName key) {
        this.lens = new OperationSequence(lens);
        this.key = key;
    }

    private MapElements(OperationSequence lens, @Nullable JsonName key) {
        this.lens = lens;
        this.key = key;
    }

    /** The same without stand-ins; itself where there are none. */
    MapElements withoutStandIns() {
        OperationSequence strict = lens.withoutStandIns();
        return strict == lens ? this : new MapElements(strict, key);
    }

    void forward(JsonArray older) {
        for (int i = 0; i < older.size(); i++) {
            lead(older, i, lens::forward);
        }
    }

    void backward(JsonArray newer) {
        for (int i = 0; i < newer.size(); i++) {
            lead(newer, i, lens::backward);
        }
    }

    void put(JsonArray base, JsonArray view, AlignedArrays aligned) {
        JsonArray shown = base.copy();
        backward(shown);
        int[] partners = Alignment.of(shown, view, key, Alignment.LARGEST_TABLE);
        aligned.add(view);
        for (int i = 0; i < view.size(); i++) {
            JsonObject partner = partners[i] < 0 ? null : element(base, partners[i]);
            if (partner == null) {
                lead(view, i, lens::forward);
            } else {
                lead(view, i, element -> {
                    lens.put(partner, element, aligned);
                    Reconciliation.keep(partner, element, aligned);
                });
            }
        }
    }

    /** Leads an element, unless it is {@code null}. An element that cannot be led is named by its place. */
    private static void lead(JsonArray array, int index, Consumer<JsonObject> way) {
        try {
            JsonObject element = element(array, index);
            if (element != null) {
                way.accept(element);
            }
        } catch (LensException failure) {
            throw failure.at(index);
        }
    }

    /** The element that the lens is for, or null where the element is {@code null}. */
    private static @Nullable JsonObject element(JsonArray array, int index) {
        JsonObject element = array.object(index);
        if (element != null) {
            return element;
        }
        JsonValue other = array.get(index);
        if (other.isNull()) {
            return null;
        }
        String reason = "an element is expected to be an object or null";
        throw new LensException("map", reason + ", not " + LensException.shown(other), reason);
    }

    /** What becomes of an element on the way up. */
    List<Change> upwards() {
        return lens.upwards();
    }

    /** What becomes of an element on the way down. */
    List<Change> downwards() {
        return lens.downwards();
    }

    boolean needsBase() {
        return lens.needsBase();
    }

    /** The operation and its arguments, spelled canonically. */
    String text() {
        return new OperationText("map")
                .withText("lens", lens.text())
                .withText(
                        "key",
                        key == null ? "null" : JsonSlice.string(key.text()).toString())
                .end();
    }
}
