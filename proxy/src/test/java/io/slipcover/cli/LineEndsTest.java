package io.slipcover.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class LineEndsTest {
    @Test
    void feeds_andAny_inEverySlice_agreeWithALookAtEachByte() {
        byte[] bytes = new byte[64];
        Random random = new Random(7);
        byte[] alphabet = "\n\n\r\013\t \u007f\0aü".getBytes(UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = alphabet[random.nextInt(alphabet.length)];
        }
        for (int from = 0; from <= bytes.length; from++) {
            for (int to = from; to <= bytes.length; to++) {
                int feeds = 0;
                boolean any = false;
                for (int i = from; i < to; i++) {
                    feeds += bytes[i] == '\n' ? 1 : 0;
                    any |= bytes[i] == '\n' || bytes[i] == '\r';
                }
                assertThat(LineEnds.feeds(bytes, from, to)).isEqualTo(feeds);
                assertThat(LineEnds.any(bytes, from, to)).isEqualTo(any);
            }
        }
    }
}
