package io.slipcover.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every folder of {@code broken} is a configuration, with the report that it gets in {@code expected.txt}. */
final class BrokenConfigurationsTest {
    private static final Path BROKEN = Path.of("src/test/resources/broken");

    static Stream<String> folders() throws IOException {
        try (Stream<Path> folders = Files.list(BROKEN)) {
            return folders.map(folder -> folder.getFileName().toString()).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("folders")
    void load_brokenConfiguration_reportsAllMistakesAtTheirPlaces(String folder) throws IOException {
        Path file = BROKEN.resolve(folder).resolve("slipcover.yaml");
        ConfigurationException refused = catchThrowableOfType(
                ConfigurationException.class, () -> Configuration.load(file, Map.of("HOST", "127.0.0.1")));

        assertThat(refused).isNotNull();
        assertThat(refused.getMessage() + "\n")
                .isEqualTo(Files.readString(BROKEN.resolve(folder).resolve("expected.txt")));
        assertThat(refused.problems()).hasSize(refused.getMessage().split("\n").length);
    }
}
