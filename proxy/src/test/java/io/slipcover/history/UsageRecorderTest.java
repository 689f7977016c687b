package io.slipcover.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipcover.testing.Logged;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class UsageRecorderTest {
    private static final Client ONE = new Client("1", "1.0.0");
    private static final Client TWO = new Client("2", "2.0.0");

    @TempDir
    private Path folder;

    private final TestClock clock = new TestClock("2026-11-30T09:30:00Z");
    private final Map<Client, Counted> counts = new HashMap<>();
    private Path path;

    @BeforeEach
    void name() {
        path = folder.resolve("usage");
    }

    private UsageRecorder recorder(Path file) throws IOException {
        return UsageRecorder.waiting(() -> counts, file, clock);
    }

    private void count(Client client, long requests) {
        counts.put(client, new Counted(requests, clock.instant()));
    }

    /** A start of the program, which counts from 0. */
    private UsageRecorder started() throws IOException {
        counts.clear();
        return recorder(path);
    }

    @Test
    void look_takesTheDifference_andTheTime() throws IOException {
        count(ONE, 5);
        UsageRecorder recorder = recorder(null);
        clock.move(Duration.ofSeconds(30));
        count(ONE, 8);
        count(TWO, 1);
        assertThat(recorder.history().lastHours(1).requests()).isEqualTo(Map.of(ONE, 8L, TWO, 1L));
        clock.move(Duration.ofSeconds(30));
        count(ONE, 9);

        UsageHistory history = recorder.history();
        assertThat(history.lastHours(1).requests()).isEqualTo(Map.of(ONE, 9L, TWO, 1L));
        assertThat(history.lastHours(1).seconds()).isEqualTo(60);
        assertThat(history.lastSeen())
                .isEqualTo(
                        Map.of(ONE, Instant.parse("2026-11-30T09:31:00Z"), TWO, Instant.parse("2026-11-30T09:30:30Z")));
    }

    @Test
    void time_isSplitWhereAnHourEnds_andATimeAsleepDoesNotCount() throws IOException {
        UsageRecorder recorder = recorder(null);
        clock.move(Duration.ofMinutes(29).plusSeconds(50));
        recorder.history();
        clock.move(Duration.ofSeconds(30));
        assertThat(recorder.history().lastTimes(1, 2))
                .extracting(UsageHistory.Window::seconds)
                .containsExactly(610L, 20L);

        clock.move(Duration.ofHours(5));
        assertThat(recorder.history().lastHours(24).seconds()).isEqualTo(630 + 600);
        clock.move(Duration.ofSeconds(-10));
        assertThat(recorder.history().lastHours(24).seconds()).isEqualTo(630 + 600);
    }

    @Test
    void history_outlivesARestart_alsoWithoutAnEnd() throws IOException {
        UsageRecorder first = started();
        count(ONE, 5);
        clock.move(Duration.ofSeconds(60));
        first.record(false);
        count(ONE, 6);
        clock.move(Duration.ofSeconds(10));
        first.close();

        UsageRecorder second = started();
        count(ONE, 2);
        clock.move(Duration.ofSeconds(60));
        second.record(false);
        count(ONE, 50); // The program is killed before anybody looks.

        UsageHistory history = started().history();
        assertThat(history.lastHours(1).requests()).isEqualTo(Map.of(ONE, 8L));
        assertThat(history.lastHours(1).seconds()).isEqualTo(130);
        assertThat(history.lastSeen()).containsEntry(ONE, Instant.parse("2026-11-30T09:31:10Z"));
    }

    @Test
    void quietTime_isWrittenNowAndThen_andCountsAllTheSame() throws IOException {
        UsageRecorder recorder = started();
        long before = Files.size(path);
        for (int minute = 0; minute < 9; minute++) {
            clock.move(Duration.ofMinutes(1));
            recorder.record(false);
        }
        assertThat(Files.size(path)).isEqualTo(before);

        clock.move(Duration.ofMinutes(1));
        recorder.record(false);
        assertThat(Files.readString(path)).endsWith("\"seconds\":600,\"requests\":{},\"last\":{}}\n");
    }

    @Test
    void lineThatCannotBeWritten_isToldOnce_andWrittenLater() throws IOException {
        UsageRecorder recorder = started();
        Path away = folder.resolve("away");
        try (Logged logged = Logged.by(UsageRecorder.class)) {
            Files.delete(path);
            Files.createDirectories(path.resolve("in the way"));
            for (int requests = 1; requests <= 3; requests++) {
                count(ONE, requests);
                clock.move(Duration.ofMinutes(1));
                recorder.record(false);
            }
            assertThat(logged.lines()).singleElement().asString().contains("the history of usage cannot be written");
            Files.move(path, away);
            recorder.record(false);
        }

        assertThat(started().history().lastHours(1).requests()).isEqualTo(Map.of(ONE, 3L));
    }

    @Test
    void file_isMadeAnewWhenItIsLong_andTellsTheSame() throws IOException {
        StringBuilder lines = new StringBuilder("{\"slipcover_history\":1}\n");
        for (int line = 0; line < HistoryFile.SPARE_LINES + 10; line++) {
            long hour = Stretch.hourOf(clock.instant()) - line % 3;
            lines.append(StretchLine.of(new Stretch(hour, 1, Map.of(ONE, 2L), Map.of(ONE, clock.instant()))))
                    .append('\n');
        }
        Files.writeString(path, lines.append("torn"));

        UsageHistory history = started().history();
        assertThat(Files.readAllLines(path)).hasSize(4);
        assertThat(history.lastHours(3).of("1")).isEqualTo(2L * (HistoryFile.SPARE_LINES + 10));
        assertThat(started().history().lastHours(3)).isEqualTo(history.lastHours(3));
        assertThat(started().history().lastSeen()).isEqualTo(history.lastSeen());
    }

    @Test
    void file_thatCannotBeMadeAnew_isToldOnce_andTakesMore() throws IOException {
        String line = StretchLine.of(new Stretch(Stretch.hourOf(clock.instant()), 1, Map.of(ONE, 2L), Map.of())) + "\n";
        Files.writeString(path, "{\"slipcover_history\":1}\n" + line.repeat(HistoryFile.SPARE_LINES + 10));
        Files.createDirectories(folder.resolve("usage.new/in the way"));
        try (Logged logged = Logged.by(UsageRecorder.class)) {
            UsageRecorder recorder = started();
            for (int requests = 1; requests <= 3; requests++) {
                count(ONE, requests);
                clock.move(Duration.ofMinutes(1));
                recorder.record(false);
            }
            assertThat(logged.lines())
                    .singleElement()
                    .asString()
                    .contains("the history of usage cannot be made shorter");
        }
        assertThat(Files.readAllLines(path)).hasSize(HistoryFile.SPARE_LINES + 14);
    }

    @Test
    void close_writesWhatWaits_whileTheThreadRests() throws IOException {
        UsageRecorder recorder = UsageRecorder.start(() -> counts, path, clock);
        count(ONE, 5);
        recorder.close();

        assertThat(started().history().lastHours(1).requests()).isEqualTo(Map.of(ONE, 5L));
    }

    @Test
    void looksThatFail_areToldOnce_andTheNextOneTakesWhatWasCounted() throws IOException {
        Queue<Throwable> failures = new ArrayDeque<>(List.of(
                new IllegalStateException("nobody counts"), new OutOfMemoryError("no room"), new StackOverflowError()));
        UsageRecorder recorder = UsageRecorder.waiting(
                () -> {
                    Throwable failure = failures.poll();
                    if (failure instanceof Error error) {
                        throw error;
                    } else if (failure instanceof RuntimeException exception) {
                        throw exception;
                    }
                    return counts;
                },
                path,
                clock);
        count(ONE, 5);
        try (Logged logged = Logged.by(UsageRecorder.class)) {
            for (int minute = 0; minute < 3; minute++) {
                clock.move(Duration.ofMinutes(1));
                recorder.record(false);
            }
            assertThat(recorder.history().lastHours(1).requests()).isEqualTo(Map.of(ONE, 5L));
            assertThat(recorder.history().lastHours(1).seconds()).isEqualTo(180);
            assertThat(logged.lines()).singleElement().asString().contains("usage cannot be recorded");

            failures.add(new IllegalStateException("nobody counts again"));
            recorder.record(false);
            assertThat(logged.lines()).hasSize(2);
        }
    }

    @Test
    void clockBefore1970_losesNoCount() throws IOException {
        TestClock early = new TestClock("1969-12-31T23:00:00Z");
        UsageRecorder recorder = UsageRecorder.waiting(() -> counts, path, early);
        count(ONE, 5);
        early.move(Duration.ofMinutes(1));
        recorder.record(false);
        assertThat(recorder.history().lastHours(1).requests()).isEmpty();

        early.move(Duration.ofHours(2));
        assertThat(recorder.history().lastHours(1).requests()).isEqualTo(Map.of(ONE, 5L));
    }

    /** A pipe that nobody reads stands for a disk that does not answer. */
    @Test
    void history_doesNotWaitForTheDisk() throws Exception {
        UsageRecorder recorder = started();
        Files.delete(path);
        assertThat(new ProcessBuilder("mkfifo", path.toString()).start().waitFor())
                .isZero();
        count(ONE, 5);
        Thread writing = new Thread(() -> recorder.record(true), "writing");
        writing.start();
        while (Arrays.stream(writing.getStackTrace())
                .noneMatch(frame -> frame.getClassName().equals(HistoryFile.class.getName())
                        && frame.getMethodName().equals("begin"))) {
            assertThat(writing.isAlive()).isTrue();
            Thread.sleep(1);
        }

        count(ONE, 7);
        try {
            CompletableFuture<UsageHistory> asked = CompletableFuture.supplyAsync(recorder::history);
            assertThat(asked.get(30, TimeUnit.SECONDS).lastHours(1).requests()).isEqualTo(Map.of(ONE, 7L));
        } finally {
            try (InputStream reader = Files.newInputStream(path)) {
                reader.transferTo(OutputStream.nullOutputStream());
                writing.join();
            }
        }
        Files.delete(path);
        recorder.record(true);
        assertThat(started().history().lastHours(1).requests()).isEqualTo(Map.of(ONE, 7L));
    }
}
