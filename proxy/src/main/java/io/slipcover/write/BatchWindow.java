package io.slipcover.write;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
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
        bases = all;
    }

    /** Whether nobody has begun to look up the window's bases, which it needs. */
    boolean isUnasked() {
        return lookup == null && bases == null;
    }

    /** Lets the bases go, because the window's documents have been decided about. */
    void release() {
        BaseLookup done = lookup;
        lookup = null;
        if (done != null) {
            done.release();
        }
    }

    /** The questions about this window's bases; empty where there are none. */
    List<BaseLookup.Question> questions() {
        return items.stream()
                .filter(item -> item.question() >= 0)
                .map(item -> requireNonNull(item.revision().question()))
                .toList();
    }

    /** Whether several bases have to be looked up, so that the window can be cut. */
    boolean canBeCut() {
        return items.stream().filter(item -> item.question() >= 0).count() > 1;
    }

    /** Two windows with a half of these documents each, whose bases are not looked up. */
    List<BatchWindow> halves() {
        int half = items.size() / 2;
        return List.of(
                new BatchWindow(renumbered(items.subList(0, half)), bytes / 2),
                new BatchWindow(renumbered(items.subList(half, items.size())), bytes - bytes / 2));
    }

    private static List<BatchItem> renumbered(List<BatchItem> some) {
        List<BatchItem> renumbered = new ArrayList<>(some.size());
        int question = 0;
        for (BatchItem item : some) {
            renumbered.add(item.question() < 0 ? item : new BatchItem(item.place(), item.revision(), question++));
        }
        return renumbered;
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
