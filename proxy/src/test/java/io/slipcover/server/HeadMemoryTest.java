package io.slipcover.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.slipcover.config.HeadLimits;
import io.slipcover.memory.Memory;
import io.slipcover.testing.LeakGuard;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeakGuard.class)
final class HeadMemoryTest {
    @Test
    void halfHeadWithoutRoom_isHeldNoLonger_andNothingBehindItIsRead() {
        Memory memory = new Memory();
        memory.limit(1 << 20, 40_000);
        List<Throwable> refused = new ArrayList<>();
        HeadMemory heads = new HeadMemory(memory.open(), HeadLimits.DEFAULTS, refused::add);
        EmbeddedChannel channel = new EmbeddedChannel(
                heads, new RequestCodec(new HttpDecoderConfig().setMaxHeaderSize(64 * 1024), heads));
        List<ByteBuf> pieces = new ArrayList<>();
        for (int number = 0; number < 5; number++) {
            String start = number == 0 ? "GET /_up HTTP/1.1\r\nHost: h\r\nCookie: " : "";
            pieces.add(Unpooled.copiedBuffer(start + "x".repeat(10_000), ISO_8859_1));
        }

        pieces.forEach(channel::writeInbound);

        assertThat(refused).hasSize(1);
        assertThat(memory.buffers().held()).isZero();
        assertThat(pieces).allMatch(piece -> piece.refCnt() == 0);
        assertThat(heads.isPartThere()).isFalse();
        channel.finishAndReleaseAll();
    }
}
