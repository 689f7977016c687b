package io.slipcover.mango;

import io.slipcover.json.JsonArray;
import io.slipcover.json.JsonValue;
import org.jspecify.annotations.Nullable;

/** What Erlang takes for text and writes in quotes, where it writes terms for people. */
final class PrintableText {
    private PrintableText() {}

    static boolean isPrintable(byte[] bytes) {
        for (byte each : bytes) {
            if (!isPrintable(Byte.toUnsignedInt(each))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPrintable(int character) {
        return (character >= ' ' && character < 127)
                || (character >= 160 && character < 256)
                || (character >= 8 && character <= 13)
                || character == 27;
    }

    /** An array of integers, all of which are printable characters, as their text; null for any other, and the empty one. */
    static @Nullable String ofCharacters(JsonArray array) {
        StringBuilder text = new StringBuilder();
        for (int index = 0; index < array.size(); index++) {
            JsonValue element = array.get(index);
            if (!Json.isInteger(element) || Json.integer(element).bitLength() > 8) {
                return null;
            }
            int character = Json.integer(element).intValue();
            if (!isPrintable(character)) {
                return null;
            }
            text.append((char) character);
        }
        return text.isEmpty() ? null : text.toString();
    }

    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int at = 0; at < text.length(); at++) {
            char letter = text.charAt(at);
            quoted.append(
                    switch (letter) {
                        case '"' -> "\\\"";
                        case '\\' -> "\\\\";
                        case '\b' -> "\\b";
                        case '\t' -> "\\t";
                        case '\n' -> "\\n";
                        case '\u000B' -> "\\v";
                        case '\f' -> "\\f";
                        case '\r' -> "\\r";
                        case '\u001B' -> "\\e";
                        default -> String.valueOf(letter);
                    });
        }
        return quoted.append('"').toString();
    }
}
