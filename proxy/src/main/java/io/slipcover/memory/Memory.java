package io.slipcover.memory;

/**
 * The memory in which a process holds bytes for its clients. The heap and the buffers outside of the heap are limited by the JVM one by one,
 * so each has a budget of its own.
 */
public final class Memory {
    private final MemoryBudget heap = new MemoryBudget(Long.MAX_VALUE);
    private final MemoryBudget buffers = new MemoryBudget(Long.MAX_VALUE);

    /** Allows so many bytes from now on, on the heap and in buffers. */
    public void limit(long heapBytes, long bufferBytes) {
        heap.limit(heapBytes);
        buffers.limit(bufferBytes);
    }

    /** What is held on the heap. */
    public MemoryBudget heap() {
        return heap;
    }

    /** What is held in buffers outside of the heap. */
    public MemoryBudget buffers() {
        return buffers;
    }

    /** The memory of somebody who holds nothing yet. */
    public HeldMemory open() {
        return new HeldMemory(this);
    }
}
