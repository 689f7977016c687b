package io.slipcover.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.slipcover.testbed.Chromium;
import io.slipcover.testbed.NodeProgram;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page for operators in a real browser; {@code operators-page.js} has what is done and seen there. */
final class OperatorsPageIT {
    private static final String TOKEN = "a-word-that-nobody-guesses";

    @TempDir
    private Path folder;

    @Test
    void page_showsEverything_toEyesKeyboardsAndReaders() throws Exception {
        Optional<Chromium> chromium = Chromium.find();
        assumeTrue(chromium.isPresent(), Chromium.MISSING);

        try (OperatorsSite site = new OperatorsSite(folder, TOKEN)) {
            NodeProgram.Ended played = chromium.orElseThrow()
                    .play(OperatorsPageIT.class, "operators-page.js", "http://127.0.0.1:" + site.port(), TOKEN);
            assertThat(played.isWell()).as(played.output()).isTrue();
        }
    }
}
