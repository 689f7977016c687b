package io.slipcover.history;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HistoryFileTest {
    private static final Client ONE = new Client("1", "1.0.0");
    private static final Client STRANGE = new Client("sp\"e\\cial\n", "ü");

    private static final Stretch FIRST = new Stretch(
            Stretch.hourOf(Instant.parse("2026-11-30T08:00:00Z")),
            3_600,
            Map.of(ONE, 123L),
            Map.of(ONE, Instant.parse("2026-11-30T08:59:59.123Z")));
    private static final Stretch SECOND = new Stretch(FIRST.hour() + 1, 60, Map.of(ONE, 45L), Map.of());

    @TempDir
    private Path folder;

    private Path path;

    @BeforeEach
    void name() {
        path = folder.resolve("usage");
    }

    private static List<Stretch> read(HistoryFile file) throws IOException {
        List<Stretch> stretches = new ArrayList<>();
        file.read(stretches::add);
        return stretches;
    }

    @Test
    void file_thatIsNew_tellsNothing_andThenWhatWasAppended() throws IOException {
        HistoryFile file = new HistoryFile(path);
        assertThat(read(file)).isEmpty();

        file.append(List.of(FIRST));
        file.append(List.of(SECOND, SECOND));
        assertThat(read(new HistoryFile(path))).containsExactly(FIRST, SECOND, SECOND);
        assertThat(Files.readString(path))
                .startsWith("{\"slipcover_history\":1}\n")
                .endsWith("}\n");
    }

    /** What a machine that loses its power may leave: any beginning of the file. Another line is appended to it. */
    @Test
    void file_tornAnywhere_tellsItsWholeLines_andTakesMore() throws IOException {
        HistoryFile whole = new HistoryFile(path);
        whole.append(List.of(FIRST));
        int second = (int) Files.size(path);
        whole.append(List.of(SECOND));
        byte[] bytes = Files.readAllBytes(path);

        for (int cut = 0; cut <= bytes.length; cut++) {
            Files.write(path, Arrays.copyOf(bytes, cut));
            List<Stretch> expected = new ArrayList<>();
            if (cut >= second - 1) { // All but the line break is the whole line.
                expected.add(FIRST);
            }
            if (cut >= bytes.length - 1) {
                expected.add(SECOND);
            }
            HistoryFile torn = new HistoryFile(path);
            assertThat(read(torn)).as("cut at %d", cut).isEqualTo(expected);

            if (cut % 3 > 0) { // The disk takes its time for each line.
                continue;
            }
            torn.append(List.of(SECOND));
            expected.add(SECOND);
            assertThat(read(new HistoryFile(path)))
                    .as("cut at %d, and appended", cut)
                    .isEqualTo(expected);
        }
    }

    /** The program goes on after a write that the disk has taken only the half of. */
    @Test
    void file_tornWhileItIsOpen_takesMore() throws IOException {
        HistoryFile file = new HistoryFile(path);
        file.append(List.of(FIRST));
        Files.write(path, Arrays.copyOf(Files.readAllBytes(path), (int) Files.size(path) - 9));

        file.append(List.of(SECOND));
        assertThat(read(file)).containsExactly(SECOND);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "",
                "{}",
                "\0\0\0\0\0\0\0",
                "[1,2]",
                "{\"hour\":\"yesterday\",\"seconds\":1,\"requests\":{},\"last\":{}}",
                "{\"hour\":\"2026-11-30T08:00:00Z\",\"seconds\":-1,\"requests\":{},\"last\":{}}",
                "{\"hour\":\"2026-11-30T08:00:00Z\",\"seconds\":3601,\"requests\":{},\"last\":{}}",
                "{\"hour\":\"2026-11-30T08:00:00Z\",\"seconds\":99999999999,\"requests\":{},\"last\":{}}",
                "{\"hour\":\"2026-11-30T08:00:00Z\",\"seconds\":\"1\",\"requests\":{},\"last\":{}}",
                "{\"hour\":\"1066-11-30T08:00:00Z\",\"seconds\":1,\"requests\":{},\"last\":{}}",
                "{\"hour\":\"+20000-11-30T08:00:00Z\",\"seconds\":1,\"requests\":{},\"last\":{}}",
                "{\"hour\":\"2026-11-30T08:00:00Z\",\"seconds\":1,\"requests\":{\"1\":{\"1.0.0\":-5}},\"last\":{}}",
                "{\"hour\":\"2026-11-30T08:00:00Z\",\"seconds\":1,\"requests\":{\"1\":5},\"last\":{}}",
                "{\"hour\":\"2026-11-30T08:00:00Z\",\"seconds\":1,\"requests\":{\"1\":{\"1\":{\"1\":5}}},\"last\":{}}",
                "{\"hour\":\"2026-11-30T08:00:00Z\",\"seconds\":1,\"requests\":{},\"last\":{\"1\":{\"1.0.0\":7}}}",
                "{\"hour\":\"2026-11-30T08:00:00Z\",\"seconds\":1,\"requests\":{}}",
                "{\"hour\":\"2026-11-30T08:00:00Z\",\"seconds\":1,\"requests\":{},\"last\":{}} and more"
            })
    void line_thatIsNone_isLeftOut(String line) throws IOException {
        new HistoryFile(path).append(List.of(FIRST));
        Files.writeString(path, Files.readString(path) + line + "\n" + StretchLine.of(SECOND) + "\n");

        assertThat(read(new HistoryFile(path))).containsExactly(FIRST, SECOND);
    }

    @Test
    void line_thatIsTooLong_orHasNamesThatAre_isLeftOut() throws IOException {
        new HistoryFile(path).append(List.of(FIRST));
        String longName = StretchLine.of(new Stretch(1, 1, Map.of(new Client("1", "x".repeat(201)), 1L), Map.of()));
        Files.writeString(
                path,
                Files.readString(path) + " ".repeat(1 << 21) + StretchLine.of(SECOND) + "\n" + longName + "\n"
                        + StretchLine.of(SECOND) + "\n");

        assertThat(read(new HistoryFile(path))).containsExactly(FIRST, SECOND);
    }

    @ParameterizedTest
    @ValueSource(strings = {"root:x:0:0\n", "{\"a\":1}\n", "{", "{\"slipcover_history\":2}\n", "\n"})
    void file_ofSomebodyElse_isRefused_andStaysAsItIs(String text) throws IOException {
        Files.writeString(path, text + "more\n");

        assertThatThrownBy(() -> new HistoryFile(path))
                .isInstanceOf(IOException.class)
                .hasMessage("expected a history of Slipcover's, found another file");
        assertThat(path).hasContent(text + "more\n");
    }

    @Test
    void file_thatCannotBe_isRefused() {
        assertThatThrownBy(() -> new HistoryFile(folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("found a folder");
        assertThatThrownBy(() -> new HistoryFile(folder.resolve("none/usage"))).isInstanceOf(IOException.class);
    }

    @Test
    void names_mayBeAnything() throws IOException {
        Stretch strange = new Stretch(7, 0, Map.of(STRANGE, 1L), Map.of(STRANGE, Instant.EPOCH));
        HistoryFile file = new HistoryFile(path);
        file.append(List.of(strange));

        assertThat(read(file)).containsExactly(strange);
        assertThat(Files.readString(path)).hasLineCount(2);
    }

    @Test
    void replacement_comesInOneStep_alsoBehindALink_andLeavesNothingBeside() throws IOException {
        HistoryFile file = new HistoryFile(path);
        file.append(List.of(SECOND, SECOND));
        Path link = Files.createSymbolicLink(folder.resolve("link"), path);

        HistoryFile linked = new HistoryFile(link);
        linked.replace(List.of(FIRST));
        assertThat(read(file)).containsExactly(FIRST);
        assertThat(link).isSymbolicLink();
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactlyInAnyOrder(path, link);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-------", "rw-rw-rw-"})
    void replacement_mayBeReadByTheSamePeople(String permissions) throws IOException {
        HistoryFile file = new HistoryFile(path);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));

        file.replace(List.of(FIRST));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo(permissions);
    }

    @Test
    void file_thatWasMovedAway_isBegunAnew() throws IOException {
        HistoryFile file = new HistoryFile(path);
        file.append(List.of(FIRST));
        Files.move(path, folder.resolve("usage.1"));

        file.append(List.of(SECOND));
        assertThat(read(new HistoryFile(path))).containsExactly(SECOND);
        assertThat(read(new HistoryFile(folder.resolve("usage.1")))).containsExactly(FIRST);
    }

    @Test
    void file_isLong_whenItHasManyMoreLinesThanHours() throws IOException {
        HistoryFile file = new HistoryFile(path);
        Files.writeString(
                path,
                Files.readString(path, UTF_8) + (StretchLine.of(SECOND) + "\n").repeat(HistoryFile.SPARE_LINES + 1));
        read(file);
        assertThat(file.isLong(1)).isTrue();
        assertThat(file.isLong(5)).isFalse();

        file.replace(List.of(SECOND));
        assertThat(file.isLong(1)).isFalse();
    }
}
