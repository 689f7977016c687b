package io.slipcover.json;

/** Counts bytes, and keeps none. */
public final class CountingSink implements ByteSink {
    private long count;

    @Override
    public void write(byte[] bytes, int offset, int length) {
        count += length;
    }

    /** How many bytes have been written. */
    public long count() {
        return count;
    }
}
