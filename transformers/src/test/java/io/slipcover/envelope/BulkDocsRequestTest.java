package io.slipcover.envelope;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipcover.json.JsonBuffer;
import io.slipcover.json.JsonFormatException;
import io.slipcover.json.JsonValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class BulkDocsRequestTest {
    private static final JsonValue REPLACEMENT = JsonValue.of("{\"new\": 1.50}");

    private static BulkDocsRequest request() {
        return new BulkDocsRequest(EnvelopeLimits.DEFAULT);
    }

    /** Keeps, replaces and leaves out in turn, by what the document begins with. */
    private static void byName(WrittenDocument document) {
        String text = new String(document.bytes(), UTF_8);
        if (text.startsWith("{\"leave\"")) {
            document.leaveOut();
        } else if (text.startsWith("{\"replace\"")) {
            document.replace(REPLACEMENT);
        } else {
            document.keep();
        }
    }

    private static String sent(String body) {
        byte[] bytes = body.getBytes(UTF_8);
        byte[] whole = new BatchSender(request(), 100, BulkDocsRequestTest::byName).send(bytes, bytes.length);
        for (int window : new int[] {1, 2, 100}) {
            for (int length : new int[] {1, 2, 5}) {
                assertThat(new BatchSender(request(), window, BulkDocsRequestTest::byName).send(bytes, length))
                        .isEqualTo(whole);
            }
        }
        return Led.text(whole);
    }

    static Stream<byte[]> recorded() {
        return Stream.of(
                        Stream.of(
                                        "bulk-docs",
                                        "bulk-docs-forbidden",
                                        "bulk-docs-new-edits-false",
                                        "bulk-docs-new-edits-false-forbidden")
                                .map(name -> Recordings.body("couchdb-3.5.0/" + name + ".request")),
                        Stream.of(
                                        "couchbase-lite-java-1.4.0/007",
                                        "pouchdb-5.4.5/002",
                                        "pouchdb-7.3.1/014",
                                        "pouchdb-9.0.0/016")
                                .flatMap(name ->
                                        Recordings.bodies("replicators/" + name + ".sent", "POST /todos/_bulk_docs")
                                                .stream()))
                .flatMap(bodies -> bodies);
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void recorded_cutAnywhere_sameRequest(byte[] body) {
        Consumer<WrittenDocument> everySecond = document -> {
            if (document.index() % 2 == 0) {
                document.keep();
            } else {
                document.replace(REPLACEMENT);
            }
        };
        byte[] expected = new BatchSender(request(), 100, everySecond).send(body, body.length);

        for (int cut = 0; cut <= body.length; cut++) {
            assertThat(new BatchSender(request(), 2, everySecond).sendInTwo(body, cut))
                    .isEqualTo(expected);
            assertThat(new BatchSender(request(), 2, WrittenDocument::keep).sendInTwo(body, cut))
                    .isEqualTo(body);
        }
        assertThat(new BatchSender(request(), 1, everySecond).send(body, 1)).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void recorded_documents_areAllHandedOutInOrder(byte[] body) {
        List<JsonNode> documents = new ArrayList<>();
        new BatchSender(request(), 1, document -> {
                    assertThat(document.index()).isEqualTo(documents.size());
                    documents.add(Trees.parse(document.bytes()));
                    document.keep();
                })
                .send(body, 11);

        JsonNode expected = Trees.parse(body).get("docs");
        assertThat(documents).hasSize(expected.size()).hasSameElementsAs(expected);
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void recorded_cutShortAnywhere_isNeverComplete(byte[] body) {
        for (int cut = 0; cut < body.length; cut++) {
            BulkDocsRequest request = request();
            request.feed(body, 0, cut);

            assertThatThrownBy(request::end).isInstanceOf(JsonFormatException.class);
            assertThat(request.isComplete()).isFalse();
        }
    }

    @Test
    void flush_leftOutAnywhere_commasAreRight() {
        assertThat(sent("{\"docs\":[{\"leave\":1}, {\"keep\":1} , {\"keep\":2}]}"))
                .isEqualTo("{\"docs\":[ {\"keep\":1} , {\"keep\":2}]}");
        assertThat(sent("{\"docs\":[{\"keep\":1},{\"leave\":1},{\"replace\":2}]}"))
                .isEqualTo("{\"docs\":[{\"keep\":1},{\"new\": 1.50}]}");
        assertThat(sent("{\"docs\":[{\"keep\":1},{\"leave\":1},{\"leave\":2} ]}"))
                .isEqualTo("{\"docs\":[{\"keep\":1} ]}");
        assertThat(sent("{\"docs\":[{\"leave\":1},{\"leave\":2}],\"new_edits\":false}"))
                .isEqualTo("{\"docs\":[],\"new_edits\":false}");
        assertThat(sent("{\"docs\":[{\"leave\":1},7,{\"leave\":2},{\"replace\":1}]}"))
                .isEqualTo("{\"docs\":[7,{\"new\": 1.50}]}");
    }

    @Test
    void flush_whatIsNoDocument_isSentAsItCame() {
        for (String body : List.of(
                "{\"docs\":[]}",
                "{\"docs\":[ ] , \"w\":{\"docs\":[{\"leave\":1}]}}",
                "{\"docs\":[1,\"a\",[{\"leave\":1}],null]}",
                "{\"docs\":{\"leave\":1}}",
                "{}",
                "[{\"leave\":1}]",
                " 12 ")) {
            assertThat(sent(body)).isEqualTo(body);
        }
    }

    @Test
    void poll_nameWithEscapes_isFound() {
        assertThat(sent("{\"\\u0064oc\\u0073\":[{\"replace\":1}]}"))
                .isEqualTo("{\"\\u0064oc\\u0073\":[{\"new\": 1.50}]}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"docs\":[{}]} | ABSENT",
                "{\"new_edits\":false,\"docs\":[{}]} | FALSE",
                "{\"docs\":[{}],\"new_edits\" : false} | FALSE",
                "{\"docs\":[{}],\"n\\u0065w_edits\":true} | TRUE",
                "{\"new_edits\":false,\"docs\":[{}],\"new_edits\":true} | TRUE",
                "{\"new_edits\":true,\"new_edits\":false} | FALSE",
                "{\"new_edits\":\"false\"} | OTHER",
                "{\"new_edits\":null} | OTHER",
                "{\"docs\":[{\"new_edits\":false}],\"x\":{\"new_edits\":false}} | ABSENT",
            })
    void newEdits_anyPlace_isSeen(String body, NewEdits expected) {
        byte[] bytes = body.getBytes(UTF_8);
        for (int cut = 0; cut <= bytes.length; cut++) {
            BulkDocsRequest request = request();
            request.feed(bytes, 0, cut);
            request.feed(bytes, cut, bytes.length);
            request.end();

            assertThat(request.newEdits()).isEqualTo(expected);
        }
    }

    @Test
    void feed_secondDocs_isRefusedAtItsBracket() {
        String body = "{\"docs\":[{\"a\":1}],\"\\u0064ocs\":[]}";
        assertThatThrownBy(() -> sent(body))
                .isInstanceOf(JsonFormatException.class)
                .hasMessage("offset " + body.lastIndexOf('[') + ": found a second 'docs', expected one");
    }

    @Test
    void flush_undecidedDocument_waitsAndIsCounted() {
        BulkDocsRequest request = request();
        byte[] body = "{\"docs\":[{\"a\":1},{\"b\":2}]}".getBytes(UTF_8);
        JsonBuffer out = new JsonBuffer();
        request.feed(body, 0, body.length);
        request.end();
        assertThat(request.heldBytes()).isEqualTo(body.length);
        assertThat(request.documents()).isEqualTo(2);
        WrittenDocument first = request.poll();
        WrittenDocument second = request.poll();
        assertThat(request.poll()).isNull();
        assertThat(second).isNotNull();
        assertThat(first).isNotNull();

        second.keep();
        request.flush(out);
        assertThat(out).hasToString("{\"docs\":[");
        assertThat(request.heldBytes()).isEqualTo(body.length - out.length());

        first.keep();
        assertThat(request.isComplete()).isFalse();
        request.flush(out);
        assertThat(out.toByteArray()).isEqualTo(body);
        assertThat(request.heldBytes()).isZero();
        assertThat(request.isComplete()).isTrue();
        assertThatThrownBy(first::leaveOut).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void feed_documentPastALimit_isToldAsOneAndTheOthersGoOn() {
        String longer = "{\"_id\":\"l\",\"a\":\"" + "x".repeat(70_000) + "\"}";
        byte[] body = ("{\"docs\":[{\"_id\":\"a\"}," + longer + ",{\"_id\":\"d\",\"a\":[[]]},\n{\"_id\":\"z\"}]}")
                .getBytes(UTF_8);
        for (int length : new int[] {1, 1000, body.length}) {
            BulkDocsRequest request = new BulkDocsRequest(new EnvelopeLimits(2, 1000));
            List<String> told = new ArrayList<>();
            byte[] sent = new BatchSender(request, 1, document -> {
                        ExceededLimit exceeded = document.exceeded();
                        told.add(
                                new String(document.bytes(), UTF_8) + (exceeded == null ? "" : " " + exceeded.limit()));
                        if (exceeded == null) {
                            document.keep();
                        } else {
                            document.leaveOut();
                        }
                    })
                    .send(body, length);

            assertThat(new String(sent, UTF_8)).isEqualTo("{\"docs\":[{\"_id\":\"a\"},\n{\"_id\":\"z\"}]}");
            assertThat(told)
                    .containsExactly(
                            "{\"_id\":\"a\"}",
                            "{\"_id\":\"l\"} LENGTH",
                            "{\"_id\":\"d\",\"a\":[[]]} NESTING",
                            "{\"_id\":\"z\"}");
        }
    }

    @Test
    void feed_elementPastTheLimitThatIsNoDocument_isRefused() {
        BulkDocsRequest request = new BulkDocsRequest(new EnvelopeLimits(1000, 16));
        byte[] body = ("{\"docs\":[[\"" + "b".repeat(20)).getBytes(UTF_8);
        assertThatThrownBy(() -> request.feed(body, 0, body.length)).isInstanceOf(EntryTooLargeException.class);
    }

    @Test
    void documents_becomeNoneOneOrSeveral_commasAreRight() {
        byte[] body = "{\"docs\":[\n{\"_id\":\"a\"},\n{\"_id\":\"b\"} ,{\"_id\":\"c\"}]}".getBytes(UTF_8);
        List<JsonValue> two = List.of(JsonValue.of("{\"x\":1}"), JsonValue.of("{\"x\":2}"));
        List<List<JsonValue>> choices = List.of(List.of(), two.subList(0, 1), two);
        for (int cut = 1; cut < body.length; cut++) {
            for (int choice = 0; choice < 27; choice++) {
                BulkDocsRequest request = request();
                request.feed(body, 0, cut);
                request.feed(body, cut, body.length);
                request.end();
                List<String> written = new ArrayList<>();
                int rest = choice;
                for (WrittenDocument document = request.poll(); document != null; document = request.poll()) {
                    List<JsonValue> chosen = choices.get(rest % 3);
                    rest /= 3;
                    document.replaceBy(chosen);
                    chosen.forEach(each -> written.add(each.toString()));
                }
                JsonBuffer out = new JsonBuffer();
                request.flush(out);

                assertThat(out.toString().replaceAll("[\\s]", ""))
                        .isEqualTo("{\"docs\":[" + String.join(",", written) + "]}");
                assertThat(request.isComplete()).isTrue();
                assertThat(request.heldBytes()).isZero();
            }
        }
    }

    @Test
    void document_tellsItsIdRevisionAndDeletion() {
        BulkDocsRequest request = request();
        byte[] body = "{\"docs\":[{\"_deleted\":true,\"_rev\":\"1-a\",\"_id\":\"a\"},{\"n\":1}]}".getBytes(UTF_8);
        request.feed(body, 0, body.length);
        Entry first = request.poll().entry();
        Entry second = request.poll().entry();

        assertThat(first.id()).isEqualTo("a");
        assertThat(first.revisions()).containsExactly("1-a");
        assertThat(first.isDeleted()).isTrue();
        assertThat(second.id()).isNull();
        assertThat(second.revisions()).isEmpty();
        assertThat(second.isDeleted()).isFalse();
    }

    @Property(tries = 5000, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void request_anyDecisionsHoweverCut_asTheModelSays(@ForAll long seed) {
        byte[] body = new RandomBodies(seed).bulkDocsRequest();
        int turn = (int) (seed & 3);
        Consumer<WrittenDocument> byIndex = document -> {
            switch ((document.index() + turn) % 3) {
                case 0 -> document.keep();
                case 1 -> document.replace(REPLACEMENT);
                default -> document.leaveOut();
            }
        };
        byte[] sent = new BatchSender(request(), 100, byIndex).send(body, body.length);

        assertThat(Trees.parse(sent)).isEqualTo(expected(Trees.parse(body), turn));
        assertThat(new BatchSender(request(), 2, byIndex).sendInTwo(body, new Random(seed).nextInt(body.length)))
                .isEqualTo(sent);
        assertThat(new BatchSender(request(), 1, byIndex).send(body, 1)).isEqualTo(sent);
        assertThat(Arrays.equals(new BatchSender(request(), 3, WrittenDocument::keep).send(body, 7), body))
                .isTrue();
    }

    private static JsonNode expected(JsonNode body, int turn) {
        if (body.get("docs") instanceof ArrayNode docs) {
            ArrayNode kept = docs.arrayNode();
            int index = 0;
            for (Iterator<JsonNode> elements = docs.iterator(); elements.hasNext(); index++) {
                JsonNode element = elements.next();
                int decision = element instanceof ObjectNode ? (index + turn) % 3 : 0;
                if (decision < 2) {
                    kept.add(decision == 0 ? element : Trees.parse(REPLACEMENT.toBytes()));
                }
            }
            ((ObjectNode) body).set("docs", kept);
        }
        return body;
    }
}
