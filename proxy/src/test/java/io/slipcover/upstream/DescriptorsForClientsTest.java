package io.slipcover.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** How many descriptors clients may have. */
final class DescriptorsForClientsTest {
    @Test
    void clients_haveHalfOfWhatIsFree_andOneAtLeast() {
        assertThat(Descriptors.forClients(1_000, 84)).isEqualTo(426);
        assertThat(Descriptors.forClients(50, 49)).isOne();
        assertThat(Descriptors.forClients(Long.MAX_VALUE, 100)).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void theSystemTells_howManyThereAre() {
        assumeThat(Path.of("/proc/self/limits")).exists();
        assertThat(Descriptors.forClients()).isBetween(1, Integer.MAX_VALUE - 1);
    }
}
