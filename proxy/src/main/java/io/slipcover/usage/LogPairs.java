package io.slipcover.usage;

import java.util.HashMap;
import java.util.Map;

/** The pairs in a line such as {@code time="…" status=200}. */
final class LogPairs {
    private final String line;
    private final Map<String, String> pairs = new HashMap<>();
    private int index;

    private LogPairs(String line) {
        this.line = line;
    }

    /** The pairs of a line; none where the line has another form, or breaks off in the middle of a text. */
    static Map<String, String> of(String line) {
        LogPairs reader = new LogPairs(line);
        while (reader.index < line.length()) {
            if (!reader.next()) {
                return Map.of();
            }
        }
        return reader.pairs;
    }

    private boolean next() {
        int equals = line.indexOf('=', index);
        if (equals <= index) {
            return false;
        }
        String name = line.substring(index, equals);
        index = equals + 1;
        if (index < line.length() && line.charAt(index) == '"') {
            index++;
            return text(name);
        }
        int space = line.indexOf(' ', index);
        int end = space < 0 ? line.length() : space;
        pairs.put(name, line.substring(index, end));
        index = end + 1;
        return true;
    }

    /** Reads a text, of which the opening quote has been read. */
    private boolean text(String name) {
        StringBuilder text = new StringBuilder();
        while (index < line.length()) {
            char character = line.charAt(index);
            index++;
            if (character == '"') {
                pairs.put(name, text.toString());
                boolean ends = index >= line.length() || line.charAt(index) == ' ';
                index++;
                return ends;
            }
            if (character != '\\') {
                text.append(character);
            } else if (!escaped(text)) {
                return false;
            }
        }
        return false;
    }

    private boolean escaped(StringBuilder text) {
        if (index >= line.length()) {
            return false;
        }
        char character = line.charAt(index);
        index++;
        if (character != 'u') {
            text.append(character);
            return true;
        }
        int end = index + 4;
        if (end > line.length() || !line.substring(index, end).matches("[0-9a-fA-F]{4}")) {
            return false;
        }
        text.append((char) Integer.parseInt(line.substring(index, end), 16));
        index = end;
        return true;
    }
}
