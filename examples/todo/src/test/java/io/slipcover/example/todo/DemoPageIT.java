package io.slipcover.example.todo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.slipcover.testbed.Chromium;
import io.slipcover.testbed.NodeProgram;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The demo's page in a real browser; {@code browser/page.js} has the scenarios. */
final class DemoPageIT {
    private static Chromium chromium;

    @RegisterExtension
    private final Todos todos = new Todos();

    @BeforeAll
    static void findBrowser() {
        Optional<Chromium> found = Chromium.find();
        assumeTrue(found.isPresent(), Chromium.MISSING);
        chromium = found.orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"shapes", "live", "offline", "conflict", "update", "remove", "narrow"})
    void page_scenario_goesAsTold(String scenario) throws Exception {
        todos.stage().loadDocuments();
        try (DemoPage page = DemoPage.start(todos.stage(), 0)) {
            NodeProgram.Ended played = chromium.play(
                    DemoPageIT.class, "browser/page.js", scenario, page.url().toString());
            assertThat(played.isWell()).as(played.output()).isTrue();
        }
    }
}
