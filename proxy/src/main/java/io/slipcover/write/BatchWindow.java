package io.slipcover.write;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Documents of a batch that stand one after the other and whose bases are looked up at once. */
final class BatchWindow {
    private final List<BatchItem> items;
    private final int bytes;
    private @Nullable BaseLookup lookup;
    private @Nullable List<Base> bases;

    /**
     * @param bytes of its documents, as they were written
     */
    BatchWindow(List<BatchItem> items, int bytes) {
        this.items = items;
        this.bytes = bytes;
    }

    List<BatchItem> items() {
        return items;
    }

    int bytes() {
        return bytes;
    }

    /** This look-up is under way. */
    void await(BaseLookup begun) {
        lookup = begun;
    }

    void found(List<Base> all) {
        lookup = null;
        bases = all;
    }

    /** What was found, in the order of the questions; null while that is being looked for. */
    @Nullable
    List<Base> bases() {
        return bases;
    }

    /** Nobody waits for its bases any more. */
    void cancel() {
        BaseLookup begun = lookup;
        lookup = null;
        if (begun != null) {
            begun.cancel();
        }
    }
}
