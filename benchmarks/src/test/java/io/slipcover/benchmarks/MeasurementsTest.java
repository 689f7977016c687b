package io.slipcover.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MeasurementsTest {
    @Test
    void leavePathsOut_resultsOfJmh_keepAllElse(@TempDir Path folder) throws IOException {
        Path results = folder.resolve("jmh.json");
        Files.writeString(
                results,
                "[{\"benchmark\":\"a\",\"jvm\":\"/somewhere/bin/java\",\"jdkVersion\":\"17\"},{\"jvm\":\"/somewhere/bin/java\"}]");

        Measurements.leavePathsOut(results);

        ObjectMapper json = new ObjectMapper();
        assertThat(json.readTree(results.toFile()))
                .isEqualTo(json.readTree("[{\"benchmark\":\"a\",\"jdkVersion\":\"17\"},{}]"));
    }
}
