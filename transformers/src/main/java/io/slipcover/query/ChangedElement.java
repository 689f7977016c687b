package io.slipcover.query;

import io.slipcover.json.JsonName;
import io.slipcover.lens.Change;
import io.slipcover.mango.Condition;
import io.slipcover.mango.FieldPath;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What changes lead at a path: an object, or any value that the changes see as a member of an object. */
sealed interface ChangedElement permits ChangedObject, ChangedValue {
    /**
     * What the changes lead at the path.
     *
     * @param as the member as which the changes see a value; null: the changes are those of an object
     */
    static ChangedElement of(FieldPath path, List<Change> changes, @Nullable JsonName as) {
        return as == null ? new ChangedObject(path, changes) : new ChangedValue(path, changes, as);
    }

    /** The question about the element, or about something in it. */
    Approximation part(FieldPath inElement, Condition condition);

    /**
     * The place of what the element has at a path afterwards.
     *
     * @throws NoSingleFieldException where it stands nowhere, or in several places
     */
    FieldPath source(FieldPath inElement);
}
