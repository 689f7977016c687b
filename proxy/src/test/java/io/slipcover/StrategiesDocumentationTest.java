package io.slipcover;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tests that docs/strategies.md names are there, and its matrix says what the tables of the strategies say. */
final class StrategiesDocumentationTest {
    private static final Pattern NAMED = Pattern.compile("`([A-Z]\\w*(?:IT|Test))(?:\\.(\\w+))?`");
    private static final Pattern CELL_END = Pattern.compile("\\|");
    private static final Pattern STRATEGY = Pattern.compile("^## (.+)$", Pattern.MULTILINE);
    private static final Pattern VERDICT = Pattern.compile("^\\| ([a-z ]+) \\| (yes|partly|no) \\|", Pattern.MULTILINE);

    private final String page = read(Path.of("..", "docs", "strategies.md"));

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException exception) {
            throw new AssertionError(exception);
        }
    }

    @Test
    void everyTestNamed_exists() throws IOException {
        Map<String, String> tests = new HashMap<>();
        for (String module : List.of("proxy", "examples/todo")) {
            try (Stream<Path> files = Files.walk(Path.of("..", module, "src/test/java"))) {
                files.filter(file -> file.toString().endsWith(".java"))
                        .forEach(file -> tests.put(file.getFileName().toString().replace(".java", ""), read(file)));
            }
        }
        Matcher named = NAMED.matcher(page);
        int found = 0;
        while (named.find()) {
            found++;
            assertThat(tests).containsKey(named.group(1));
            if (named.group(2) != null) {
                assertThat(tests.get(named.group(1))).contains("void " + named.group(2) + "(");
            }
        }
        assertThat(found).isGreaterThan(20);
    }

    @Test
    void theMatrix_saysWhatTheTablesSay() {
        String matrix = page.substring(page.indexOf("## The matrix"), page.indexOf("The columns ask:"));
        List<List<String>> rows = matrix.lines()
                .filter(line -> line.startsWith("| ["))
                .map(StrategiesDocumentationTest::cells)
                .toList();
        List<String> columns = matrix.lines()
                .filter(line -> line.startsWith("| |"))
                .map(StrategiesDocumentationTest::cells)
                .findFirst()
                .orElseThrow();

        Map<String, Map<String, String>> tables = tables();

        assertThat(rows).hasSize(7).allSatisfy(row -> {
            String strategy =
                    row.get(0).replaceAll("^\\[(.*)\\]\\(.*\\)$", "$1").toLowerCase(Locale.ROOT);
            Map<String, String> own = tables.getOrDefault(strategy, Map.of());
            List<String> verdicts =
                    columns.subList(1, columns.size()).stream().map(own::get).toList();
            assertThat(verdicts).as(strategy).isEqualTo(row.subList(1, row.size()));
        });
    }

    private static List<String> cells(String line) {
        return CELL_END.splitAsStream(line.substring(1)).map(String::strip).toList();
    }

    /** The verdicts of each strategy's table. */
    private Map<String, Map<String, String>> tables() {
        Map<String, Map<String, String>> tables = new HashMap<>();
        String[] sections = page.split("(?m)^(?=## )", -1);
        for (String section : sections) {
            Matcher title = STRATEGY.matcher(section);
            if (title.lookingAt()) {
                Map<String, String> verdicts = new HashMap<>();
                VERDICT.matcher(section).results().forEach(match -> verdicts.put(match.group(1), match.group(2)));
                tables.put(title.group(1).toLowerCase(Locale.ROOT), verdicts);
            }
        }
        return tables;
    }
}
