package io.slipcover.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What is free for buffers, and how often the allocator is asked. */
final class FreeBuffersTest {
    @Test
    void allocator_isAskedOnceAMegabyte_andWhatWasMadeSinceCounts() {
        AtomicInteger looks = new AtomicInteger();
        FreeBuffers free = new FreeBuffers(() -> {
            looks.incrementAndGet();
            return 10_000_000;
        });

        assertThat(free.besides(100_000)).isEqualTo(9_900_000);
        assertThat(free.besides(100_000)).isEqualTo(9_800_000);
        for (int count = 0; count < 98; count++) {
            free.besides(100_000);
        }
        assertThat(looks).hasValue(10);
    }
}
