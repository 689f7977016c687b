package io.slipcover.benchmarks.compare;

import java.nio.ByteBuffer;
import java.util.Locale;

/** Finds where an HTTP/1.1 answer ends, and looks at nothing else of its body, so that the client costs as little as it can. */
final class AnswerReader {
    private enum State {
        HEAD,
        BODY,
        CHUNK_SIZE,
        CHUNK,
        CHUNK_END,
        TRAILER,
        DONE
    }

    private final StringBuilder line = new StringBuilder();
    private State state = State.HEAD;
    private int status;
    private boolean chunked;
    private boolean closes;
    private long left;
    private long bodyBytes;
    private boolean endsLine;

    /** Takes what has arrived, up to the end of the answer. */
    void feed(ByteBuffer bytes) {
        while (bytes.hasRemaining() && state != State.DONE) {
            switch (state) {
                case BODY, CHUNK -> skip(bytes);
                case HEAD, CHUNK_SIZE, CHUNK_END, TRAILER -> readLine(bytes);
                case DONE -> throw new IllegalStateException("behind the end");
            }
        }
    }

    private void skip(ByteBuffer bytes) {
        int taken = (int) Math.min(left, bytes.remaining());
        bytes.position(bytes.position() + taken);
        left -= taken;
        bodyBytes += taken;
        endsLine = taken > 0 ? bytes.get(bytes.position() - 1) == '\n' : endsLine;
        if (left == 0) {
            state = state == State.BODY ? State.DONE : State.CHUNK_END;
        }
    }

    private void readLine(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            char character = (char) (bytes.get() & 0xFF);
            if (character == '\n') {
                String text = line.toString().strip();
                line.setLength(0);
                take(text);
                return;
            }
            line.append(character);
        }
    }

    private void take(String text) {
        switch (state) {
            case HEAD -> takeHead(text);
            case CHUNK_SIZE -> {
                left = Long.parseLong(text.split(";", 2)[0].strip(), 16);
                state = left == 0 ? State.TRAILER : State.CHUNK;
            }
            case CHUNK_END -> state = State.CHUNK_SIZE;
            case TRAILER -> state = text.isEmpty() ? State.DONE : State.TRAILER;
            case BODY, CHUNK, DONE -> throw new IllegalStateException("no line is expected here");
        }
    }

    private void takeHead(String text) {
        if (status == 0) {
            status = Integer.parseInt(text.split(" ", 3)[1]);
        } else if (text.isEmpty()) {
            endHead();
        } else {
            String lower = text.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                left = Long.parseLong(
                        lower.substring("content-length:".length()).strip());
            } else if (lower.startsWith("transfer-encoding:")) {
                chunked = lower.endsWith("chunked");
            } else if (lower.startsWith("connection:")) {
                closes = lower.endsWith("close");
            }
        }
    }

    private void endHead() {
        if (status == 100) {
            status = 0;
        } else if (chunked) {
            state = State.CHUNK_SIZE;
        } else {
            state = left == 0 ? State.DONE : State.BODY;
        }
    }

    /** Whether the answer is whole. */
    boolean isDone() {
        return state == State.DONE;
    }

    int status() {
        return status;
    }

    /** Whether the server closes the connection behind this answer. */
    boolean closes() {
        return closes;
    }

    long bodyBytes() {
        return bodyBytes;
    }

    /** Whether the end of a line is the last that has come of the body. */
    boolean endsLine() {
        return endsLine;
    }

    /** Begins with the next answer. */
    void reset() {
        line.setLength(0);
        state = State.HEAD;
        status = 0;
        chunked = false;
        closes = false;
        left = 0;
        bodyBytes = 0;
        endsLine = false;
    }
}
