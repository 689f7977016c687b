package io.slipcover.lens;

import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.MemberPath;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One step of a lens, between an older and a newer shape of an object.
 *
 * <p>Its three functions change their argument in place and throw {@link LensException} where the argument holds what
 * the operation does not accept; the argument is then half changed and to be thrown away. They obey two laws, over the
 * views that {@link #backward} can give. Excepted are, as docs/lenses.md tells, a member that the newer shape removed, a value
 * that {@code otherwise} stands in for, elements past the first, and digits that a codec cuts:
 *
 * <ul>
 *   <li>GetPut: {@code put(base, backward(base))} is {@code base};
 *   <li>PutGet: {@code backward(put(base, view))} is {@code view}.
 * </ul>
 *
 * <p>In all of them the destination is looked at first: where it is taken, that is an error even if the source is
 * missing. Then a missing source does nothing. Then a value of the wrong type is an error. An operation is immutable
 * and shared by threads.
 */
public interface Operation {
    /** Leads an object of the older shape to the newer one. */
    void forward(JsonObject older);

    /** Leads an object of the newer shape to the older one. */
    void backward(JsonObject newer);

    /**
     * Leads a view up, with its base: the older shape, edited, to the newer one, taking from the base what
     * {@link #backward} did not show.
     *
     * @param base of the newer shape; is read only
     * @param view of the older shape; is changed in place
     */
    void put(JsonObject base, JsonObject view);

    /** Whether a view led up without its base may lose something. */
    boolean needsBase();

    /**
     * Whether {@link #put} may do something else than {@link #forward} where there is a base, needed or not. Where it is
     * false, that is not so but for the spelling of values that stand where they stood, which a path sees to itself.
     */
    default boolean takesFromBase() {
        return needsBase();
    }

    /** Whether there is an object that {@link #backward} does not accept. */
    default boolean mayRefuseBackward() {
        return true;
    }

    /**
     * The same operation as it tells shapes apart: a value that nothing but a stand-in would answer for is refused, since an object
     * of the right shape hardly has it.
     */
    default Operation withoutStandIns() {
        return this;
    }

    /** Whether a member of an object, on either side, may be another one afterwards, or gone. Of code nobody can tell. */
    default boolean mayChange(JsonName name) {
        return olderNames().contains(name) || newerNames().contains(name);
    }

    /**
     * The members that may count for what the operation does to an object: it does the same to an object that has these members alone,
     * and leaves others as they are. Null: any member may count.
     */
    default @Nullable Set<JsonName> looksAt() {
        Set<JsonName> names = new HashSet<>(olderNames());
        names.addAll(newerNames());
        return names;
    }

    /** What {@link #forward} makes of an older object. */
    Change upwards();

    /** What {@link #backward} makes of a newer object. */
    Change downwards();

    /** What it does, in a few words without values: {@code rename isDone to status}. */
    String description();

    /** The operation and all its arguments, spelled canonically: of two operations that can differ in effect, the texts differ. */
    String text();

    /** The members that it names of the older side, at the top of the object. */
    Set<JsonName> olderNames();

    /** The members that it names of the newer side, at the top of the object. */
    Set<JsonName> newerNames();

    /**
     * The paths to reserved members that it touches, on either side, whether it names them or not. What code touches, nobody knows before it
     * runs.
     */
    default List<MemberPath> touches(ReservedNames reserved) {
        Set<JsonName> named = new TreeSet<>(olderNames());
        named.addAll(newerNames());
        reserved.paths().stream().map(MemberPath::top).filter(this::mayChange).forEach(named::add);
        return named.stream()
                .flatMap(name -> reserved.touchedWith(name).stream())
                .toList();
    }
}
