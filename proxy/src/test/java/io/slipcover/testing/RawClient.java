package io.slipcover.testing;

import java.io.IOException;
import java.net.SocketException;
import java.util.List;

/**
 * A client that says to the letter what it is told, one request after the other on one connection, which is opened anew where the server
 * has closed it.
 */
public final class RawClient implements AutoCloseable {
    private static final int PATIENCE_MILLISECONDS = 60_000;

    private final int port;
    private Wire wire;

    public RawClient(int port) {
        this.port = port;
    }

    /** Sends a whole request and reads the answer, whose status is 0 where there is none; a byte is a char of ISO 8859-1. */
    public RawAnswer ask(String request) throws IOException {
        String head;
        boolean reused = wire != null;
        try {
            head = send(request);
        } catch (SocketException closed) {
            head = "";
        }
        if (head.isEmpty() && reused) {
            close();
            head = send(request);
        }
        if (head.isEmpty()) {
            close();
            return new RawAnswer(0, List.of(), "");
        }
        while (head.startsWith("HTTP/1.1 1")) {
            head = wire.head();
        }
        if (!head.startsWith("HTTP/1.1 ")) {
            throw new IOException("found " + head + " after an earlier answer, when asked " + request);
        }
        int status = Integer.parseInt(head.substring(9, 12));
        boolean bodiless = request.startsWith("HEAD ") || status == 204 || status == 304;
        RawAnswer answer = RawAnswer.of(head, bodiless ? "" : wire.body(head));
        if (answer.header("Connection").filter("close"::equalsIgnoreCase).isPresent()) {
            close();
        }
        return answer;
    }

    private String send(String request) throws IOException {
        if (wire == null) {
            wire = Wire.to(port);
            wire.socket().setSoTimeout(PATIENCE_MILLISECONDS);
        }
        wire.send(request);
        return wire.head();
    }

    @Override
    public void close() throws IOException {
        if (wire != null) {
            wire.close();
            wire = null;
        }
    }
}
