package io.slipcover.query;

import io.slipcover.lens.Change;
import io.slipcover.mango.FieldPath;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The way of a field from the result of changes back to what the changes were given. */
final class StoredField {
    private StoredField() {}

    /**
     * The place of what has this path after the changes, which are done one after the other.
     *
     * @throws NoSingleFieldException where it stands nowhere, or in several places
     */
    static FieldPath source(FieldPath path, List<Change> changes) {
        FieldPath reached = path;
        for (int i = changes.size() - 1; i >= 0; i--) {
            Rule rule = changes.get(i).accept(Rules.ALL);
            reached = rule.keeps(reached) ? reached : rule.source(reached);
        }
        return reached;
    }

    /** The place where the very value stood that has this path after the changes; null where nobody can name such a place. */
    static @Nullable FieldPath moved(FieldPath path, List<Change> changes) {
        FieldPath reached = path;
        for (int i = changes.size() - 1; i >= 0; i--) {
            Rule rule = changes.get(i).accept(Rules.ALL);
            FieldPath before = rule.keeps(reached) ? reached : rule.moved(reached);
            if (before == null) {
                return null;
            }
            reached = before;
        }
        return reached;
    }
}
