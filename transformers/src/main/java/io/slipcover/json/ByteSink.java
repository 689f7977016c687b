package io.slipcover.json;

/** Where bytes go. Whoever implements it copies what it keeps: the array belongs to the caller. */
@FunctionalInterface
public interface ByteSink {
    void write(byte[] bytes, int offset, int length);

    default void write(byte[] bytes) {
        write(bytes, 0, bytes.length);
    }
}
