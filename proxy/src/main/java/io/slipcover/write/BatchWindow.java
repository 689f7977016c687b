package io.slipcover.write;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A window on a batch: documents that stand one after the other, and whose bases Slipcover looks up at once. */
final class BatchWindow {
    private final List<BatchItem> items;
    private final int bytes;
    private @Nullable BaseLookup lookup;
    private @Nullable List<Base> bases;

    /**
     * @param bytes how many bytes the window's documents have, as the client wrote them
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

    /** Notes that this look-up is under way. */
    void await(BaseLookup begun) {
        lookup = begun;
    }

    void found(List<Base> all) {
        lookup = null;
        bases = all;
    }

    /** The bases that were found, in the order of the questions; null while the look-up is under way. */
    @Nullable
    List<Base> bases() {
        return bases;
    }

    /** Takes the look-up back, because nobody waits for the window's bases any more. */
    void cancel() {
        BaseLookup begun = lookup;
        lookup = null;
        if (begun != null) {
            begun.cancel();
        }
    }
}
