package io.slipcover;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What docs/compatibility.md says is shown by tests that there are. */
final class CompatibilityDocumentationTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern NAMED = Pattern.compile("`([A-Z]\\w*(?:Test|IT))(?:#(\\w+))?`");

    /** A row of a table with a test in its last column, but for those that explain words. */
    private static final Pattern ROW_WITH_ENDPOINTS =
            Pattern.compile("^\\| [^|]*(?:GET|POST|PUT|DELETE|COPY|…/|/_).*$", Pattern.MULTILINE);

    private static Map<String, String> tests() throws IOException {
        try (Stream<Path> files = Files.find(
                ROOT,
                20,
                (file, attributes) -> attributes.isRegularFile()
                        && file.toString().replace('\\', '/').contains("/src/test/java/")
                        && file.toString().endsWith(".java"))) {
            return files.collect(Collectors.toMap(
                    file -> file.getFileName().toString().replace(".java", ""),
                    CompatibilityDocumentationTest::read,
                    (one, other) -> one + other));
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    @Test
    void everyTestNamed_exists() throws IOException {
        Map<String, String> tests = tests();
        TreeSet<String> named = new TreeSet<>();
        for (MatchResult match : NAMED.matcher(read(ROOT.resolve("docs/compatibility.md")))
                .results()
                .toList()) {
            named.add(match.group(1));
            assertThat(tests).as("tests").containsKey(match.group(1));
            if (match.group(2) != null) {
                assertThat(tests.get(match.group(1))).as(match.group()).contains("void " + match.group(2) + "(");
            }
        }
        assertThat(named).contains("ParityIT", "SpellingsIT");
    }

    @Test
    void everyEndpoint_isShownByATest() throws IOException {
        assertThat(ROW_WITH_ENDPOINTS
                        .matcher(read(ROOT.resolve("docs/compatibility.md")))
                        .results()
                        .map(MatchResult::group)
                        .toList())
                .hasSizeGreaterThan(30)
                .allSatisfy(row -> assertThat(row).containsPattern(NAMED));
    }
}
