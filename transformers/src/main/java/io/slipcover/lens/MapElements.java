package io.slipcover.lens;

import io.slipcover.json.JsonArray;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonSlice;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code map}: a lens on each element of an array.
 *
 * <p>With a base, elements are aligned with the base's, seen as the older side sees them ({@link Alignment}); an
 * aligned element is led up with its own base, a new one without. That is done also for a lens that takes nothing from it,
 * since only here it is known whose spelling and order an element has.
 */
public final class MapElements implements ContentLens<JsonArray> {
    private final ElementLens lens;
    private final @Nullable JsonName key;

    /** @param key the member of the older side's elements by which an edited element is known again; null: none */
    public MapElements(List<Operation> lens, @Nullable JsonName key) {
        this(new ElementLens(lens, null), key);
    }

    /**
     * @param key the member of the older side's elements by which an edited element is known again; null: none
     * @throws IllegalArgumentException where there is a key, but elements need not be objects
     */
    public MapElements(ElementLens lens, @Nullable JsonName key) {
        if (key != null && lens.as() != null) {
            throw new IllegalArgumentException("key is for elements that are objects, and so without 'as'");
        }
        this.lens = lens;
        this.key = key;
    }

    @Override
    public MapElements withoutStandIns() {
        ElementLens strict = lens.withoutStandIns();
        return strict == lens ? this : new MapElements(strict, key);
    }

    @Override
    public @Nullable JsonArray in(JsonObject object, JsonName member) {
        return object.array(member);
    }

    @Override
    public String expected() {
        return "an array or null";
    }

    @Override
    public void forward(JsonArray older) {
        lens.forward(new Elements.OfList(older));
    }

    @Override
    public void backward(JsonArray newer) {
        lens.backward(new Elements.OfList(newer));
    }

    @Override
    public void put(JsonArray base, JsonArray view, AlignedArrays aligned) {
        JsonArray shown = base.copy();
        backward(shown);
        int[] partners = Alignment.of(shown, view, key, Alignment.LARGEST_TABLE);
        aligned.add(view);
        Elements bases = new Elements.OfList(base);
        Elements views = new Elements.OfList(view);
        for (int i = 0; i < view.size(); i++) {
            if (partners[i] == Alignment.NONE) {
                lens.forward(views, i);
            } else {
                lens.put(bases, partners[i], views, i, aligned);
            }
        }
    }

    @Override
    public boolean needsBase() {
        return lens.needsBase();
    }

    @Override
    public boolean takesFromBase() {
        return true;
    }

    @Override
    public Change upwardsIn(JsonName member) {
        return new Change.Each(member, lens.upwards(), lens.as());
    }

    @Override
    public Change downwardsIn(JsonName member) {
        return new Change.Each(member, lens.downwards(), lens.as());
    }

    @Override
    public String text() {
        OperationText text = lens.addTo(new OperationText("map"));
        String keyText = key == null ? "null" : JsonSlice.string(key.text()).toString();
        return text.withText("key", keyText).end();
    }
}
