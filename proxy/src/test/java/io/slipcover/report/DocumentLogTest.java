package io.slipcover.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipcover.testing.Logged;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class DocumentLogTest {
    private final Logged logged = Logged.by(DocumentLog.class);
    private long now;
    private final DocumentLog log = new DocumentLog(() -> now);

    @AfterEach
    void listenNoMore() {
        logged.close();
    }

    private boolean warn(String id, String reason) {
        return log.warn("it cannot be shown", "db", id, "1-a", "2", reason);
    }

    @Test
    void warn_document_isNamedInOneLine() {
        warn("a", "todo-item 2 to 1: convert status: no pair for the value");

        assertThat(logged.lines())
                .containsExactly("WARN it cannot be shown database=\"db\" id=\"a\" revision=\"1-a\" release=\"2\""
                        + " reason=\"todo-item 2 to 1: convert status: no pair for the value\"");
    }

    @Test
    void warn_again_isSilentForAnHour() {
        assertThat(warn("a", "x")).isTrue();
        now += Duration.ofMinutes(59).toNanos();
        assertThat(warn("a", "x")).isFalse();
        now += Duration.ofMinutes(2).toNanos();
        assertThat(warn("a", "x")).isTrue();
        assertThat(logged.lines()).hasSize(2);
    }

    @Test
    void warn_anotherDocumentDatabaseReasonOrMatter_isSaid() {
        assertThat(warn("a", "x")).isTrue();
        assertThat(warn("b", "x")).isTrue();
        assertThat(warn("a", "y")).isTrue();
        assertThat(log.warn("it cannot be shown", "other", "a", "1-a", "2", "x"))
                .isTrue();
        assertThat(log.warn("it was not stored", "db", "a", "1-a", "2", "x")).isTrue();
        assertThat(log.warn("it cannot be shown", "db", null, null, "2", "x")).isTrue();
    }

    @Test
    void warn_idThatWouldBeTwoLines_isOne() {
        warn("a\" reason=\"all is well\"\r\n2026-01-01 ERROR \u001b[31m\u2028\u202e\ud800\\", "x");

        assertThat(logged.lines())
                .singleElement()
                .asString()
                .contains(
                        "id=\"a\\\" reason=\\\"all is well\\\"\\u000d\\u000a2026-01-01 ERROR \\u001b[31m\\u2028\\u202e\\ud800\\\\\"")
                .doesNotContain("\n", "\r", "\u001b");
    }

    @Test
    void warn_idWithoutEnd_isCut() {
        warn("é".repeat(100_000), "x");
        warn("é".repeat(100_001), "x");

        assertThat(logged.lines()).hasSize(2).allMatch(line -> line.length() < 500 && line.contains("éé…"));
    }

    @Test
    void warn_moreDocumentsThanMayBeNamed_saysSoOnceAnHour() {
        for (int number = 0; number < 10_500; number++) {
            warn("a" + number, "x");
        }

        assertThat(logged.lines()).hasSize(10_001);
        assertThat(logged.lines().get(10_000)).startsWith("WARN more documents than these");

        now += Duration.ofMinutes(61).toNanos();
        assertThat(warn("a10400", "x")).isTrue();
    }
}
