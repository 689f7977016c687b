package io.slipcover.lens;

import io.slipcover.json.JsonArray;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.MemberPath;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code everywhere}: a lens for all objects for which a condition holds, at any depth, the object itself among them.
 *
 * <p>On the way up, what stands inside an object is led before the object, and on the way down after it. So each way undoes the other, also
 * where the lens moves an object into another one. With a base, objects are led up with what stood under the same names, and elements of
 * lists with the elements that {@link Alignment} finds.
 *
 * <p>Each level of nesting is read again for what it holds, so the depth has a limit: the work is at most that many times the length of the
 * document.
 */
public final class Everywhere extends ConditionedLens {
    /** How many objects and lists around it an object may stand in. */
    static final int DEEPEST = 100;

    /** Small, since any list of any document comes here. */
    private static final long LARGEST_TABLE = 10_000;

    private final ReservedNames reserved;

    /**
     * @param reserved the members that are never looked into
     * @throws IllegalArgumentException where the lens names a member of the condition, may change anything, or would spread
     */
    public Everywhere(ObjectCondition condition, List<Operation> lens, ReservedNames reserved) {
        super("everywhere", condition, lens);
        this.reserved = reserved;
        SpreadingLens.check(condition, lens());
    }

    private Everywhere(Everywhere other, OperationSequence lens) {
        super(other, lens);
        this.reserved = other.reserved;
    }

    @Override
    Everywhere with(OperationSequence otherLens) {
        return new Everywhere(this, otherLens);
    }

    @Override
    public void forward(JsonObject older) {
        forward(older, reserved, 0);
    }

    private void forward(JsonObject object, ReservedNames closed, int depth) {
        MemberPositions.settle(object);
        Elements members = new Elements.OfObject(object);
        for (int i = 0; i < object.size(); i++) {
            if (!closed.holds(object, i)) {
                forward(members, i, depth);
            }
        }
        leadUp(object);
    }

    /** Leads up what stands in an element, without a base. */
    private void forward(Elements elements, int index, int depth) {
        JsonObject object = elements.object(index);
        if (object != null) {
            forward(object, ReservedNames.NONE, deeper(depth));
            return;
        }
        JsonArray list = elements.array(index);
        if (list != null) {
            Elements inner = new Elements.OfList(list);
            for (int i = 0; i < list.size(); i++) {
                forward(inner, i, deeper(depth));
            }
        }
    }

    private int deeper(int depth) {
        if (depth == DEEPEST) {
            throw LensException.of(
                    this,
                    "something is nested in more than " + DEEPEST + " objects and lists, and this looks no deeper");
        }
        return depth + 1;
    }

    @Override
    public void backward(JsonObject newer) {
        backward(newer, reserved, 0, null);
    }

    /** @param bases gets, for each object that the lens is for, the object as the newer side has it; null: nobody asks */
    private void backward(
            JsonObject object, ReservedNames closed, int depth, @Nullable Map<JsonObject, JsonObject> bases) {
        if (bases != null && isFor(object)) {
            bases.put(object, object.copy());
        }
        leadDown(object);
        MemberPositions.settle(object);
        Elements members = new Elements.OfObject(object);
        for (int i = 0; i < object.size(); i++) {
            if (!closed.holds(object, i)) {
                backward(members, i, depth, bases);
            }
        }
    }

    private void backward(Elements elements, int index, int depth, @Nullable Map<JsonObject, JsonObject> bases) {
        JsonObject object = elements.object(index);
        if (object != null) {
            backward(object, ReservedNames.NONE, deeper(depth), bases);
            return;
        }
        JsonArray list = elements.array(index);
        if (list != null) {
            Elements inner = new Elements.OfList(list);
            for (int i = 0; i < list.size(); i++) {
                backward(inner, i, deeper(depth), bases);
            }
        }
    }

    @Override
    public void put(JsonObject base, JsonObject view, AlignedArrays aligned) {
        Map<JsonObject, JsonObject> bases = new HashMap<>();
        JsonObject shown = base.copy();
        backward(shown, reserved, 0, bases);
        new Edit(bases, aligned).put(shown, view, reserved, 0);
    }

    /** An edit on its way up. */
    private final class Edit {
        /** For each object of the base that the lens is for, as the older side sees it, the object as the newer side has it. */
        private final Map<JsonObject, JsonObject> bases;

        private final AlignedArrays aligned;

        Edit(Map<JsonObject, JsonObject> bases, AlignedArrays aligned) {
            this.bases = bases;
            this.aligned = aligned;
        }

        void put(JsonObject shown, JsonObject view, ReservedNames closed, int depth) {
            MemberPositions.settle(view);
            Map<JsonName, Integer> places = MemberPositions.of(shown);
            Elements members = new Elements.OfObject(view);
            Elements shownMembers = new Elements.OfObject(shown);
            for (int i = 0; i < view.size(); i++) {
                if (!closed.holds(view, i)) {
                    Integer place = places.get(view.name(i));
                    put(shownMembers, place == null ? Alignment.NONE : place, members, i, depth);
                }
            }
            JsonObject base = bases.get(shown);
            if (base == null) {
                leadUp(view);
            } else {
                leadUp(base, view, aligned);
            }
        }

        /** Leads up what stands in an element, with what stood there before, if anything did. */
        private void put(Elements shown, int place, Elements view, int index, int depth) {
            JsonObject shownObject = place == Alignment.NONE ? null : shown.object(place);
            JsonObject object = shownObject == null ? null : view.object(index);
            if (shownObject != null && object != null) {
                put(shownObject, object, ReservedNames.NONE, deeper(depth));
                return;
            }
            JsonArray shownList = place == Alignment.NONE ? null : shown.array(place);
            JsonArray list = shownList == null ? null : view.array(index);
            if (shownList == null || list == null) {
                forward(view, index, depth);
                return;
            }
            int[] partners = Alignment.of(shownList, list, null, LARGEST_TABLE);
            Elements elements = new Elements.OfList(list);
            for (int i = 0; i < partners.length; i++) {
                put(new Elements.OfList(shownList), partners[i], elements, i, deeper(depth));
            }
        }
    }

    @Override
    public @Nullable Set<JsonName> looksAt() {
        return null;
    }

    @Override
    public Change upwards() {
        return new Change.Everywhere(lens().upwards(), description(), reserved);
    }

    @Override
    public Change downwards() {
        return new Change.Everywhere(lens().downwards(), description(), reserved);
    }

    /** Inside of a member, nothing keeps it from what is reserved deeper there. */
    @Override
    public List<MemberPath> touches(ReservedNames asked) {
        boolean goesDeeper = !asked.underscored() && !asked.inside().isEmpty();
        return goesDeeper ? asked.paths() : super.touches(asked);
    }
}
