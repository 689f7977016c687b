package io.slipcover.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipcover.config.Configuration;
import io.slipcover.document.ReleaseView;
import io.slipcover.json.JsonObject;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the comparison expects is what the todo example's lenses do. */
final class TodoShapesTest {
    private static final Configuration TODO = Configuration.load(Path.of("../examples/todo/slipcover.yaml"), Map.of());

    @Test
    void view_isWhatTheLensesGive() {
        for (int release = 1; release <= TodoShapes.STORED; release++) {
            for (int number = 0; number < 50; number++) {
                ObjectNode expected = Documents.document(number);
                TodoShapes.view(expected, release);
                assertThat(viewed(Documents.document(number), release)).isEqualTo(expected);
            }
        }
    }

    @Test
    void upgraded_isWhatTheLensesStore() {
        for (int release = 1; release <= TodoShapes.STORED; release++) {
            for (int number = 0; number < 50; number++) {
                ObjectNode written = Documents.document(number);
                TodoShapes.view(written, release);
                JsonNode stored = upgraded(written, release);
                ObjectNode batch = Json.MAPPER.createObjectNode();
                batch.putArray("docs").add(written);
                assertThat(stored).isEqualTo(TodoShapes.upgraded(batch, release).at("/docs/0"));
            }
        }
    }

    @Test
    void document_isOfOneKilobyte() {
        for (int number = 0; number < 50; number++) {
            assertThat(Json.bytes(Documents.document(number))).hasSize(1000);
        }
    }

    private static JsonNode viewed(ObjectNode stored, int release) {
        byte[] bytes = Json.bytes(stored);
        return Json.read(
                view(release).view(JsonObject.parse(bytes, 0, bytes.length)).toBytes());
    }

    private static JsonNode upgraded(ObjectNode written, int release) {
        byte[] bytes = Json.bytes(written);
        return Json.read(view(release)
                .upgrade(JsonObject.parse(bytes, 0, bytes.length), null)
                .toBytes());
    }

    private static ReleaseView view(int release) {
        return TODO.catalog().releases().stream()
                .filter(candidate -> candidate.name().equals(Integer.toString(release)))
                .map(candidate -> new ReleaseView(TODO.catalog(), candidate))
                .findFirst()
                .orElseThrow();
    }
}
