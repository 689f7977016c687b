package io.slipcover.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.Test;

@SuppressWarnings("FutureReturnValueIgnored") // Nobody waits for what an embedded channel does at once.
final class UntakenTest {
    private static final int LIMIT = 1 << 20;

    private final Memory memory = new Memory();
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final Untaken untaken = new Untaken(channel, memory.open());

    UntakenTest() {
        memory.limit(LIMIT, LIMIT);
        channel.config().setWriteBufferWaterMark(new WriteBufferWaterMark(1_000, 2_000));
    }

    @Test
    void count_whatWaits_countsFromTheWaterMarkOn_untilItIsTaken() {
        channel.write(Unpooled.wrappedBuffer(new byte[1_500]));
        untaken.count();
        assertThat(memory.buffers().held()).isZero();

        channel.write(Unpooled.wrappedBuffer(new byte[50_000]));
        untaken.count();
        assertThat(memory.buffers().held()).isGreaterThan(51_000);

        channel.flush();
        channel.releaseOutbound();
        untaken.count();
        assertThat(memory.buffers().held()).isZero();
    }

    @Test
    void count_ofAConnectionThatHasEnded_isNothing() {
        channel.write(Unpooled.wrappedBuffer(new byte[50_000]));
        untaken.count();
        channel.close();
        untaken.count();
        assertThat(memory.buffers().held()).isZero();

        new Untaken(channel, memory.open()).count();
        assertThat(memory.buffers().held()).isZero();
    }
}
