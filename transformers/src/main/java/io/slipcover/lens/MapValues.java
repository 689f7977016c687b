package io.slipcover.lens;

import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import java.util.Map;

/** {@code map} over the values of an object that is used as a map. With a base, a value is led up with the value of the same name. */
public final class MapValues implements ObjectLens {
    private final ElementLens lens;

    public MapValues(ElementLens lens) {
        this.lens = lens;
    }

    @Override
    public MapValues withoutStandIns() {
        ElementLens strict = lens.withoutStandIns();
        return strict == lens ? this : new MapValues(strict);
    }

    @Override
    public void forward(JsonObject older) {
        MemberPositions.settle(older);
        lens.forward(new Elements.OfObject(older));
    }

    @Override
    public void backward(JsonObject newer) {
        MemberPositions.settle(newer);
        lens.backward(new Elements.OfObject(newer));
    }

    @Override
    public void put(JsonObject base, JsonObject view, AlignedArrays aligned) {
        MemberPositions.settle(view);
        Map<JsonName, Integer> places = MemberPositions.of(base);
        Elements bases = new Elements.OfObject(base);
        Elements views = new Elements.OfObject(view);
        for (int i = 0; i < view.size(); i++) {
            Integer place = places.get(view.name(i));
            if (place == null) {
                lens.forward(views, i);
            } else {
                lens.put(bases, place, views, i, aligned);
            }
        }
    }

    @Override
    public boolean needsBase() {
        return lens.needsBase();
    }

    @Override
    public boolean takesFromBase() {
        return lens.takesFromBase();
    }

    @Override
    public Change upwardsIn(JsonName member) {
        return new Change.EachValue(member, lens.upwards(), lens.as());
    }

    @Override
    public Change downwardsIn(JsonName member) {
        return new Change.EachValue(member, lens.downwards(), lens.as());
    }

    @Override
    public String text() {
        return lens.addTo(new OperationText("map-values")).end();
    }
}
