package io.slipcover.playground;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.slipcover.testbed.Chromium;
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
        assumeTrue(chromium.isPresent(), "no Chromium, or no Node, on the PATH");
        try (PlaygroundSite site = new PlaygroundSite(folder, TOKEN)) {
            Chromium.Played played = chromium.orElseThrow()
                    .play(PlaygroundPageIT.class, "playground.js", site.url().toString(), TOKEN);
            assertThat(played.isAsTold()).as(played.output()).isTrue();
        }
    }
}
