package io.slipcover.lens;

import io.slipcover.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

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
}
