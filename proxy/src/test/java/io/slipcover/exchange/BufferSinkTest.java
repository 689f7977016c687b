package io.slipcover.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.CompositeByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.slipcover.json.Room;
import io.slipcover.testing.Seed;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class BufferSinkTest {
    @RegisterExtension
    static final Seed SEED = Seed.of(BufferSinkTest.class);

    /** More than what is gathered before it goes into a buffer. */
    private static final int LARGE = 200_000;

    @Test
    void take_nothingWritten_isNothing() {
        BufferSink sink = sink();

        assertThat(sink.length()).isZero();
        assertThat(sink.take()).isNull();
    }

    @Test
    void take_smallAndLargePieces_areThereInOrder() {
        Random random = SEED.random();
        byte[] all = new byte[3 * LARGE];
        random.nextBytes(all);
        BufferSink sink = sink();

        int written = 0;
        while (written < all.length) {
            int length = Math.min(
                    random.nextInt(10) == 0 ? random.nextInt(LARGE) : random.nextInt(100), all.length - written);
            sink.write(all, written, length);
            written += length;
            assertThat(sink.length()).isEqualTo(written);
        }

        assertThat(bytesOf(sink.take())).isEqualTo(all);
        assertThat(sink.length()).isZero();
        assertThat(sink.take()).isNull();
    }

    @Test
    void take_muchWritten_isInPiecesThatFitIntoTheAllocatorsChunks() {
        int piece = 256 * 1024;
        BufferSink sink = sink();
        byte[] some = new byte[10_000];
        for (int written = 0; written < 4 * piece; written += some.length) {
            sink.write(some);
        }
        int length = sink.length();
        ByteBuf taken = sink.take();

        assertThat(taken).isInstanceOf(CompositeByteBuf.class);
        CompositeByteBuf pieces = (CompositeByteBuf) taken;
        assertThat(pieces.numComponents()).isGreaterThan(3);
        for (int index = 0; index < pieces.numComponents(); index++) {
            assertThat(pieces.internalComponent(index).unwrap().capacity()).isLessThanOrEqualTo(piece);
        }
        assertThat(bytesOf(taken)).hasSize(length);
        assertThat(sink.length()).isZero();
    }

    @Test
    void write_twoInTurn_eachHasItsOwn() {
        BufferSink one = sink();
        BufferSink other = sink();

        for (int index = 0; index < 100; index++) {
            one.write("one".getBytes(UTF_8));
            other.write("another".getBytes(UTF_8));
        }

        assertThat(one.length()).isEqualTo(300);
        assertThat(new String(bytesOf(one.take()), UTF_8)).isEqualTo("one".repeat(100));
        assertThat(other.length()).isEqualTo(700);
        assertThat(new String(bytesOf(other.take()), UTF_8)).isEqualTo("another".repeat(100));
    }

    @Test
    void write_arrayChangedAfterwards_keepsWhatWasWritten() {
        byte[] lent = "kept".getBytes(UTF_8);
        BufferSink sink = sink();

        sink.write(lent);
        Arrays.fill(lent, (byte) 'x');

        assertThat(new String(bytesOf(sink.take()), UTF_8)).isEqualTo("kept");
    }

    @Test
    void discard_written_isForgottenAndReleased() {
        BufferSink sink = sink();
        sink.write(new byte[LARGE]);
        sink.write("gathered".getBytes(UTF_8));

        sink.discard();

        assertThat(sink.length()).isZero();
        assertThat(sink.take()).isNull();
        BufferSink next = sink();
        next.write("next".getBytes(UTF_8));
        assertThat(new String(bytesOf(next.take()), UTF_8)).isEqualTo("next");
    }

    @Test
    void written_failsOnTheWay_leavesNothing() {
        UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(false);

        assertThatThrownBy(() -> BufferSink.written(allocator, Room.ENDLESS, sink -> {
                    sink.write(new byte[LARGE]);
                    sink.write("gathered".getBytes(UTF_8));
                    throw new IllegalStateException("failed");
                }))
                .hasMessage("failed");

        assertThat(allocator.metric().usedHeapMemory()).isZero();
        assertThat(bytesOf(BufferSink.written(allocator, Room.ENDLESS, sink -> sink.write("next".getBytes(UTF_8)))))
                .asString(UTF_8)
                .isEqualTo("next");
        assertThat(allocator.metric().usedHeapMemory()).isZero();
    }

    private static BufferSink sink() {
        return new BufferSink(UnpooledByteBufAllocator.DEFAULT);
    }

    private static byte[] bytesOf(ByteBuf taken) {
        try {
            byte[] bytes = new byte[taken.readableBytes()];
            taken.readBytes(bytes);
            return bytes;
        } finally {
            taken.release();
        }
    }
}
