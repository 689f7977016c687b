package io.slipcover.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How large a buffer for reading is. */
@SuppressWarnings("deprecation") // Netty has no other handle.
final class ReadSizesTest {
    @ParameterizedTest
    @CsvSource({
        "100_000, 1_000_000_000, 100_000",
        "100_000,    6_400_000, 100_000",
        "100_000,    3_200_000,  50_000",
        "100_000,       64_000,   2_000",
        "100_000,            0,   2_000",
        "100_000,  -10_000_000,   2_000",
        "  1_000,            0,   1_000"
    })
    void buffer_hasAPartOfWhatIsFree_andTheLeastSizeAlways(String wanted, String free, String size) {
        RecvByteBufAllocator.Handle sizes =
                new ReadSizes(new FixedRecvByteBufAllocator(number(wanted)), 2_000, more -> number(free)).newHandle();

        assertThat(sizes.guess()).isEqualTo(number(size));
        ByteBuf buffer = sizes.allocate(UnpooledByteBufAllocator.DEFAULT);
        assertThat(buffer.capacity()).isEqualTo(number(size));
        buffer.release();
    }

    private static int number(String text) {
        return Integer.parseInt(text.replace("_", ""));
    }
}
