package io.slipcover.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class UsageHistoryTest {
    private static final Client OLD = new Client("1", "1.0.0");
    private static final Client OLDER = new Client("1", "1.0.1");
    private static final Client NEW = new Client("2", "2.0.0");

    private final TestClock clock = new TestClock("2026-11-30T09:30:00Z");
    private final UsageHistory history = new UsageHistory(clock);

    private static Stretch stretch(String hour, int seconds, Map<Client, Long> requests) {
        return new Stretch(Stretch.hourOf(Instant.parse(hour)), seconds, requests, Map.of());
    }

    @Test
    void stretchesOfAnHour_addUp() {
        history.add(stretch("2026-11-30T09:00:00Z", 60, Map.of(OLD, 2L)));
        history.add(stretch("2026-11-30T09:00:00Z", 60, Map.of(OLD, 3L, NEW, 1L)));
        history.add(stretch("2026-11-30T08:00:00Z", 3_600, Map.of(OLDER, 7L)));

        assertThat(history.lastHours(1))
                .isEqualTo(
                        new UsageHistory.Window(Instant.parse("2026-11-30T09:00:00Z"), 120, Map.of(OLD, 5L, NEW, 1L)));
        assertThat(history.lastHours(2).seconds()).isEqualTo(3_720);
        assertThat(history.lastHours(2).of("1")).isEqualTo(12);
        assertThat(history.since()).isEqualTo("2026-11-30T08:00:00Z");
    }

    @Test
    void hour_hasNoMoreSecondsThanAnHourHas() {
        history.add(stretch("2026-11-30T09:00:00Z", 3_000, Map.of()));
        history.add(stretch("2026-11-30T09:00:00Z", 3_000, Map.of()));

        assertThat(history.lastHours(1).seconds()).isEqualTo(3_600);
    }

    @Test
    void lastTimes_beginWhereDaysOfUtcDo_andTheLastIsThePresentOne() {
        history.add(stretch("2026-11-30T00:00:00Z", 1, Map.of(NEW, 1L)));
        history.add(stretch("2026-11-29T23:00:00Z", 2, Map.of(NEW, 2L)));
        history.add(stretch("2026-11-28T00:00:00Z", 4, Map.of(NEW, 4L)));

        List<UsageHistory.Window> days = history.lastTimes(24, 3);
        assertThat(days)
                .extracting(UsageHistory.Window::begin)
                .containsExactly(
                        Instant.parse("2026-11-28T00:00:00Z"),
                        Instant.parse("2026-11-29T00:00:00Z"),
                        Instant.parse("2026-11-30T00:00:00Z"));
        assertThat(days).extracting(day -> day.of("2")).containsExactly(4L, 2L, 1L);
        assertThat(days).extracting(UsageHistory.Window::seconds).containsExactly(4L, 2L, 1L);
        assertThat(history.lastTimes(6, 2))
                .extracting(UsageHistory.Window::begin)
                .containsExactly(Instant.parse("2026-11-30T00:00:00Z"), Instant.parse("2026-11-30T06:00:00Z"));
    }

    @Test
    void versions_areToldApartForTwoWeeks_thenOnlyReleases_andNoRequestIsLost() {
        history.add(stretch("2026-11-30T09:00:00Z", 60, Map.of(OLD, 2L, OLDER, 3L)));
        clock.move(Duration.ofHours(UsageHistory.HOURS_WITH_VERSIONS - 1));
        history.add(stretch("2026-12-14T08:00:00Z", 60, Map.of(NEW, 1L)));
        assertThat(history.lastHours(UsageHistory.HOURS_WITH_VERSIONS).requests())
                .containsEntry(OLD, 2L)
                .containsEntry(OLDER, 3L);

        clock.move(Duration.ofHours(1));
        history.add(stretch("2026-12-14T09:00:00Z", 60, Map.of(NEW, 1L)));
        history.add(stretch("2026-11-30T09:00:00Z", 60, Map.of(OLD, 1L)));
        assertThat(history.lastHours(UsageHistory.HOURS_WITH_VERSIONS + 1).requests())
                .isEqualTo(Map.of(new Client("1", Client.ALL), 6L, NEW, 2L));
    }

    @Test
    void hours_areBounded_andTheOldestGo_whateverAClockOnceSaid() {
        history.add(stretch("9999-12-31T23:00:00Z", 60, Map.of(NEW, 9L)));
        long now = Stretch.hourOf(clock.instant());
        for (long hour = now - UsageHistory.MOST_HOURS; hour <= now; hour++) {
            history.add(new Stretch(hour, 1, Map.of(NEW, 1L), Map.of()));
        }

        assertThat(history.stretches()).hasSize(UsageHistory.MOST_HOURS);
        assertThat(history.lastHours(UsageHistory.MOST_HOURS).of("2")).isEqualTo(UsageHistory.MOST_HOURS - 1);
    }

    @Test
    void clientsOfAnHour_areBounded_andNoRequestIsLost() {
        Map<Client, Long> many = new HashMap<>();
        for (int version = 0; version < 3 * UsageHistory.MOST_CLIENTS; version++) {
            many.put(new Client("1", "1.0." + version), 2L);
        }
        history.add(stretch("2026-11-30T09:00:00Z", 60, many));
        history.add(stretch("2026-11-30T09:00:00Z", 60, many));

        Map<Client, Long> kept = history.lastHours(1).requests();
        assertThat(kept).hasSizeLessThanOrEqualTo(UsageHistory.MOST_CLIENTS);
        assertThat(kept.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(12L * UsageHistory.MOST_CLIENTS);
    }

    @Test
    void lastSeen_staysWhenTheHourIsGone_andIsBounded() {
        Instant start = Instant.parse("2020-01-01T00:00:00Z");
        for (int client = 0; client < UsageHistory.MOST_REMEMBERED + 10; client++) {
            history.add(
                    new Stretch(1, 0, Map.of(), Map.of(new Client("1", "1.0." + client), start.plusSeconds(client))));
        }
        history.add(new Stretch(2, 0, Map.of(), Map.of(new Client("1", "1.0.500"), start)));

        assertThat(history.lastSeen())
                .hasSize(UsageHistory.MOST_REMEMBERED)
                .doesNotContainKey(new Client("1", "1.0.9"))
                .containsEntry(new Client("1", "1.0.500"), start.plusSeconds(500));
        assertThat(history.since()).isNull();
    }

    @Test
    void clientsBeyondTheBound_areCountedUnderTheirOwnRelease() {
        Map<Client, Long> many = new HashMap<>();
        for (int version = 0; version < 2 * UsageHistory.MOST_CLIENTS; version++) {
            many.put(new Client("1", "1.0." + version), 2L);
        }
        many.put(NEW, 7L);
        history.add(stretch("2026-11-30T09:00:00Z", 60, many));
        history.add(stretch("2026-11-30T09:00:00Z", 60, many));

        UsageHistory.Window hour = history.lastHours(1);
        assertThat(hour.of("1")).isEqualTo(8L * UsageHistory.MOST_CLIENTS);
        assertThat(hour.of("2")).isEqualTo(14);
        assertThat(hour.of(Client.OTHER)).isZero();
        assertThat(hour.requests()).hasSizeLessThanOrEqualTo(UsageHistory.MOST_CLIENTS + 1);
    }

    @Test
    void lastSeen_isNeverForgottenForAWholeRelease() {
        Instant start = Instant.parse("2020-01-01T00:00:00Z");
        history.add(new Stretch(1, 0, Map.of(), Map.of(OLD, start, OLDER, start.plusSeconds(1))));
        for (int client = 0; client < UsageHistory.MOST_REMEMBERED + 10; client++) {
            history.add(new Stretch(
                    2, 0, Map.of(), Map.of(new Client("2", "2.0." + client), start.plusSeconds(100 + client))));
        }

        assertThat(history.lastSeen())
                .hasSize(UsageHistory.MOST_REMEMBERED)
                .containsEntry(OLDER, start.plusSeconds(1))
                .doesNotContainKey(OLD);
    }

    @Test
    void lastSeen_isNoTimeToCome_andARealTimeTakesItsPlace() {
        Instant ahead = clock.instant().plus(Duration.ofDays(400));
        history.add(new Stretch(Stretch.hourOf(ahead), 0, Map.of(), Map.of(OLD, ahead, NEW, ahead)));
        assertThat(history.lastSeen()).isEqualTo(Map.of(OLD, clock.instant(), NEW, clock.instant()));

        Instant real = clock.instant().minusSeconds(5);
        history.add(new Stretch(Stretch.hourOf(real), 0, Map.of(), Map.of(OLD, real)));
        clock.move(Duration.ofMinutes(1));
        history.add(new Stretch(Stretch.hourOf(ahead), 0, Map.of(), Map.of(OLD, ahead)));
        assertThat(history.lastSeen()).containsEntry(OLD, real).containsEntry(NEW, clock.instant());
    }

    @Test
    void stretches_tellTheWholeHistory() {
        history.add(stretch("2026-11-30T09:00:00Z", 60, Map.of(OLD, 2L)));
        history.add(new Stretch(5, 0, Map.of(), Map.of(OLDER, Instant.parse("2026-01-01T00:00:07Z"))));
        history.add(new Stretch(5, 0, Map.of(), Map.of(OLD, Instant.parse("2026-11-30T09:00:09Z"))));

        UsageHistory same = new UsageHistory(clock);
        history.stretches().forEach(same::add);
        assertThat(same.stretches()).isEqualTo(history.stretches()).hasSize(2);
        assertThat(same.lastSeen()).isEqualTo(history.lastSeen()).hasSize(2);
    }
}
