package io.slipcover.example.todo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.slipcover.testbed.Chromium;
import io.slipcover.testbed.NodeProgram;
import io.slipcover.testbed.PouchApps;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Many live feeds in one page of a real browser. Over HTTP/1.1 a page has six connections: six feeds take all of them, and the page's own
 * writes wait for ever. Over HTTP/2 all of them share one connection.
 */
final class FeedsPageIT {
    private static final int FEEDS = 20;

    private static Chromium chromium;

    @RegisterExtension
    private final Todos todos = new Todos(
            "tls:", "  certificate: \"" + file("localhost.pem") + "\"", "  key: \"" + file("localhost.key") + "\"");

    private static Path file(String name) {
        return Path.of("src/test/resources/tls", name).toAbsolutePath();
    }

    @BeforeAll
    static void findBrowser() {
        Optional<Chromium> found = Chromium.find();
        assumeTrue(found.isPresent(), Chromium.MISSING);
        chromium = found.orElseThrow();
    }

    @Test
    void allFeedsOfAPage_tellOfAChange() throws Exception {
        String database = "https://localhost:" + todos.stage().proxyUrl().getPort() + "/"
                + todos.stage().database();
        NodeProgram.Ended played = chromium.play(
                FeedsPageIT.class,
                "browser/feeds.js",
                database,
                PouchApps.browserBuild().toString(),
                Integer.toString(FEEDS));

        assertThat(played.isWell()).as(played.output()).isTrue();
        assertThat(played.output()).contains("protocols: h2\n");
    }
}
