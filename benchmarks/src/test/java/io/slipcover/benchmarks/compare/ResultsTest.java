package io.slipcover.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ResultsTest {
    @TempDir
    private Path folder;

    @Test
    void read_whatWasWritten_isTheSame() throws IOException {
        Path file = folder.resolve("results/2026-11-22.json");
        Sample.RESULTS.write(file);
        assertThat(Results.read(file)).isEqualTo(Sample.RESULTS);
    }

    @Test
    void with_laterRun_takesItsLoadsWhole() {
        Results.OfLoad again =
                new Results.OfLoad("later", "abc", "MB/s", 1, 1, Map.of(), Map.of("nginx", List.of(1.0)), Map.of());
        Results later = new Results(Map.of("cores", "2"), Map.of("wrk", "4.1.0"), Map.of("changes", again));

        Results both = Sample.RESULTS.with(later);

        assertThat(both.of(Load.CHANGES)).contains(again);
        assertThat(both.of(Load.GET)).isEqualTo(Sample.RESULTS.of(Load.GET));
        assertThat(both.programs()).containsOnlyKeys("nginx", "wrk");
    }

    @Test
    void with_runOnAnotherMachine_isRefused() {
        Results elsewhere = new Results(Map.of("cores", "64"), Map.of(), Map.of());
        assertThatThrownBy(() -> Sample.RESULTS.with(elsewhere)).isInstanceOf(IllegalArgumentException.class);
    }
}
