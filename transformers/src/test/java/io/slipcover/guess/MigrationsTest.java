package io.slipcover.guess;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Guesses the migrations of {@code migrations.txt}, which are like those that real apps make. Each has a title, the operations that somebody
 * would write, counted, and how many of them are guessed; then the examples; then the lines of the lens.
 */
final class MigrationsTest {
    private static final Pattern HEAD = Pattern.compile("## (.*) \\| (\\d+)/(\\d+)");

    private record Migration(String title, int guessed, int operations, List<Example> examples, List<String> lines) {
        @Override
        public String toString() {
            return "%s: %d of %d".formatted(title, guessed, operations);
        }
    }

    static List<Migration> migrations() throws IOException {
        List<Migration> migrations = new ArrayList<>();
        for (String line : resource().lines().toList()) {
            if (line.startsWith("## ")) {
                Matcher head = HEAD.matcher(line);
                assertThat(head.matches()).as(line).isTrue();
                migrations.add(new Migration(
                        head.group(1),
                        Integer.parseInt(head.group(2)),
                        Integer.parseInt(head.group(3)),
                        new ArrayList<>(),
                        new ArrayList<>()));
            } else if (line.contains(" => ")) {
                int arrow = line.indexOf(" => ");
                JsonObject older = JsonObject.of(line.substring(0, arrow));
                String id = String.valueOf(older.string(JsonName.of("_id")));
                last(migrations).examples().add(new Example(id, older, JsonObject.of(line.substring(arrow + 4))));
            } else if (!line.isBlank()) {
                last(migrations).lines().add(line);
            }
        }
        return migrations;
    }

    private static Migration last(List<Migration> migrations) {
        return migrations.get(migrations.size() - 1);
    }

    private static String resource() throws IOException {
        try (InputStream stream = Objects.requireNonNull(MigrationsTest.class.getResourceAsStream("migrations.txt"))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @MethodSource("migrations")
    void guess_migrationOfARealApp_findsItsOperations(Migration migration) {
        Guesses guesses = Guesser.guess(migration.examples(), Set.of());

        assertThat(guesses.lines()).isEqualTo(migration.lines());
    }

    @ParameterizedTest
    @MethodSource("migrations")
    void guess_whatIsFound_isProved(Migration migration) {
        Guesses guesses = Guesser.guess(migration.examples(), Set.of());
        Proof proof = Proof.of(guesses.operations(), migration.examples(), Set.of());

        boolean whole = migration.guessed() == migration.operations();
        assertThat(proof.holds()).as("%s", proof.failures()).isEqualTo(whole);
        assertThat(guesses.open().isEmpty()).isEqualTo(whole);
    }

    @Test
    void migrations_areMany_andMostOfTheirOperationsAreGuessed() throws IOException {
        int guessed = migrations().stream().mapToInt(Migration::guessed).sum();
        int operations = migrations().stream().mapToInt(Migration::operations).sum();

        assertThat(migrations()).hasSizeGreaterThanOrEqualTo(12);
        assertThat(guessed * 10).isGreaterThanOrEqualTo(operations * 9);
    }
}
