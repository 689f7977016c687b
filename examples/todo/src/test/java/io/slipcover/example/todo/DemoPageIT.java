package io.slipcover.example.todo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.slipcover.testbed.NodePackages;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The demo's page in a real browser; {@code browser/page.js} has the scenarios. */
final class DemoPageIT {
    private static Path scripts;
    private static Path chromium;

    @RegisterExtension
    private final Todos todos = new Todos();

    @BeforeAll
    static void findBrowser() {
        Optional<Path> found = onPath("chromium", "chromium-browser", "google-chrome");
        assumeTrue(found.isPresent(), "no chromium, chromium-browser or google-chrome on the PATH");
        chromium = found.orElseThrow();
        scripts = NodePackages.install(DemoPageIT.class, "browser", "browser/page.js");
    }

    @ParameterizedTest
    @ValueSource(strings = {"shapes", "live", "offline", "conflict", "update", "remove"})
    void page_scenario_goesAsTold(String scenario) throws Exception {
        todos.stage().loadDocuments();
        Path output = Files.createTempFile("slipcover-page-", ".log");
        try (DemoPage page = DemoPage.start(todos.stage(), 0)) {
            Process node = new ProcessBuilder(
                            "node",
                            scripts.resolve("page.js").toString(),
                            scenario,
                            page.url().toString(),
                            chromium.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            boolean ended = node.waitFor(5, TimeUnit.MINUTES);
            if (!ended) {
                node.descendants().forEach(ProcessHandle::destroyForcibly);
                node.destroyForcibly();
            }
            assertThat(ended && node.exitValue() == 0).as(() -> read(output)).isTrue();
        } finally {
            Files.delete(output);
        }
    }

    private static String read(Path output) {
        try {
            return Files.readString(output, UTF_8);
        } catch (java.io.IOException failed) {
            return failed.toString();
        }
    }

    private static Optional<Path> onPath(String... names) {
        return Stream.of(names)
                .flatMap(name -> Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
