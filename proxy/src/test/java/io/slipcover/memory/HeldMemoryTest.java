package io.slipcover.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipcover.json.JsonBuffer;
import io.slipcover.json.NoRoomException;
import org.junit.jupiter.api.Test;

final class HeldMemoryTest {
    private static final int LIMIT = 1 << 20;

    private final Memory memory = new Memory();
    private final HeldMemory held = memory.open();

    HeldMemoryTest() {
        memory.limit(LIMIT, LIMIT);
    }

    @Test
    void take_beyondTheLimit_takesNothing_andIsCounted() {
        held.heap().take(LIMIT - 1);

        HeldMemory other = memory.open();
        assertThatThrownBy(() -> other.heap().take(20_000))
                .isInstanceOfSatisfying(
                        NoRoomException.class,
                        full -> assertThat(full.isLasting()).isFalse())
                .hasMessage("Slipcover holds as much as it may (limits: memory)");
        assertThat(memory.heap().held()).isEqualTo(LIMIT);
        assertThat(memory.heap().refusals()).isOne();

        held.close();
        other.heap().take(20_000);
        other.close();
        assertThat(memory.heap().held()).isZero();
    }

    @Test
    void take_moreThanThereCanBe_isForGood() {
        assertThatThrownBy(() -> held.buffers().take(LIMIT + 1))
                .isInstanceOfSatisfying(
                        NoRoomException.class,
                        full -> assertThat(full.isLasting()).isTrue())
                .hasMessageContaining("more than the 1048576 bytes");
    }

    @Test
    void close_givesEverythingBackOnce() {
        held.heap().take(100_000);
        held.buffers().take(100_000);
        held.close();
        held.close();
        held.heap().giveBack(100_000);
        held.heap().take(5);

        assertThat(memory.heap().held()).isZero();
        assertThat(memory.buffers().held()).isZero();
    }

    @Test
    void giveBack_all_leavesNothing() {
        for (int round = 0; round < 100; round++) {
            held.heap().take(round * 1000L);
            held.heap().giveBack(round * 1000L);
        }
        assertThat(memory.heap().held()).isZero();
    }

    @Test
    void buffer_countsItsArrayBeforeItGrows() {
        JsonBuffer buffer = new JsonBuffer(held.heap());
        byte[] bytes = new byte[LIMIT / 4];
        buffer.write(bytes, 0, bytes.length);
        buffer.write(bytes, 0, bytes.length);
        assertThat(memory.heap().held()).isEqualTo(LIMIT / 2);

        // Both arrays would be there for a moment.
        assertThatThrownBy(() -> buffer.write(1)).isInstanceOf(NoRoomException.class);
        assertThat(buffer.length()).isEqualTo(LIMIT / 2);
        buffer.free();
        assertThat(memory.heap().held()).isZero();
    }
}
