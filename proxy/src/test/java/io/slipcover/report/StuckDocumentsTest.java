package io.slipcover.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

final class StuckDocumentsTest {
    private static final String REASON = "todo-item 2 to 1: convert status: no pair for the value";

    private Instant now = Instant.parse("2026-03-01T10:00:00.75Z");
    private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
    private final StuckDocuments stuck = new StuckDocuments(clock, 3, 1 << 20);

    private void notShown(String id, String revision, String release) {
        stuck.add(Matter.NOT_SHOWN, "todos", id, revision, release, REASON);
    }

    private String json() {
        return new String(stuck.json(null), UTF_8);
    }

    @Test
    void json_documentSeenTwice_isOneRowWithBothReleasesAndTimes() {
        notShown("a", "2-b", "1.1");
        now = now.plus(Duration.ofMinutes(5));
        notShown("a", "2-b", "1");

        assertThat(json())
                .isEqualTo(
                        "{\"total\":1,\"dropped\":0,\"documents\":[{\"database\":\"todos\",\"id\":\"a\",\"revision\":\"2-b\","
                                + "\"releases\":[\"1\",\"1.1\"],\"direction\":\"not shown\",\"reason\":\"" + REASON
                                + "\","
                                + "\"first_seen\":\"2026-03-01T10:00:00Z\",\"last_seen\":\"2026-03-01T10:05:00Z\",\"count\":2}]}\n");
    }

    @Test
    void json_nothing_isAnEmptyList() {
        assertThat(json()).isEqualTo("{\"total\":0,\"dropped\":0,\"documents\":[]}\n");
    }

    @Test
    void json_otherDatabase_isLeftOut() {
        notShown("a", "2-b", "1");
        stuck.add(Matter.NOT_STORED, "other", "b", null, "1", REASON);

        assertThat(new String(stuck.json("other"), UTF_8))
                .contains("\"total\":1,", "\"id\":\"b\",\"revision\":null", "\"direction\":\"not stored\"")
                .doesNotContain("todos");
    }

    @Test
    void json_newestFirst_andTheOldestGoesWhereTheListIsFull() {
        notShown("a", "1-a", "1");
        notShown("b", "1-a", "1");
        notShown("c", "1-a", "1");
        notShown("a", "1-a", "1");
        notShown("d", "1-a", "1");

        assertThat(json())
                .startsWith("{\"total\":3,\"dropped\":1,")
                .containsSubsequence("\"id\":\"d\"", "\"id\":\"a\"", "\"id\":\"c\"")
                .doesNotContain("\"id\":\"b\"");
    }

    @Test
    void add_longTexts_areCutAndTheListStaysSmall() {
        StuckDocuments small = new StuckDocuments(clock, 1000, 50_000);
        for (int i = 0; i < 100; i++) {
            small.add(Matter.NOT_SHOWN, "todos", "x".repeat(100_000) + i, "1-a", "1", "y".repeat(100_000));
        }
        String json = new String(small.json(null), UTF_8);
        assertThat(json.length()).isLessThan(50_000);
        assertThat(json).startsWith("{\"total\":5,\"dropped\":95,");
    }

    @Test
    void shown_toEachOfItsReleases_leavesTheList() {
        notShown("a", "2-b", "1");
        notShown("a", "2-b", "2");

        stuck.shown("todos", "a", "2-b", "1");
        assertThat(json()).contains("\"releases\":[\"2\"]");
        stuck.shown("todos", "a", "3-c", "2");
        assertThat(json()).contains("\"total\":0");
        assertThat(stuck.hasAny("todos")).isFalse();
    }

    @Test
    void shown_olderRevisionOrConflict_staysOnTheList() {
        notShown("a", "2-b", "1");
        stuck.shown("todos", "a", "1-a", "1");
        stuck.shown("todos", "a", "2-c", "1");
        stuck.stored("todos", "a", "2-b", "1");
        stuck.shown("other", "a", "2-b", "1");

        assertThat(json()).contains("\"total\":1");
    }

    @Test
    void stored_sameBaseOrLater_leavesTheList() {
        stuck.add(Matter.NOT_STORED, "todos", "a", "2-b", "1", REASON);
        stuck.add(Matter.WITHOUT_BASE, "todos", "new", null, "1", REASON);
        stuck.shown("todos", "a", "2-b", "1");
        assertThat(json()).contains("\"total\":2");

        stuck.stored("todos", "a", "2-b", "1");
        stuck.stored("todos", "new", null, "1");
        assertThat(json()).contains("\"total\":0");
    }

    @Test
    void add_withoutId_isNotListed() {
        stuck.add(Matter.NOT_STORED, "todos", null, null, "1", REASON);

        assertThat(json()).contains("\"total\":0");
    }

    @Test
    void table_hasALineForEach_andNoIdMakesAnother() {
        notShown("a\nb\tc", "2-b", "1");

        assertThat(new String(stuck.table(null), UTF_8))
                .isEqualTo("DATABASE\tID\tREVISION\tRELEASES\tDIRECTION\tREASON\tFIRST SEEN\tLAST SEEN\tCOUNT\n"
                        + "todos\ta\\u000ab\\u0009c\t2-b\t1\tnot shown\t" + REASON
                        + "\t2026-03-01T10:00:00Z\t2026-03-01T10:00:00Z\t1\n");
    }
}
