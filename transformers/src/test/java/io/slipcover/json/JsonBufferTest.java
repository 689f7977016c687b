package io.slipcover.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class JsonBufferTest {
    @Test
    void write_moreThanTheCapacity_grows() {
        JsonBuffer buffer = new JsonBuffer(0);
        for (int count = 0; count < 1000; count++) {
            buffer.write('a');
            buffer.write(new byte[] {'b', 'c', 'd'}, 1, 2);
        }

        assertThat(buffer).hasToString("acd".repeat(1000));
        assertThat(buffer.length()).isEqualTo(3000);
    }

    @Test
    void write_copies_soThatTheCallerMayReuseItsArray() {
        JsonBuffer buffer = new JsonBuffer();
        byte[] bytes = {'a'};
        buffer.write(bytes);
        bytes[0] = 'b';

        assertThat(buffer.toByteArray()).containsExactly('a');
    }

    @Test
    void reset_thenWrite_beginsAnew() {
        JsonBuffer buffer = new JsonBuffer();
        buffer.write(new byte[] {'a', 'b'});
        buffer.reset();
        buffer.write('c');

        assertThat(buffer.toByteArray()).containsExactly('c');
    }

    @Test
    void write_outsideTheSource_isRefused() {
        assertThatThrownBy(() -> new JsonBuffer().write(new byte[2], 1, 2))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }
}
