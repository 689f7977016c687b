package io.slipcover.query;

import io.slipcover.mango.Condition;
import io.slipcover.mango.FieldPath;
import org.jspecify.annotations.Nullable;

/**
 * How what is asked of the result of a {@link io.slipcover.lens.Change} is asked of what the change was given, which is an object.
 *
 * <p>What it makes of a question is sound: whatever the change makes of an object, where the question holds for the result, the
 * answer matches the object. Objects that the change refuses have no result, so an answer may match them or not.
 */
interface Rule {
    /** Whether the change leaves alone what stands at the path, and whether something does. */
    boolean keeps(FieldPath path);

    /** What is asked of the result at a path that is not kept, nor the way to the result itself. */
    Approximation lead(FieldPath path, Condition condition);

    /** What is asked of the result as a whole, which only the rule for an element has to tell. */
    default Approximation leadWhole(Condition condition) {
        return Approximation.anything();
    }

    /**
     * Where that stands which the result has at a path that is not kept, in whatever spelling.
     *
     * @throws NoSingleFieldException where it stands nowhere, or in several places
     */
    FieldPath source(FieldPath path);

    /**
     * Where the very value stood which the result has at a path that is not kept, so that it stood there whenever it is here; null where
     * nobody can name such a place. Whoever sorts by the one place sorts by the other.
     */
    default @Nullable FieldPath moved(FieldPath path) {
        return null;
    }
}
