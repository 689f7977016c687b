package io.slipcover.testbed;

import static java.util.Comparator.reverseOrder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A folder under {@code java.io.tmpdir} that belongs to one server or one test. */
public final class TemporaryFolder {
    private TemporaryFolder() {}

    /** Makes a folder whose name begins with this text. */
    public static Path create(String beginning) {
        try {
            return Files.createTempDirectory(beginning);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Removes a folder and everything in it, if the folder is there. Processes that write to the folder have to have ended. */
    public static void remove(Path folder) {
        for (int attempt = 0; Files.exists(folder) && attempt < 10; attempt++) {
            try (Stream<Path> found = Files.walk(folder)) {
                List<Path> deepestFirst = found.sorted(reverseOrder()).toList();
                for (Path path : deepestFirst) {
                    Files.deleteIfExists(path);
                }
            } catch (IOException | UncheckedIOException changed) {
                // Somebody else removed or wrote something between the look and the act: look again.
            }
        }
    }
}
