package io.slipcover.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.slipcover.json.JsonFormatException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class JsonStreamTest {
    /** Hands out a few bytes at a time, as a terminal or a pipe may. */
    private static InputStream cut(String text, int size) {
        return new ByteArrayInputStream(text.getBytes(UTF_8)) {
            @Override
            public synchronized int read(byte[] bytes, int offset, int length) {
                return super.read(bytes, offset, Math.min(length, size));
            }
        };
    }

    private static List<String> read(InputStream input) throws IOException {
        JsonStream stream = new JsonStream(input);
        List<String> values = new ArrayList<>();
        while (stream.next()) {
            values.add(stream.line() + " " + stream.number() + " " + new String(stream.value(), UTF_8));
        }
        return values;
    }

    @Test
    void next_cutAnywhere_sameValues() throws IOException {
        String text = " {\"a\":\n1}{}\n\n[1, 2]12 13\n\"x\\\"\\n\"\n\n{\"ü\": \"😀\"}\n ";
        List<String> expected = List.of(
                "1 1 {\"a\":\n1}",
                "2 2 {}",
                "4 3 [1, 2]",
                "4 4 12",
                "4 5 13",
                "5 6 \"x\\\"\\n\"",
                "7 7 {\"ü\": \"😀\"}");

        for (int size = 1; size < text.getBytes(UTF_8).length + 1; size++) {
            assertThat(read(cut(text, size))).isEqualTo(expected);
        }
    }

    @Test
    void next_valuesLongerThanTheBuffer_areWhole() throws IOException {
        String large = "{\"text\":\"" + "x".repeat(200_000) + "\"}";

        assertThat(read(cut(large + "\n{}\n" + large, 10_000)))
                .containsExactly("1 1 " + large, "2 2 {}", "3 3 " + large);
    }

    @Test
    void next_malformedValue_tellsItsLine() throws IOException {
        JsonStream stream = new JsonStream(cut("{}\n{\"a\":\n\n}", 4));
        assertThat(stream.next()).isTrue();

        assertThatExceptionOfType(JsonFormatException.class).isThrownBy(stream::next);
        assertThat(stream.line()).isEqualTo(4);
        assertThat(stream.number()).isEqualTo(2);
    }
}
