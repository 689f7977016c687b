package io.slipcover.json;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Turns the strings of JSON into Java's and back. */
final class JsonStrings {
    private static final String HEX = "0123456789ABCDEF";

    private JsonStrings() {}

    /** The bytes of a JSON text. */
    static byte[] utf8(String json) {
        byte[] bytes = json.getBytes(UTF_8);
        // Java writes a question mark for a surrogate that stands alone, and says nothing.
        if (!new String(bytes, UTF_8).equals(json)) {
            throw new IllegalArgumentException("a JSON text with a surrogate that stands alone");
        }
        return bytes;
    }

    /** The text of a validated string that stands with its quotes in {@code [from, to)}. */
    static String decode(byte[] bytes, int from, int to) {
        int end = to - 1;
        int escape = indexOfBackslash(bytes, from + 1, end);
        if (escape < 0) {
            return new String(bytes, from + 1, end - from - 1, UTF_8);
        }
        StringBuilder text = new StringBuilder(end - from);
        int start = from + 1;
        while (escape >= 0) {
            text.append(new String(bytes, start, escape - start, UTF_8));
            start = appendEscape(bytes, escape, text);
            escape = indexOfBackslash(bytes, start, end);
        }
        return text.append(new String(bytes, start, end - start, UTF_8)).toString();
    }

    static boolean hasEscapes(byte[] bytes, int from, int to) {
        return indexOfBackslash(bytes, from, to) >= 0;
    }

    private static int indexOfBackslash(byte[] bytes, int from, int to) {
        int at = from;
        for (; at <= to - Long.BYTES; at += Long.BYTES) {
            long hits = JsonWords.backslash(JsonWords.read(bytes, at));
            if (hits != 0) {
                return at + JsonWords.bytesBefore(hits);
            }
        }
        for (; at < to; at++) {
            if (bytes[at] == '\\') {
                return at;
            }
        }
        return -1;
    }

    private static int appendEscape(byte[] bytes, int backslash, StringBuilder text) {
        byte kind = bytes[backslash + 1];
        if (kind == 'u') {
            int unit = 0;
            for (int at = backslash + 2; at < backslash + 6; at++) {
                unit = 16 * unit + Character.digit(bytes[at], 16);
            }
            text.append((char) unit);
            return backslash + 6;
        }
        text.append(
                switch (kind) {
                    case 'b' -> '\b';
                    case 'f' -> '\f';
                    case 'n' -> '\n';
                    case 'r' -> '\r';
                    case 't' -> '\t';
                    default -> (char) kind;
                });
        return backslash + 2;
    }

    /** The text as a JSON string: UTF-8, with escapes only where JSON asks for them and for surrogates that stand alone. */
    static byte[] encode(String text) {
        JsonBuffer out = new JsonBuffer(text.length() + 8);
        out.write('"');
        int written = 0;
        int at = 0;
        while (at < text.length()) {
            int point = text.codePointAt(at);
            int next = at + Character.charCount(point);
            if (needsEscape(point)) {
                out.write(text.substring(written, at).getBytes(UTF_8));
                encodeEscape((char) point, out);
                written = next;
            }
            at = next;
        }
        out.write(text.substring(written).getBytes(UTF_8));
        out.write('"');
        return out.toByteArray();
    }

    private static boolean needsEscape(int point) {
        return point < ' ' || point == '"' || point == '\\' || (point >= 0xD800 && point <= 0xDFFF);
    }

    private static void encodeEscape(char unit, JsonBuffer out) {
        switch (unit) {
            case '"', '\\' -> escape(unit, out);
            case '\b' -> escape('b', out);
            case '\f' -> escape('f', out);
            case '\n' -> escape('n', out);
            case '\r' -> escape('r', out);
            case '\t' -> escape('t', out);
            default -> encodeUnit(unit, out);
        }
    }

    private static void escape(char letter, JsonBuffer out) {
        out.write('\\');
        out.write(letter);
    }

    private static void encodeUnit(char unit, JsonBuffer out) {
        escape('u', out);
        for (int shift = 12; shift >= 0; shift -= 4) {
            out.write(HEX.charAt((unit >> shift) & 0xF));
        }
    }
}
