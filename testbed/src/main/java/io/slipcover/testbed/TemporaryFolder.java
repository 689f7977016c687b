package io.slipcover.testbed;

import static java.util.Comparator.reverseOrder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A folder of one server's or one test's own, under {@code java.io.tmpdir}. */
public final class TemporaryFolder {
    private TemporaryFolder() {}

    /** Makes one, whose name begins like this. */
    public static Path create(String beginning) {
        try {
            return Files.createTempDirectory(beginning);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Removes a folder and all that is in it, where it is there. A process on its way out may still be writing there. */
    public static void remove(Path folder) {
        for (int attempt = 0; Files.exists(folder) && attempt < 10; attempt++) {
            try (Stream<Path> found = Files.walk(folder)) {
                List<Path> deepestFirst = found.sorted(reverseOrder()).toList();
                for (Path path : deepestFirst) {
                    Files.deleteIfExists(path);
                }
            } catch (NoSuchFileException | UncheckedIOException gone) {
                // Somebody else removed it between the look and the act: look again.
            } catch (IOException failed) {
                sleepBriefly();
            }
        }
    }

    private static void sleepBriefly() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
