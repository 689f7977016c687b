package io.slipcover.memory;

import io.slipcover.json.Room;

/**
 * The memory that one exchange holds, or one connection. Whoever opened it {@linkplain #close closes} it at the end, however the end came:
 * that gives everything back, once. Lives on one event loop.
 */
public final class HeldMemory {
    private final Holding heap;
    private final Holding buffers;

    HeldMemory(Memory memory) {
        this.heap = new Holding(memory.heap());
        this.buffers = new Holding(memory.buffers());
    }

    /** Room on the heap. */
    public Room heap() {
        return heap;
    }

    /** Room in buffers outside of the heap. */
    public Room buffers() {
        return buffers;
    }

    /** Gives back everything that is held. What is taken or given back later does not count. */
    public void close() {
        heap.close();
        buffers.close();
    }

    /** A part of one budget. It is taken from the budget in slabs, so that the event loops seldom meet there. */
    private static final class Holding implements Room {
        private static final long SLAB = 16 * 1024;

        private final MemoryBudget budget;
        private long used;
        private long taken;
        private boolean closed;

        Holding(MemoryBudget budget) {
            this.budget = budget;
        }

        @Override
        public void take(long bytes) {
            requirePositive(bytes);
            if (closed || bytes == 0) {
                return;
            }
            if (used + bytes > taken) {
                long more = slabs(used + bytes) - taken;
                budget.take(more, taken + more);
                taken += more;
            }
            used += bytes;
        }

        @Override
        public void giveBack(long bytes) {
            requirePositive(bytes);
            if (closed || bytes == 0) {
                return;
            }
            used -= bytes;
            long needed = slabs(used);
            if (taken - needed > SLAB || (needed == 0 && taken > 0)) {
                budget.giveBack(taken - needed);
                taken = needed;
            }
        }

        /** A wrong count must not spoil the budget of all others. */
        private static void requirePositive(long bytes) {
            if (bytes < 0) {
                throw new IllegalArgumentException("bytes: " + bytes);
            }
        }

        private static long slabs(long bytes) {
            return (bytes + SLAB - 1) / SLAB * SLAB;
        }

        void close() {
            closed = true;
            long gone = taken;
            used = 0;
            taken = 0;
            if (gone > 0) {
                budget.giveBack(gone);
            }
        }
    }
}
