package io.slipcover.usage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AccessLogReaderTest {
    private static final String PAIRS = "time=\"2026-11-29T20:15:00.123Z\" method=\"GET\" route=\"document\" status=200"
            + " ending=\"whole\" release=\"2\" client_version=\"v2.1\" bytes_in=0 bytes_out=1 duration_ms=1.391\n";
    private static final String JSON = "{\"time\":\"2026-11-30T00:00:00Z\",\"method\":\"GET\",\"route\":\"document\","
            + "\"status\":200,\"ending\":\"whole\",\"release\":\"2\",\"client_version\":\"2.1.0\",\"duration_ms\":1.391}\n";
    private static final String NONE =
            "{\"time\":\"2026-11-30T00:00:01Z\",\"route\":\"other\",\"status\":200,\"duration_ms\":1}\n";

    private final Usage usage = new Usage();
    private final AccessLogReader reader = new AccessLogReader(usage);

    private void read(String log) throws IOException {
        reader.read(new ByteArrayInputStream(log.getBytes(UTF_8)));
    }

    @Test
    void bothForms_areCountedTogether() throws IOException {
        read(PAIRS + JSON + NONE);

        ReleaseUsage two = usage.releases().get("2");
        assertThat(usage.releases()).containsOnlyKeys("2");
        assertThat(two.all().requests()).isEqualTo(2);
        assertThat(two.all().first()).isEqualTo(Instant.parse("2026-11-29T20:15:00.123Z"));
        assertThat(two.all().last()).isEqualTo(Instant.parse("2026-11-30T00:00:00Z"));
        assertThat(two.versions()).containsOnlyKeys("2.1.0");
        assertThat(two.days())
                .containsEntry(LocalDate.of(2026, 11, 29), 1L)
                .containsEntry(LocalDate.of(2026, 11, 30), 1L);
        assertThat(usage.withoutRelease()).isEqualTo(1);
        assertThat(usage.unread()).isZero();
        assertThat(usage.to()).isEqualTo(Instant.parse("2026-11-30T00:00:01Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"time\":\"2026-11-30T00:00:00Z\",\"route\":\"document\",\"rel",
                "time=\"2026-11-29T20:15:00Z\" route=\"document\" release=\"2",
                "time=\"2026-11-29T20:15:00Z\" route=\"document\" release=\"2\"",
                "time=\"2026-99-29T20:15:00Z\" route=\"document\" release=\"2\" duration_ms=1",
                "{\"time\":1e400,\"route\":\"document\",\"duration_ms\":1}",
                "{\"time\":\"+999999999999-01-01T00:00:00Z\",\"route\":\"document\",\"duration_ms\":1}",
                "192.0.2.1 - - [29/Nov/2026:20:15:00 +0000] \"GET / HTTP/1.1\" 200 12",
                "[1, 2]",
                "=",
                "time=\"\\u00zz\" duration_ms=1 route=\"x\"",
                "\u0000\u0001"
            })
    void otherLines_areUnread_andThoseAroundThemCount(String line) throws IOException {
        read(JSON + line + "\r\n\n" + JSON);

        assertThat(usage.unread()).isEqualTo(1);
        assertThat(usage.requests()).isEqualTo(2);
    }

    @Test
    void escapes_areUndone() throws IOException {
        read(PAIRS.replace("release=\"2\"", "release=\"a\\\"b\\\\\\u00e9 c\""));

        assertThat(usage.releases()).containsOnlyKeys("a\"b\\\u00e9 c");
    }

    @Test
    void lineWithoutEnd_isHeldNoLongerThanAllowed() throws IOException {
        read("x".repeat(3 * AccessLogReader.LONGEST) + "\n" + JSON.strip());

        assertThat(usage.unread()).isEqualTo(1);
        assertThat(usage.requests()).isEqualTo(1);
    }

    @Test
    void versionsReleasesAndDays_areBounded() throws IOException {
        StringBuilder log = new StringBuilder();
        for (int number = 0; number < 5_000; number++) {
            log.append(JSON.replace("2.1.0", "1.0." + number)
                    .replace(
                            "2026-11-30",
                            LocalDate.of(1990, 1, 1).plusDays(number).toString()));
            log.append(JSON.replace("\"release\":\"2\"", "\"release\":\"r" + number + "\""));
        }
        read(log.toString());

        assertThat(usage.requests()).isEqualTo(10_000);
        assertThat(usage.releases()).hasSize(Usage.MOST_RELEASES + 1).containsKey(Usage.OTHER);
        assertThat(usage.releases().get("2").days()).hasSizeLessThanOrEqualTo(Usage.MOST_DAYS);
        assertThat(usage.releases().values().stream()
                        .mapToInt(release -> release.versions().size())
                        .sum())
                .isLessThanOrEqualTo(Usage.MOST_VERSIONS + Usage.MOST_RELEASES + 1);
    }

    @Test
    void packedLogs_ofSeveralParts_areRead_andWhatBreaksOffCountsUntilThere() throws IOException {
        byte[] packed = packed(PAIRS.repeat(2_000));
        byte[] two = Arrays.copyOf(packed, 2 * packed.length);
        System.arraycopy(packed, 0, two, packed.length, packed.length);
        reader.read(new ByteArrayInputStream(two));
        assertThat(usage.requests()).isEqualTo(4_000);

        InputStream cut = new ByteArrayInputStream(packed, 0, packed.length - 20);
        assertThatThrownBy(() -> reader.read(cut)).isInstanceOf(EOFException.class);
        assertThat(usage.requests()).isGreaterThan(4_000);
    }

    private static byte[] packed(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream packing = new GZIPOutputStream(bytes)) {
            packing.write(text.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }

    /** What {@code cat} makes of several files, some of them packed: no line is lost where two of them meet. */
    @ParameterizedTest
    @ValueSource(strings = {"gp", "pg", "pgp", "gpg", "ggpp", "xg", "gx", "pxgxp"})
    void packedAndPlainParts_inAnyOrder_areRead(String order) throws IOException {
        ByteArrayOutputStream parts = new ByteArrayOutputStream();
        for (int place = 0; place < order.length(); place++) {
            switch (order.charAt(place)) {
                case 'g' -> parts.write(packed(JSON));
                case 'p' -> parts.write(JSON.getBytes(UTF_8));
                default -> parts.write(JSON.strip().getBytes(UTF_8)); // A last line that nobody has ended yet.
            }
        }
        byte[] log = parts.toByteArray();
        int joined = order.contains("xp") ? 1 : 0; // Of two plain parts, nobody can tell that a line ends between them.
        for (int cut = 1; cut < log.length; cut++) {
            Usage counted = new Usage();
            new AccessLogReader(counted).read(new Slow(log, cut));
            assertThat(counted.requests()).as("cut at " + cut).isEqualTo(order.length() - 2 * joined);
            assertThat(counted.unread()).isEqualTo(joined);
        }
    }

    /** Bytes that come in two pieces. */
    private static final class Slow extends ByteArrayInputStream {
        private final int cut;

        Slow(byte[] bytes, int cut) {
            super(bytes);
            this.cut = cut;
        }

        @Override
        public synchronized int read(byte[] into, int from, int length) {
            return super.read(into, from, pos < cut ? Math.min(length, cut - pos) : length);
        }
    }

    @Test
    void packedParts_thatCutALine_makeOneLineTogether() throws IOException {
        ByteArrayOutputStream parts = new ByteArrayOutputStream();
        parts.write(packed(JSON.substring(0, 20)));
        parts.write(packed(JSON.substring(20)));
        reader.read(new ByteArrayInputStream(parts.toByteArray()));

        assertThat(usage.requests()).isEqualTo(1);
        assertThat(usage.unread()).isZero();
    }

    @Test
    void halfLine_beforeAPackedLogBreaksOff_isToldAsUnread() throws IOException {
        byte[] whole = packed(JSON + PAIRS.substring(0, 100));
        assertThatThrownBy(() -> reader.read(new ByteArrayInputStream(whole, 0, whole.length - 8)))
                .isInstanceOf(EOFException.class);

        assertThat(usage.requests()).isEqualTo(1);
        assertThat(usage.unread()).isEqualTo(1);
    }

    @Test
    void packedLog_thatIsBroken_isNoEndOfTheLog() throws IOException {
        byte[] packed = packed(PAIRS);
        for (int place : new int[] {2, 12, packed.length - 5, packed.length - 1}) {
            byte[] broken = packed.clone();
            broken[place] ^= 0x55;
            assertThatThrownBy(() -> reader.read(new ByteArrayInputStream(broken)))
                    .as("broken at " + place)
                    .isInstanceOf(ZipException.class);
        }
    }

    @Test
    void headersWithNames_andWithMore_areSkipped() throws IOException {
        byte[] packed = packed(JSON);
        ByteArrayOutputStream named = new ByteArrayOutputStream();
        named.write(packed, 0, 3);
        named.write(2 + 4 + 8 + 16);
        named.write(packed, 4, 6);
        named.write(new byte[] {3, 0, 'a', 'b', 'c'});
        named.write("access.log\0a comment\0".getBytes(UTF_8));
        named.write(new byte[] {1, 2});
        named.write(packed, 10, packed.length - 10);
        reader.read(new ByteArrayInputStream(named.toByteArray()));

        assertThat(usage.requests()).isEqualTo(1);
    }

    @Test
    void spellingsOfVersions_thatAreLong_areNotHeld_andNamesThatAreLongAreOthers() throws IOException {
        String name = "9".repeat(Usage.LONGEST_NAME + 1);
        read(JSON.replace("2.1.0", "v".repeat(60_000))
                + JSON.replace("\"release\":\"2\"", "\"release\":\"" + name + "\""));

        assertThat(usage.spellings()).containsExactly("2.1.0");
        assertThat(usage.releases()).containsOnlyKeys("2", Usage.OTHER);
    }

    @Test
    void kindsOfOlderDocuments_areBounded() {
        for (int number = 0; number < 3_000; number++) {
            usage.wroteOlder("r" + number % 3, "type" + number, "1", 1);
        }
        usage.wroteOlder("r0", "x".repeat(Usage.LONGEST_NAME + 1), "1", 1);

        assertThat(usage.releases().values().stream()
                        .mapToInt(release -> release.older().size())
                        .sum())
                .isEqualTo(Usage.MOST_OLDER + 3);
        assertThat(usage.releases().values().stream()
                        .flatMap(release -> release.older().values().stream())
                        .mapToLong(Long::longValue)
                        .sum())
                .isEqualTo(3_001);
    }
}
