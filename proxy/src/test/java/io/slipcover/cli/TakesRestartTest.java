package io.slipcover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class TakesRestartTest {
    private static final Pattern SENTENCE = Pattern.compile("\\n- (`[^.]+) take a restart\\.");
    private static final Pattern KEY = Pattern.compile("`([a-z-]+)`");

    @Test
    void keys_areThoseOfTheDocumentation() throws IOException {
        Matcher sentence = SENTENCE.matcher(Files.readString(Path.of("../docs/operating.md")));
        assertThat(sentence.find()).isTrue();

        assertThat(KEY.matcher(sentence.group(1)).results().map((MatchResult match) -> match.group(1)))
                .containsExactlyInAnyOrderElementsOf(Reload.TAKES_RESTART);
    }
}
