package io.slipcover.lens;

import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonValue;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A lens on one element of a list, or on one value of an object that is used as a map. The element is an object, and {@code null} passes.
 * Or the lens sees any element as the one member of an object that is made for it, so that every operation can work on the element.
 */
public final class ElementLens {
    private final OperationSequence lens;
    private final @Nullable JsonName as;

    /**
     * @param as the member as which the lens sees an element; null: an element is an object or {@code null}
     * @throws IllegalArgumentException where the lens surely leaves an element with anything but that one member
     */
    public ElementLens(List<Operation> lens, @Nullable JsonName as) {
        this(new OperationSequence(lens), as);
        if (as != null) {
            OnlyMember.check(as, this.lens.upwards());
            OnlyMember.check(as, this.lens.downwards());
        }
    }

    private ElementLens(OperationSequence lens, @Nullable JsonName as) {
        this.lens = lens;
        this.as = as;
    }

    /** The same without stand-ins; itself where there are none. */
    ElementLens withoutStandIns() {
        OperationSequence strict = lens.withoutStandIns();
        return strict == lens ? this : new ElementLens(strict, as);
    }

    /** The member as which the lens sees an element, or null. */
    @Nullable
    JsonName as() {
        return as;
    }

    void forward(Elements older) {
        for (int i = 0; i < older.size(); i++) {
            lead(older, i, lens::forward);
        }
    }

    void backward(Elements newer) {
        for (int i = 0; i < newer.size(); i++) {
            lead(newer, i, lens::backward);
        }
    }

    /** Leads up an element that has no base. */
    void forward(Elements view, int index) {
        lead(view, index, lens::forward);
    }

    /** Leads up an element with its base, whose spelling and order it gets. */
    void put(Elements bases, int place, Elements view, int index, AlignedArrays aligned) {
        JsonObject base = seen(bases, place);
        if (base == null) {
            lead(view, index, lens::forward);
            return;
        }
        lead(view, index, element -> {
            lens.put(base, element, aligned);
            Reconciliation.keep(base, element, aligned);
        });
    }

    /** Leads an element, unless it passes. An element that cannot be led is named by its place. */
    private void lead(Elements elements, int index, Consumer<JsonObject> step) {
        try {
            leadOrFail(elements, index, step);
        } catch (LensException failure) {
            throw elements.failed(index, failure);
        }
    }

    private void leadOrFail(Elements elements, int index, Consumer<JsonObject> step) {
        JsonValue given = elements.get(index);
        JsonObject element = seen(elements, index);
        if (element == null) {
            return;
        }
        step.accept(element);
        if (as != null) {
            JsonValue led = only(element, as);
            // An element that was left alone keeps its list as it came.
            if (led != given && !led.isSpeltAs(given)) {
                elements.set(index, led);
            }
        }
    }

    /** The object that the lens sees for an element, or null where the element passes. */
    private @Nullable JsonObject seen(Elements elements, int index) {
        if (as != null) {
            JsonObject holder = JsonObject.empty();
            holder.add(as, elements.get(index));
            return holder;
        }
        JsonObject element = elements.object(index);
        if (element != null) {
            return element;
        }
        JsonValue other = elements.get(index);
        if (other.isNull()) {
            return null;
        }
        String reason = "an element is expected to be an object or null";
        throw new LensException("map", reason + ", not " + LensException.shown(other), reason);
    }

    private static JsonValue only(JsonObject element, JsonName as) {
        JsonValue value = element.get(as);
        if (value == null || element.size() != 1) {
            String reason = "the lens is expected to leave an element with '" + as.text() + "' alone";
            throw new LensException("map", reason + ", not " + LensException.shown(element), reason);
        }
        return value;
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

    boolean takesFromBase() {
        return lens.takesFromBase();
    }

    /** Adds the lens and how it sees an element. */
    OperationText addTo(OperationText text) {
        text.withText("lens", lens.text());
        return as == null ? text : text.with("as", as);
    }
}
