package io.slipcover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipcover.testbed.Patience;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConfigurationWatchTest {
    @TempDir
    private Path folder;

    private final AtomicInteger readings = new AtomicInteger();
    private Path file;
    private Path lenses;
    private ConfigurationWatch watch;

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("slipcover.yaml");
        lenses = Files.createDirectory(folder.resolve("lenses"));
        Files.writeString(file, "one");
        Files.writeString(lenses.resolve("a.yaml"), "lens");
        watch = new ConfigurationWatch(() -> List.of(file, lenses), readings::incrementAndGet);
    }

    private int readingsAfterLooks(int looks) {
        for (int look = 0; look < looks; look++) {
            watch.look();
        }
        return readings.get();
    }

    @Test
    void look_nothingChanged_readsNothing() throws IOException {
        Files.setLastModifiedTime(file, FileTime.fromMillis(1));

        assertThat(readingsAfterLooks(3)).isZero();
    }

    @Test
    void look_fileThatChanges_isReadOnce_whenItStaysAsItIs() throws IOException {
        Files.writeString(file, "tw");
        assertThat(readingsAfterLooks(1)).isZero();
        Files.writeString(file, "two");
        assertThat(readingsAfterLooks(1)).isZero();
        assertThat(readingsAfterLooks(1)).isEqualTo(1);
        assertThat(readingsAfterLooks(3)).isEqualTo(1);
    }

    @Test
    void look_sameSizeAndTime_isNoticedByTheContent() throws IOException {
        FileTime before = Files.getLastModifiedTime(file);
        Files.writeString(file, "eno");
        Files.setLastModifiedTime(file, before);

        assertThat(readingsAfterLooks(2)).isEqualTo(1);
    }

    @Test
    void look_lensThatComesOrGoes_isNoticed() throws IOException {
        Files.writeString(lenses.resolve("b.yaml"), "lens");
        assertThat(readingsAfterLooks(2)).isEqualTo(1);
        Files.delete(lenses.resolve("a.yaml"));
        assertThat(readingsAfterLooks(2)).isEqualTo(2);
        Files.move(lenses.resolve("b.yaml"), lenses.resolve("c.yaml"));
        assertThat(readingsAfterLooks(2)).isEqualTo(3);
    }

    /** As Kubernetes changes a ConfigMap. */
    @Test
    void look_symbolicLinkToAnotherFolder_isNoticed() throws IOException {
        for (String version : List.of("v1", "v2")) {
            Files.createDirectory(folder.resolve(version));
            Files.writeString(folder.resolve(version).resolve("slipcover.yaml"), version);
        }
        Path data = Files.createSymbolicLink(folder.resolve("..data"), Path.of("v1"));
        Path linked = Files.createSymbolicLink(folder.resolve("linked.yaml"), Path.of("..data/slipcover.yaml"));
        watch = new ConfigurationWatch(() -> List.of(linked), readings::incrementAndGet);

        Path next = Files.createSymbolicLink(folder.resolve("..data_tmp"), Path.of("v2"));
        Files.move(next, data, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);

        assertThat(readingsAfterLooks(2)).isEqualTo(1);
    }

    @Test
    void look_fileThatIsAwayForAMoment_isReadWhenItIsBack() throws IOException {
        Files.delete(file);
        assertThat(readingsAfterLooks(2)).isEqualTo(1);
        Files.writeString(file, "one");
        assertThat(readingsAfterLooks(2)).isEqualTo(2);
    }

    @Test
    void readNow_readsWhatHasNotChanged_andIsNotDoneAgain() throws IOException {
        Files.writeString(file, "two");
        watch.readNow();
        assertThat(readings).hasValue(1);
        assertThat(readingsAfterLooks(3)).isEqualTo(1);
    }

    @Test
    void every_looksByItself() throws IOException {
        try (ConfigurationWatch looking = watch.every(Duration.ofMillis(5))) {
            assertThat(looking).isSameAs(watch);
            Files.writeString(file, "two");
            Patience.await(() -> "a reading", () -> readings.get() > 0);
        }
    }
}
