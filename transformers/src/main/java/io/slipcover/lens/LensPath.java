package io.slipcover.lens;

import io.slipcover.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** A compiled way between two versions of one type, up or down. Immutable, shared by threads. */
public final class LensPath {
    private final OperationSequence operations;
    private final int from;
    private final int to;
    private final String text;

    private LensPath(String text, OperationSequence operations, int from, int to) {
        this.operations = operations;
        this.from = from;
        this.to = to;
        this.text = text;
    }

    private LensPath(String type, int from, int to, OperationSequence operations) {
        this.operations = operations;
        this.from = from;
        this.to = to;
        this.text = new OperationText("path")
                .with("type", type)
                .withText("from", Integer.toString(from))
                .withText("to", Integer.toString(to))
                .withText("lens", operations.text())
                .end();
    }

    /**
     * Compiles the way from one version to another.
     *
     * @param steps the lenses of one type, ascending and without a gap; those outside of the way are not looked at
     * @param from the version to lead from
     * @param to the version to lead to; below {@code from} it is a way down
     * @throws IllegalArgumentException where a step is missing
     */
    public static LensPath compile(List<Lens> steps, int from, int to) {
        int oldest = Math.min(from, to);
        int newest = Math.max(from, to);
        List<Operation> operations = new ArrayList<>();
        int reached = oldest;
        for (Lens step : steps) {
            if (step.from() >= oldest && step.to() <= newest) {
                if (step.from() != reached) {
                    throw new IllegalArgumentException("found the lens from version " + step.from() + " of "
                            + step.type() + ", expected the one from " + reached);
                }
                operations.addAll(step.operations());
                reached = step.to();
            }
        }
        if (reached != newest) {
            throw new IllegalArgumentException("there is no lens from version " + reached + " to " + (reached + 1));
        }
        String type = steps.isEmpty() ? "" : steps.get(0).type();
        return new LensPath(type, from, to, new OperationSequence(operations));
    }

    /** Whether documents stay as they are. */
    public boolean isIdentity() {
        return operations.isEmpty();
    }

    /** Whether a document led up this way without its base may lose something. Always false of a way down. */
    public boolean needsBase() {
        return to > from && operations.needsBase();
    }

    /** Whether there is a document of any shape that this way down does not accept. */
    public boolean mayRefuse() {
        return to > from || operations.mayRefuseBackward();
    }

    /**
     * The same way as it tells shapes apart: where a stand-in would answer for a value, the document is refused. Itself where there are
     * no stand-ins.
     */
    public LensPath withoutStandIns() {
        OperationSequence strict = operations.withoutStandIns();
        return strict == operations ? this : new LensPath(text, strict, from, to);
    }

    /** What {@link #apply} makes of a document, one after the other. */
    public List<Change> changes() {
        return to > from ? operations.upwards() : operations.downwards();
    }

    /** The operations in the order in which they lead. */
    List<DirectedOperation> operations() {
        return operations.directed(to > from);
    }

    /**
     * Makes sure that a document of version {@code from} can be led.
     *
     * @param document is only read
     * @throws LensException where the document cannot be led
     */
    public void check(JsonObject document) {
        apply(operations.copyOfWhatCounts(document));
    }

    /** Leads a document of version {@code from} to version {@code to}, in place. */
    public void apply(JsonObject document) {
        if (to > from) {
            operations.forward(document);
        } else {
            operations.backward(document);
        }
    }

    /**
     * Leads a written document up, in place, with its base. Where both agree on a member, the base's bytes are kept;
     * members keep the base's order, new ones follow.
     *
     * @param base of version {@code to}; is read only
     * @param view of version {@code from}
     * @throws LensException also where the base cannot be shown to {@code from}, if anything is needed from it
     */
    public void put(JsonObject base, JsonObject view) {
        if (to < from) {
            throw new IllegalStateException("a way down, from " + from + " to " + to + ", has no base");
        }
        AlignedArrays aligned = new AlignedArrays();
        operations.put(base, view, aligned);
        Reconciliation.keep(base, view, aligned);
    }

    /** All that decides what the path does, spelled canonically, for a digest. */
    public String text() {
        return text;
    }

    @Override
    public String toString() {
        return text;
    }
}
