package io.slipcover.benchmarks;

import java.io.IOException;

/** One way to change a document: bytes in, bytes out. */
@FunctionalInterface
interface DocumentChange {
    void write(byte[] document, Output out) throws IOException;
}
