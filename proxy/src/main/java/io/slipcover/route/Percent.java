package io.slipcover.route;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Percent-encoding as CouchDB reads it: a plus is a space, and characters that are no code stand for themselves. */
final class Percent {
    private static final String UNRESERVED = "-._~";

    private Percent() {}

    static String decode(String text) {
        return decode(text, 0, text.length());
    }

    static String decode(String text, int from, int to) {
        if (isPlain(text, from, to)) {
            return text.substring(from, to);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(to - from);
        for (int index = from; index < to; index++) {
            char character = text.charAt(index);
            if (character == '+') {
                bytes.write(' ');
            } else if (character == '%' && index + 2 < to && isHex(text, index + 1) && isHex(text, index + 2)) {
                bytes.write(Integer.parseInt(text, index + 1, index + 3, 16));
                index += 2;
            } else {
                // The head of a request is read as ISO 8859-1, so that a character is a byte.
                bytes.write(character);
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** Decodes what has been decoded before, and may hold any character by now. */
    static String decodeAgain(String decoded) {
        return isPlain(decoded, 0, decoded.length())
                ? decoded
                : decode(new String(decoded.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
    }

    /** The text for a path's segment or a query's value. */
    static String encode(String text) {
        StringBuilder encoded = new StringBuilder();
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            char character = (char) (each & 0xFF);
            if (isAlphanumeric(character) || UNRESERVED.indexOf(character) >= 0) {
                encoded.append(character);
            } else {
                encoded.append('%').append(hex(each >> 4)).append(hex(each));
            }
        }
        return encoded.toString();
    }

    /** The text with its characters outside ASCII encoded. Each character of the text stands for a byte. */
    static String encodeBytes(String text) {
        StringBuilder encoded = new StringBuilder(text.length() + 16);
        for (int index = 0; index < text.length(); index++) {
            char character = text.charAt(index);
            if (!isVisible(character)) {
                encoded.append('%').append(hex(character >> 4)).append(hex(character));
            } else {
                encoded.append(character);
            }
        }
        return encoded.toString();
    }

    /** Whether the character is one of ASCII that leaves a mark, so that it may stand in a request's first line. */
    static boolean isVisible(char character) {
        return character > ' ' && character <= '~';
    }

    private static boolean isPlain(String text, int from, int to) {
        for (int index = from; index < to; index++) {
            char character = text.charAt(index);
            if (character == '%' || character == '+' || character > '~') {
                return false;
            }
        }
        return true;
    }

    private static boolean isHex(String text, int index) {
        return Character.digit(text.charAt(index), 16) >= 0 && text.charAt(index) < 128;
    }

    private static boolean isAlphanumeric(char character) {
        return (character >= 'a' && character <= 'z')
                || (character >= 'A' && character <= 'Z')
                || (character >= '0' && character <= '9');
    }

    private static char hex(int nibble) {
        return Character.toUpperCase(Character.forDigit(nibble & 0xF, 16));
    }
}
