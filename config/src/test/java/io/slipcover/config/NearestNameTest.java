package io.slipcover.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NearestNameTest {
    private static final List<String> KNOWN =
            List.of("rename", "remove", "add", "in", "map", "event-loops", "when-absent", "on-unshowable", "1");

    @ParameterizedTest
    @CsvSource({
        "renam, rename",
        "reanme, rename",
        "RENAME, rename",
        "eventLoops, event-loops",
        "event_loop, event-loops",
        "whenabsent, when-absent",
        "on-unshowble, on-unshowable",
        "ad, add",
        "teleport,",
        "xy,",
        "4,",
    })
    void of_misspeltName_isTheOneThatWasMeant(String misspelt, String meant) {
        assertThat(NearestName.of(misspelt, KNOWN).orElse(null)).isEqualTo(meant);
    }
}
