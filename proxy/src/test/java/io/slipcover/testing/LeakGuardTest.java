package io.slipcover.testing;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBufAllocator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeakGuard.class) // Which watches from before the first buffer is made.
final class LeakGuardTest {
    @Test
    void lostBuffer_isTold() {
        lose();
        assertThatThrownBy(LeakGuard::check)
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("a buffer was not released:");
    }

    @SuppressWarnings("CheckReturnValue") // Nobody keeps the buffer, and so nobody releases it.
    private static void lose() {
        ByteBufAllocator.DEFAULT.directBuffer(1);
    }
}
