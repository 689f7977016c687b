package io.slipcover.benchmarks.compare;

import io.slipcover.testbed.ServerProcess;
import java.net.URI;

/** A server that was started here and answers at a URL. */
record Started(URI url, ServerProcess process) implements AutoCloseable {
    @Override
    public void close() {
        process.close();
    }
}
