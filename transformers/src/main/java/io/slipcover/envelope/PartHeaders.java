package io.slipcover.envelope;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.slipcover.json.ByteSink;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The headers of a part as the bytes they came as, from behind the delimiter to the empty line, which they include. A character is a
 * byte. Of headers of one name the last counts, as for CouchDB.
 */
final class PartHeaders {
    private static final String CONTENT_LENGTH = "content-length";
    private static final String LINE_BREAK = "\r\n";

    private final String block;

    PartHeaders(String block) {
        this.block = block;
    }

    int length() {
        return block.length();
    }

    void writeTo(ByteSink sink) {
        sink.write(block.getBytes(ISO_8859_1));
    }

    /**
     * What the part says that it is; no type where it does not. The space behind the colon is a type of its own where a semicolon follows, as
     * for CouchDB.
     */
    MediaType type() {
        int line = lineOf("content-type");
        return MediaType.parse(line < 0 ? "" : behindColon(line));
    }

    /** Whether the line of the delimiter before them ends where the boundary does. */
    boolean beginsLine() {
        return block.startsWith(LINE_BREAK);
    }

    /** Whether the part may be a form's field of this name, and no file, whichever of several headers that say so counts. */
    boolean isField(String name) {
        for (String line : block.split(LINE_BREAK, -1)) {
            int colon = line.indexOf(':');
            if (colon >= 0
                    && MediaType.strip(line.substring(0, colon)).equalsIgnoreCase("content-disposition")
                    && isFieldOf(MediaType.parse(line.substring(colon + 1)), name)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isFieldOf(MediaType disposition, String name) {
        return name.equals(disposition.parameter("name")) && disposition.parameter("filename") == null;
    }

    /** How long the part says that its content is, or null where it does not say so in digits. */
    @Nullable
    Long contentLength() {
        int line = lineOf(CONTENT_LENGTH);
        String value = line < 0 ? "" : valueOf(line);
        return value.matches("[0-9]{1,18}") ? Long.valueOf(value) : null;
    }

    /** The same with another length in its place; the very same where no length is said. */
    PartHeaders withContentLength(long length) {
        if (contentLength() == null) {
            return this;
        }
        int line = lineOf(CONTENT_LENGTH);
        String name = block.substring(line, block.indexOf(':', line) + 1);
        return new PartHeaders(
                block.substring(0, line) + name + ' ' + length + block.substring(block.indexOf(LINE_BREAK, line)));
    }

    /** Where the last line of this name begins, or -1. */
    private int lineOf(String name) {
        int found = -1;
        int line = 0;
        while (line < block.length()) {
            int end = block.indexOf(LINE_BREAK, line);
            if (nameIn(block.substring(line, end)).equals(name)) {
                found = line;
            }
            line = end + LINE_BREAK.length();
        }
        return found;
    }

    /** A line's name in lower case; the empty string where it has none. */
    private static String nameIn(String line) {
        int colon = line.indexOf(':');
        return colon < 0 ? "" : MediaType.strip(line.substring(0, colon)).toLowerCase(Locale.ROOT);
    }

    private String valueOf(int line) {
        return MediaType.strip(behindColon(line));
    }

    private String behindColon(int line) {
        return block.substring(block.indexOf(':', line) + 1, block.indexOf(LINE_BREAK, line));
    }
}
