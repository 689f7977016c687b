package io.slipcover.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class UsageTableTest {
    private static final Instant TIME = Instant.parse("2026-11-30T12:00:00Z");

    private final Usage usage = new Usage();

    private void use() {
        usage.request(TIME, "1", "1.0");
        usage.request(TIME, null, null);
        usage.wroteOlder("2", "note", "1", 1);
        usage.refused(1);
        usage.couldNotRead();
    }

    @Test
    void one_isSingular() {
        use();
        assertThat(UsageTable.lines(usage, List.of("1")))
                .startsWith("1 request by release, from 2026-11-30T12:00:00Z to 2026-11-30T12:00:00Z")
                .contains(
                        "release 2: 1 document of note was written in version 1, which is older than the release's",
                        "1 request of no release: the answer depends on none, or the client was refused before",
                        "1 request was refused, since no release serves the client's version, or the client told none",
                        "1 line could not be read: another log, or the half of a line");
    }

    @Test
    void several_arePlural() {
        use();
        use();
        assertThat(UsageTable.lines(usage, null))
                .startsWith("2 requests by release, from 2026-11-30T12:00:00Z to 2026-11-30T12:00:00Z")
                .contains(
                        "release 2: 2 documents of note were written in version 1, which is older than the release's",
                        "2 requests of no release: the answer depends on none, or the client was refused before",
                        "2 requests were refused, since no release serves the client's version, or the client told none",
                        "2 lines could not be read: another log, or the half of a line");
    }
}
