package io.slipcover.fuzzing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.sun.management.ThreadMXBean;
import io.slipcover.catalog.Release;
import io.slipcover.config.Configuration;
import io.slipcover.config.ConfigurationException;
import io.slipcover.config.Problem;
import io.slipcover.testbed.TemporaryFolder;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.provider.ArgumentsSource;

/**
 * The configuration file and one lens file, which a line with a single {@code %} separates. Whatever they say, they load, or their mistakes are
 * told with places that are in the files; a comment at the end changes nothing; and reading them takes memory in proportion.
 */
final class ConfigurationFuzzTest implements FuzzTarget {
    private static final Path FOLDER = TemporaryFolder.create("slipcover-fuzz-");
    private static final Path MAIN = FOLDER.resolve("slipcover.yaml");
    private static final Path LENS = FOLDER.resolve("lenses/note.1-2.yaml");
    private static final String SEPARATOR = "\n%\n";

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final long BYTES_AT_LEAST = 32 << 20;
    private static final long BYTES_FOR_A_BYTE = 64 << 10;

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> TemporaryFolder.remove(FOLDER)));
    }

    @Override
    @ArgumentsSource(Corpus.class)
    @FuzzTest
    public void holds(byte[] bytes) throws IOException {
        String input = new String(bytes, ISO_8859_1);
        if (input.contains("java") || input.contains("lenses:")) {
            return; // The operator's own classes and folders, which are what the operator wants them to be.
        }
        int separator = input.indexOf(SEPARATOR);
        String main = separator < 0 ? input : input.substring(0, separator);
        String lens = separator < 0 ? "" : input.substring(separator + SEPARATOR.length());
        long before = THREADS.getCurrentThreadAllocatedBytes();

        List<String> told = read(main, lens);

        assertThat(THREADS.getCurrentThreadAllocatedBytes() - before)
                .as("bytes of memory for %d bytes", bytes.length)
                .isLessThan(BYTES_AT_LEAST + BYTES_FOR_A_BYTE * bytes.length);
        if (told.get(0).equals("releases")) {
            assertThat(read(main + "\n# the end", lens)).isEqualTo(told);
        }
    }

    /** The names of the releases, or the mistakes. */
    private static List<String> read(String main, String lens) throws IOException {
        Files.createDirectories(LENS.getParent());
        Files.write(MAIN, main.getBytes(ISO_8859_1));
        if (lens.isEmpty()) {
            Files.deleteIfExists(LENS);
        } else {
            Files.write(LENS, lens.getBytes(ISO_8859_1));
        }
        try {
            Configuration configuration = Configuration.load(MAIN, Map.of("SET", "1", "EMPTY", ""));
            configuration.warnings().forEach(problem -> isInAFile(problem, main, lens));
            configuration.losses().forEach(problem -> isInAFile(problem, main, lens));
            return List.of(
                    "releases",
                    configuration.catalog().releases().stream()
                            .map(Release::name)
                            .toList()
                            .toString());
        } catch (ConfigurationException mistakes) {
            assertThat(mistakes.problems()).isNotEmpty().allSatisfy(problem -> isInAFile(problem, main, lens));
            return List.of("mistakes", mistakes.problems().toString());
        }
    }

    /** Lines are counted as YAML 1.1 and 1.2 count them, and columns may be one behind a line's last character. */
    private static void isInAFile(Problem problem, String main, String lens) {
        assertThat(problem.file()).isIn("slipcover.yaml", "note.1-2.yaml");
        byte[] file = (problem.file().equals("slipcover.yaml") ? main : lens).getBytes(ISO_8859_1);
        String[] lines = new String(file, UTF_8).split("\r\n|[\n\r\u0085\u2028\u2029]", -1);
        assertThat(problem.line()).as("%s", problem).isBetween(1, lines.length);
        assertThat(problem.message()).isNotBlank();
        assertThat(problem.column()).as("%s", problem).isBetween(1, file.length + 1);
    }
}
