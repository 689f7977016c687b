package io.slipcover.benchmarks.compare;

import java.io.IOException;
import java.net.URI;
import java.util.Map;

/** An upstream, and how the loads on it are measured. The upstream ends when this is closed. */
interface Loads extends AutoCloseable {
    /** The upstream's. */
    URI url();

    /**
     * How a load is measured.
     *
     * @throws IllegalArgumentException where it is one on another upstream
     */
    Measurement of(Load load) throws IOException;

    /** The upstream's name, where the upstream takes no part in the comparison itself. */
    default Map<String, String> programs() {
        return Map.of();
    }

    @Override
    void close();
}
