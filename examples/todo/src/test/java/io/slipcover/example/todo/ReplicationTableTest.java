package io.slipcover.example.todo;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.mapping;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipcover.example.todo.replication.ClientKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collector;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of replicating clients in the documentation: it tells of the tests that there are. */
final class ReplicationTableTest {
    private static final Map<String, Class<?>> DIRECTIONS = new LinkedHashMap<>();

    static {
        DIRECTIONS.put("pull", PullMatrixIT.class);
        DIRECTIONS.put("push", PushMatrixIT.class);
        DIRECTIONS.put("both, live", LiveMatrixIT.class);
    }

    private static final List<String> FEATURES = List.of("shapes", "attachments", "conflicts", "deletions");

    @Test
    void documentation_tellsWhatIsTried() throws IOException {
        Path documentation = TodoStage.ownConfiguration().resolveSibling("../../docs/compatibility.md");
        assertThat(Files.readString(documentation)).contains(table());
    }

    private static String table() {
        return row(Stream.concat(Stream.of("client", "direction"), FEATURES.stream()))
                + row(Stream.concat(Stream.of("---", "---"), FEATURES.stream().map(feature -> "---")))
                + Cell.all()
                        .collect(groupingBy(Cell::client, LinkedHashMap::new, joiningReleases()))
                        .entrySet()
                        .stream()
                        .flatMap(client -> DIRECTIONS.entrySet().stream().map(direction -> row(client, direction)))
                        .collect(joining());
    }

    private static Collector<Cell, ?, String> joiningReleases() {
        return mapping(cell -> cell.release().toString(), joining(", "));
    }

    private static String row(Map.Entry<ClientKind, String> client, Map.Entry<String, Class<?>> direction) {
        return row(Stream.concat(
                Stream.of(client.getKey().toString(), direction.getKey()),
                FEATURES.stream().map(feature -> isTried(feature, direction.getValue()) ? client.getValue() : "–")));
    }

    /** Whether one of the tests that run for every cell has a name that begins with the feature. */
    private static boolean isTried(String feature, Class<?> tests) {
        return Arrays.stream(tests.getDeclaredMethods())
                .anyMatch(method -> method.isAnnotationPresent(Cell.Every.class)
                        && method.getName().startsWith(feature + "_"));
    }

    private static String row(Stream<String> columns) {
        return columns.collect(joining(" | ", "| ", " |\n"));
    }
}
