package io.slipcover.example.todo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.slipcover.testbed.NodePackages;
import io.slipcover.testbed.PouchApps;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Many live feeds in one page of a real browser. Over HTTP/1.1 a page has six connections: six feeds take all of them, and the page's own
 * writes wait for ever. Over HTTP/2 all of them share one connection.
 */
final class FeedsPageIT {
    private static final int FEEDS = 20;

    private static Path chromium;
    private static Path scripts;

    @RegisterExtension
    private final Todos todos = new Todos(
            "tls:", "  certificate: \"" + file("localhost.pem") + "\"", "  key: \"" + file("localhost.key") + "\"");

    private static Path file(String name) {
        return Path.of("src/test/resources/tls", name).toAbsolutePath();
    }

    @BeforeAll
    static void findBrowser() {
        Optional<Path> found = Stream.of("chromium", "chromium-browser", "google-chrome")
                .flatMap(name -> Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
        assumeTrue(found.isPresent(), "no chromium, chromium-browser or google-chrome on the PATH");
        chromium = found.orElseThrow();
        scripts = NodePackages.install(FeedsPageIT.class, "browser", "browser/feeds.js");
    }

    @Test
    void allFeedsOfAPage_tellOfAChange() throws Exception {
        Path output = Files.createTempFile("slipcover-feeds-", ".log");
        String database = "https://localhost:" + todos.stage().proxyUrl().getPort() + "/"
                + todos.stage().database();
        try {
            Process node = new ProcessBuilder(
                            "node",
                            scripts.resolve("feeds.js").toString(),
                            database,
                            chromium.toString(),
                            PouchApps.browserBuild().toString(),
                            Integer.toString(FEEDS))
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            boolean ended = node.waitFor(5, TimeUnit.MINUTES);
            if (!ended) {
                node.descendants().forEach(ProcessHandle::destroyForcibly);
                node.destroyForcibly();
            }
            String said = Files.readString(output, UTF_8);

            assertThat(ended && node.exitValue() == 0).as(said).isTrue();
            assertThat(said).contains("protocols: h2\n");
        } finally {
            Files.delete(output);
        }
    }
}
