package io.slipcover.config;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A file's bytes as text. */
final class Utf8 {
    private Utf8() {}

    /** The text, without a byte order mark; null, and a problem where the first bad byte stands, if it is no UTF-8. */
    static @Nullable String decode(String file, byte[] content, Problems problems) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        CharBuffer text = CharBuffer.allocate(content.length + 1);
        CoderResult result = decoder.decode(ByteBuffer.wrap(content), text, true);
        text.flip();
        if (result.isError()) {
            problems.add(endOf(file, text.toString()), "these bytes are no UTF-8");
            return null;
        }
        return text.length() > 0 && text.charAt(0) == '\uFEFF'
                ? text.subSequence(1, text.length()).toString()
                : text.toString();
    }

    /** The place behind a text with which a file begins. */
    static Place endOf(String file, String beginning) {
        int line = 1;
        int lineStart = 0;
        for (int index = beginning.indexOf('\n'); index >= 0; index = beginning.indexOf('\n', index + 1)) {
            line++;
            lineStart = index + 1;
        }
        return new Place(file, line, beginning.codePointCount(lineStart, beginning.length()) + 1);
    }
}
