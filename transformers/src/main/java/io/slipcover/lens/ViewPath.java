package io.slipcover.lens;

import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.onepass.ObjectEdits;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The way from a stored document to what clients of a release see: a {@link LensPath}, and then what is done to every view. Compiled
 * together, so that all of it can be one plan. Immutable, shared by threads.
 */
public final class ViewPath {
    private final OperationRun[] runs;

    /**
     * Compiles the way.
     *
     * @param path from the stored version to the one that is wanted
     * @param besides what is done then, as operations that lead up; they accept every document
     */
    public ViewPath(LensPath path, List<Operation> besides) {
        List<DirectedOperation> operations = new ArrayList<>(path.operations());
        for (Operation operation : besides) {
            operations.add(new DirectedOperation(operation, true));
        }
        this.runs = OperationRun.divide(operations);
    }

    /**
     * Leads a stored document, in place.
     *
     * @throws LensException where the path does not accept it; it is then half changed and to be thrown away
     */
    public void apply(JsonObject document) {
        for (OperationRun run : runs) {
            run.apply(document);
        }
    }

    /**
     * What becomes of documents with these names, all of them different.
     *
     * @return null where it is not known of any of them
     */
    public @Nullable ObjectEdits edits(List<JsonName> layout) {
        return switch (runs.length) {
            case 0 -> ObjectEdits.NONE;
            case 1 -> runs[0].edits(layout);
            default -> null;
        };
    }
}
