package io.slipcover.envelope;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.slipcover.json.JsonFormatException;
import io.slipcover.json.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class BulkDocsAnswerTest {
    private static SortedMap<Integer, JsonValue> rowsAt(Iterable<Integer> indexes) {
        SortedMap<Integer, JsonValue> rows = new TreeMap<>();
        indexes.forEach(index -> rows.put(index, JsonValue.of("{\"own\": " + index + "}")));
        return rows;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            quoteCharacter = '`',
            value = {
                "[1,2] | - | [1,2]",
                "[1,2] | 0 | [{\"own\": 0},1,2]",
                "[1,2] | 1 | [1,{\"own\": 1},2]",
                "[1,2] | 2 | [1,2,{\"own\": 2}]",
                "[1, 2 ] | 0,1 | [{\"own\": 0},{\"own\": 1},1, 2 ]",
                "[1, 2 ] | 1,2 | [1, {\"own\": 1},{\"own\": 2},2 ]",
                "[1, 2 ] | 0,2,4 | [{\"own\": 0},1, {\"own\": 2},2 ,{\"own\": 4}]",
                "[1] | 7,9 | [1,{\"own\": 7},{\"own\": 9}]",
                "[] | 0,1 | [{\"own\": 0},{\"own\": 1}]",
                "[] | - | []",
            })
    void rows_atIndexes_standThere(String body, String indexes, String expected) {
        List<Integer> own = indexes == null
                ? List.of()
                : Arrays.stream(indexes.split(",")).map(Integer::valueOf).toList();
        byte[] bytes = body.getBytes(UTF_8);
        for (int cut = 0; cut <= bytes.length; cut++) {
            assertThat(Led.text(Led.inTwo(AnswerKind.ENVELOPES.bulkDocs(rowsAt(own)), bytes, cut)))
                    .isEqualTo(expected);
        }
        assertThat(Led.text(Led.inPieces(AnswerKind.ENVELOPES.bulkDocs(rowsAt(own)), bytes, 1)))
                .isEqualTo(expected);
    }

    @Test
    void rows_withoutIndexes_areAppended() {
        List<JsonValue> own = List.of(JsonValue.of("{\"id\":\"a\"}"), JsonValue.of("{\"id\":\"b\"}"));

        assertThat(Led.whole(AnswerKind.ENVELOPES.bulkDocs(own), "[]\n"))
                .isEqualTo("[{\"id\":\"a\"},{\"id\":\"b\"}]\n");
        assertThat(Led.whole(AnswerKind.ENVELOPES.bulkDocs(own), "[{\"id\":\"c\"}\n]"))
                .isEqualTo("[{\"id\":\"c\"}\n,{\"id\":\"a\"},{\"id\":\"b\"}]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bulk-docs",
                "bulk-docs-forbidden",
                "bulk-docs-new-edits-false",
                "bulk-docs-new-edits-false-forbidden"
            })
    void recorded_cutAnywhere_asTheModelSays(String name) {
        byte[] body = Recordings.body("couchdb-3.5.0/" + name + ".response");
        List<Integer> indexes = List.of(0, 2, 3, 50);
        JsonNode expected = expected(body, indexes);
        byte[] whole = Led.inTwo(AnswerKind.ENVELOPES.bulkDocs(rowsAt(indexes)), body, 0);

        assertThat(Trees.parse(whole)).isEqualTo(expected);
        for (int cut = 0; cut <= body.length; cut++) {
            assertThat(Led.inTwo(AnswerKind.ENVELOPES.bulkDocs(rowsAt(indexes)), body, cut))
                    .isEqualTo(whole);
        }
        assertThat(Led.inPieces(AnswerKind.ENVELOPES.bulkDocs(rowsAt(indexes)), body, 1))
                .isEqualTo(whole);
    }

    @Test
    void end_noArrayToPutRowsInto_isNotEndedAsWhole() {
        assertThatThrownBy(() -> Led.whole(AnswerKind.ENVELOPES.bulkDocs(rowsAt(List.of(0))), "{\"ok\":true}"))
                .isInstanceOf(JsonFormatException.class);
        assertThat(Led.whole(AnswerKind.ENVELOPES.bulkDocs(List.of()), "{\"ok\":true}"))
                .isEqualTo("{\"ok\":true}");
    }

    @Test
    void rows_renamedAndThenJoinedByOurOwn_cutAnywhere() {
        byte[] body = "[{\"ok\":true,\"id\":\"a\",\"rev\":\"2-a\"},{\"ok\":true,\"id\":\"c\",\"rev\":\"2-c\"}]"
                .getBytes(UTF_8);
        EntryHandler twice = new Deciding(entry -> EntryOutcome.of(
                List.of(EntryOutcome.unchanged(), EntryOutcome.rewritten().withId(entry.id() + ":status"))));
        for (int cut = 0; cut < body.length; cut++) {
            Envelope envelope = AnswerKind.ENVELOPES
                    .bulkDocs(twice)
                    .then(AnswerKind.ENVELOPES.bulkDocs(new TreeMap<>(Map.of(2, JsonValue.of("{\"id\":\"b\"}")))));

            assertThat(Led.text(Led.inTwo(envelope, body, cut)).replace(",\n", ","))
                    .isEqualTo(
                            "[{\"ok\":true,\"id\":\"a\",\"rev\":\"2-a\"},{\"ok\":true,\"id\":\"a:status\",\"rev\":\"2-a\"},{\"id\":\"b\"},"
                                    + "{\"ok\":true,\"id\":\"c\",\"rev\":\"2-c\"},{\"ok\":true,\"id\":\"c:status\",\"rev\":\"2-c\"}]");
        }
    }

    @Property(tries = 3000, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void rows_anyAnswerHoweverCut_asTheModelSays(@ForAll long seed) {
        byte[] body = new RandomBodies(seed).bulkDocsAnswer();
        Random random = new Random(seed);
        List<Integer> indexes = random.ints(0, 8)
                .distinct()
                .limit(random.nextInt(5))
                .sorted()
                .boxed()
                .toList();
        byte[] whole = Led.inTwo(AnswerKind.ENVELOPES.bulkDocs(rowsAt(indexes)), body, 0);

        assertThat(Trees.parse(whole)).isEqualTo(expected(body, indexes));
        assertThat(Led.inTwo(AnswerKind.ENVELOPES.bulkDocs(rowsAt(indexes)), body, random.nextInt(body.length)))
                .isEqualTo(whole);
        assertThat(Led.inPieces(AnswerKind.ENVELOPES.bulkDocs(rowsAt(indexes)), body, 1))
                .isEqualTo(whole);
    }

    private static JsonNode expected(byte[] body, List<Integer> indexes) {
        ArrayNode rows = (ArrayNode) Trees.parse(body);
        for (int index : indexes) {
            JsonNode own = Trees.parse("{\"own\": " + index + "}");
            if (index < rows.size()) {
                rows.insert(index, own);
            } else {
                rows.add(own);
            }
        }
        return rows;
    }
}
