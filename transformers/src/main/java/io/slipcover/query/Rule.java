package io.slipcover.query;

import io.slipcover.mango.Condition;
import io.slipcover.mango.FieldPath;
import org.jspecify.annotations.Nullable;

/**
 * The way to turn a question about the result of a {@link io.slipcover.lens.Change} into a question about the object that the change was
 * given.
 *
 * <p>The new question is sound: whatever the change makes of an object, where the old question holds for the result, the new one matches
 * the object. Objects that the change refuses have no result, so the new question may match them or not.
 */
interface Rule {
    /** Whether the change leaves alone what stands at the path, and whether something stands there. */
    boolean keeps(FieldPath path);

    /** The question for one about the result at a path that is neither kept nor the way to the result itself. */
    Approximation lead(FieldPath path, Condition condition);

    /** The question for one about the result as a whole. Only the rule for an element has to tell it. */
    default Approximation leadWhole(Condition condition) {
        return Approximation.anything();
    }

    /**
     * The place of what the result has at a path that is not kept, in whatever spelling.
     *
     * @throws NoSingleFieldException where it stands nowhere, or in several places
     */
    FieldPath source(FieldPath path);

    /**
     * The place where the very value stood that the result has at a path that is not kept. The value stood there whenever it is in the
     * result. Null where nobody can name such a place. A query that sorts by the one place may sort by the other.
     */
    default @Nullable FieldPath moved(FieldPath path) {
        return null;
    }
}
