package io.slipcover.envelope;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.slipcover.json.ByteSink;
import io.slipcover.json.JsonBuffer;
import io.slipcover.json.Room;

/**
 * Finds the parts of a body (RFC 2046, section 5.1.1) as it streams through, and reads it as CouchDB does, so that no body has one
 * document for Slipcover and another for CouchDB. The first delimiter may stand anywhere, the others begin a line; a boundary counts
 * whatever follows it; behind it stand two hyphens, or everything up to the next empty line is headers, padding included. Lines end
 * with CR and LF.
 *
 * <p>Headers alone are held. Content is told in slices of what was fed.
 */
final class MultipartScanner {
    /** CouchDB has no limit; this is more than any name of an attachment needs. */
    static final int MAXIMUM_HEADERS = 64 << 10;

    private enum State {
        PREAMBLE,
        HEADERS,
        CONTENT,
        EPILOGUE
    }

    private final PartListener listener;
    private final ByteSink between;
    private final ByteSink content;
    private final DelimiterSearch first;
    private final DelimiterSearch others;
    private final JsonBuffer headers;

    private State state = State.PREAMBLE;

    /** @param room room for headers that are not whole */
    MultipartScanner(String boundary, PartListener listener, Room room) {
        this.headers = new JsonBuffer(room);
        this.listener = listener;
        this.between = listener::between;
        this.content = listener::content;
        this.first = new DelimiterSearch(("--" + boundary).getBytes(ISO_8859_1));
        this.others = new DelimiterSearch(("\r\n--" + boundary).getBytes(ISO_8859_1));
    }

    /**
     * Takes the next bytes.
     *
     * @throws MultipartFormatException where a part's headers are too long
     */
    void feed(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to) {
            at = switch (state) {
                case PREAMBLE -> preamble(bytes, at, to);
                case HEADERS -> headers(bytes, at, to);
                case CONTENT -> content(bytes, at, to);
                case EPILOGUE -> {
                    listener.between(bytes, at, to - at);
                    yield to;
                }
            };
        }
    }

    /** The body is at its end: tells what was held because it might have become something. */
    void end() {
        switch (state) {
            case PREAMBLE -> first.end(between);
            case HEADERS -> listener.between(headers.array(), 0, headers.length());
            case CONTENT -> others.end(content);
            case EPILOGUE -> {}
        }
    }

    /** Whether the delimiter that closes the body has come. */
    boolean isClosed() {
        return state == State.EPILOGUE;
    }

    /** Whether what is being told stands before the first delimiter, or behind the last. */
    boolean isOutside() {
        return state == State.PREAMBLE || state == State.EPILOGUE;
    }

    /** Refuses what is being told, where that stands outside and is more than empty lines. */
    void requireNoText(byte[] bytes, int offset, int length) {
        for (int at = offset; isOutside() && at < offset + length; at++) {
            if (bytes[at] != '\r' && bytes[at] != '\n') {
                throw new MultipartFormatException("found text outside of the parts");
            }
        }
    }

    private int preamble(byte[] bytes, int at, int to) {
        int behind = first.search(bytes, at, to, between);
        if (behind == DelimiterSearch.NOT_FOUND) {
            return to;
        }
        delimited(first.delimiter());
        return behind;
    }

    private int content(byte[] bytes, int at, int to) {
        int behind = others.search(bytes, at, to, content);
        if (behind == DelimiterSearch.NOT_FOUND) {
            return to;
        }
        listener.endOfPart();
        delimited(others.delimiter());
        return behind;
    }

    private void delimited(byte[] delimiter) {
        headers.reset();
        state = State.HEADERS;
        listener.between(delimiter, 0, delimiter.length);
    }

    private int headers(byte[] bytes, int from, int to) {
        for (int at = from; at < to; at++) {
            headers.write(bytes[at]);
            int length = headers.length();
            byte[] block = headers.array();
            if (length == 2 && block[0] == '-' && block[1] == '-') {
                listener.between(block, 0, 2);
                state = State.EPILOGUE;
                listener.endOfParts();
                return at + 1;
            }
            if (bytes[at] == '\n' && endsWithEmptyLine(block, length)) {
                state = State.CONTENT;
                listener.part(new PartHeaders(new String(block, 0, length, ISO_8859_1)));
                return at + 1;
            }
            if (length > MAXIMUM_HEADERS) {
                throw new MultipartFormatException("a part has more than " + MAXIMUM_HEADERS + " bytes of headers");
            }
        }
        return to;
    }

    private static boolean endsWithEmptyLine(byte[] block, int length) {
        return length >= 4 && block[length - 2] == '\r' && block[length - 3] == '\n' && block[length - 4] == '\r';
    }
}
