package io.slipcover.fuzzing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;

/** An input that is read from its beginning: first the choices that a target needs, a byte each, then the rest. */
final class Input {
    private final byte[] bytes;
    private int at;

    Input(byte[] bytes) {
        this.bytes = bytes;
    }

    /** A number from 0 up to this one, exclusive. 0 where the input is at its end. */
    int choice(int choices) {
        return Byte.toUnsignedInt(next()) % choices;
    }

    private byte next() {
        return at < bytes.length ? bytes[at++] : 0;
    }

    /** Everything that has not been read. */
    byte[] rest() {
        byte[] rest = Arrays.copyOfRange(bytes, at, bytes.length);
        at = bytes.length;
        return rest;
    }

    /** Everything up to a line feed, which is taken too, or up to the end. */
    String line() {
        int from = at;
        while (at < bytes.length && bytes[at] != '\n') {
            at++;
        }
        String line = new String(bytes, from, at - from, ISO_8859_1);
        at = Math.min(bytes.length, at + 1);
        return line;
    }
}
