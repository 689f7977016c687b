package io.slipcover.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipcover.testbed.Patience;
import io.slipcover.testing.Logged;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AccessLogTest {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    @TempDir
    private Path folder;

    private static AccessLogEntry entry(String database, String traceparent) {
        return new AccessLogEntry(
                Instant.parse("2026-11-29T20:15:00.123Z"),
                "GET",
                RouteKind.DOCUMENT,
                database,
                200,
                "whole",
                "2",
                "2.1",
                0,
                131,
                1_204_999,
                2_001_000,
                "5f2a",
                traceparent,
                "192.0.2.77");
    }

    private static String line(AccessLogFormat format, AccessLogEntry entry, AddressForm addresses) {
        StringBuilder lines = new StringBuilder();
        format.append(lines, entry, addresses);
        return lines.toString();
    }

    @Test
    void line_inEitherFormat_tellsAllFields() {
        AccessLogEntry entry = entry("todos", "00-" + TRACE + "-b7ad6b7169203331-01");

        assertThat(line(AccessLogFormat.JSON, entry, AddressForm.NETWORK))
                .isEqualTo("{\"time\":\"2026-11-29T20:15:00.123Z\",\"method\":\"GET\",\"route\":\"document\","
                        + "\"database\":\"todos\",\"status\":200,\"ending\":\"whole\",\"release\":\"2\","
                        + "\"client_version\":\"2.1\",\"bytes_in\":0,\"bytes_out\":131,\"first_byte_ms\":1.204,"
                        + "\"duration_ms\":2.001,\"request_id\":\"5f2a\",\"trace_id\":\"" + TRACE
                        + "\",\"client\":\"192.0.2.0\"}\n");
        assertThat(line(AccessLogFormat.KEY_VALUE, entry, AddressForm.FULL))
                .isEqualTo("time=\"2026-11-29T20:15:00.123Z\" method=\"GET\" route=\"document\" database=\"todos\""
                        + " status=200 ending=\"whole\" release=\"2\" client_version=\"2.1\" bytes_in=0 bytes_out=131"
                        + " first_byte_ms=1.204 duration_ms=2.001 request_id=\"5f2a\" trace_id=\"" + TRACE
                        + "\" client=\"192.0.2.77\"\n");
    }

    @Test
    void line_whatAClientChose_beginsNoOtherLineOrField() {
        String hostile = "a\" status=500\r\nb\u2028\u0000\\";
        for (AccessLogFormat format : AccessLogFormat.values()) {
            String line = line(format, entry(hostile, "00-\n"), AddressForm.NONE);

            assertThat(line).endsWith("\n").hasLineCount(1).doesNotContain("\u2028", "\u0000", "trace_id", "client\"");
            assertThat(line).contains("a\\\" status=500\\u000d\\u000ab\\u2028\\u0000\\\\\"");
        }
    }

    @Test
    void line_traceThatIsNone_isLeftOut() {
        for (String none : new String[] {
            "00-" + "0".repeat(32) + "-b7ad6b7169203331-01",
            "00-" + TRACE,
            "00-" + TRACE.toUpperCase(Locale.ROOT) + "-b7ad6b7169203331-01"
        }) {
            assertThat(line(AccessLogFormat.JSON, entry("todos", none), AddressForm.NONE))
                    .doesNotContain("trace_id");
        }
    }

    @Test
    void network_ofAnAddress_hasNoLastPart() {
        assertThat(AddressForm.NETWORK.shown("192.0.2.77")).isEqualTo("192.0.2.0");
        assertThat(AddressForm.NETWORK.shown("2001:db8:1:2:3:4:5:6")).isEqualTo("2001:db8:1::");
        assertThat(AddressForm.NETWORK.shown("unknown")).isEmpty();
    }

    @Test
    void file_thatWasMovedAway_isOpenedAgain() throws Exception {
        Path file = folder.resolve("access.log");
        Path moved = folder.resolve("access.log.1");
        try (AccessLog log = AccessLog.toFile(AccessLogFormat.JSON, AddressForm.NONE, file)) {
            log.add(entry("before", ""));
            Patience.await(() -> "a line", () -> Files.readString(file).contains("before"));
            Files.move(file, moved);
            log.openAgain();
            Patience.await(() -> "a file", () -> Files.exists(file));
            log.add(entry("behind", ""));
        }
        assertThat(Files.readString(moved)).contains("before").hasLineCount(1);
        assertThat(Files.readString(file)).contains("behind").hasLineCount(1);
    }

    @Test
    void lines_thatCannotBeWrittenInTime_areDropped_andCounted() throws Exception {
        CountDownLatch disk = new CountDownLatch(1);
        CountDownLatch writing = new CountDownLatch(1);
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        OutputStream slow = new OutputStream() {
            @Override
            public void write(int one) {
                throw new UnsupportedOperationException();
            }

            @Override
            public void write(byte[] bytes, int from, int length) {
                if (length > 0) {
                    writing.countDown();
                    Patience.await(disk);
                    written.write(bytes, from, length);
                }
            }
        };
        try (AccessLog log = AccessLog.to(AccessLogFormat.JSON, AddressForm.NONE, slow)) {
            log.add(entry("first", ""));
            Patience.await(writing);
            for (int count = 0; count < AccessLog.MOST_WAITING + 10; count++) {
                log.add(entry("more", ""));
            }
            assertThat(log.dropped()).isEqualTo(10);
            disk.countDown();
            // The end wakes the log's thread wherever that waits, which is not to be this disk.
            Patience.await(() -> "the first line", () -> written.size() > 0);
        }
        assertThat(written.toString(StandardCharsets.UTF_8)).hasLineCount(AccessLog.MOST_WAITING + 1);
    }

    @Test
    void disk_thatIsFull_isToldOnce() throws Exception {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                throw new IOException("No space left on device");
            }
        };
        try (Logged logged = Logged.by(AccessLog.class)) {
            try (AccessLog log = AccessLog.to(AccessLogFormat.JSON, AddressForm.NONE, full)) {
                log.add(entry("one", ""));
                Patience.await(() -> "the first", () -> log.dropped() == 1);
                log.add(entry("two", ""));
                Patience.await(() -> "the second", () -> log.dropped() == 2);
            }
            assertThat(logged.lines()).hasSize(1).first().asString().contains("the access log cannot be written");
        }
    }
}
