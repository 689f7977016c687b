package io.slipcover.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class ProgressLinesTest {
    private final StringWriter err = new StringWriter();

    private ProgressLines lines(Duration pause) {
        return new ProgressLines(new PrintWriter(err), "migrating todos", "documents", pause);
    }

    @Test
    void lines_tellHowFarItIs() {
        try (ProgressLines progress = lines(Duration.ZERO)) {
            progress.expect(100);
            progress.did(40);
            progress.did(60);
        }

        assertThat(err.toString().lines())
                .hasSize(2)
                .first()
                .asString()
                .matches("migrating todos: 40 of 100 documents, \\d+ a second, \\d+ s left");
        assertThat(err.toString().lines().skip(1).findFirst().orElseThrow())
                .matches("migrating todos: 100 of 100 documents, \\d+ a second");
    }

    @Test
    void lines_comeNoMoreOftenThanThePause() {
        try (ProgressLines progress = lines(Duration.ofDays(1))) {
            progress.did(40);
        }

        assertThat(err.toString()).isEmpty();
    }
}
