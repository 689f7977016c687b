package io.slipcover.testing;

import java.io.IOException;

/**
 * Another client of a proxy that has one event loop. The bystander's request can be answered only after the event loop has looked for what
 * has come on all connections. So its answer proves that the proxy has read what others had sent before.
 */
public final class Bystander implements AutoCloseable {
    /** The proxy refuses this request by itself, and keeps the connection. */
    private static final String REFUSED = "GET /todos/a HTTP/1.1\r\nHost: h\r\nX-Client-Version: nonsense\r\n\r\n";

    private final Wire wire;

    private Bystander(Wire wire) {
        this.wire = wire;
    }

    public static Bystander of(int port) throws IOException {
        return new Bystander(Wire.to(port));
    }

    /**
     * Waits until the proxy has read what was sent to it until now. A first answer may come from the same look at the connections as the
     * bytes that are waited for, and before these; a second answer comes from a later look.
     */
    public void awaitReading() throws IOException {
        for (int round = 0; round < 2; round++) {
            String answer = wire.send(REFUSED).answer();
            if (!answer.startsWith("HTTP/1.1 400")) {
                throw new AssertionError("expected a refusal, found " + answer);
            }
        }
    }

    @Override
    public void close() throws IOException {
        wire.close();
    }
}
