package io.slipcover.playground;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.slipcover.testbed.Chromium;
import io.slipcover.testbed.NodeProgram;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The playground's page in a real browser; {@code playground.js} has what an operator does. */
final class PlaygroundPageIT {
    private static final String TOKEN = "a-word-that-nobody-guesses";

    @TempDir
    private Path folder;

    @Test
    void page_isUsedWithMouseAndKeyboard_andReadInLightAndDark() throws Exception {
        Optional<Chromium> chromium = Chromium.find();
        assumeTrue(chromium.isPresent(), Chromium.MISSING);
        try (PlaygroundSite site = new PlaygroundSite(folder, TOKEN)) {
            NodeProgram.Ended played = chromium.orElseThrow()
                    .play(PlaygroundPageIT.class, "playground.js", site.url().toString(), TOKEN);
            assertThat(played.isWell()).as(played.output()).isTrue();
        }
    }
}
