package io.slipcover.onepass;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.ValueEnds;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Layouts that somebody makes up take neither memory without end, nor time without end. */
final class PlanBookTest {
    private final PlanBook book = new PlanBook((names, document) -> null, new Walking());
    private final LayoutTree tree = new LayoutTree();

    private boolean learns(String object) {
        byte[] bytes = (object + " ").getBytes(UTF_8);
        MemberSpans spans = new MemberSpans();
        assertThat(spans.read(bytes, 0, bytes.length, new ValueEnds(10, false))).isTrue();
        return tree.layout(bytes, spans, -1) != null;
    }

    @Test
    void tree_hasABoundOfNames() {
        long learnt = IntStream.range(0, 2 * LayoutTree.MOST_NODES)
                .filter(number -> learns("{\"a\":1,\"b" + number % 7 + "\":1,\"c" + number / 7 % 7 + "\":1,\"d"
                        + number / 49 % 7 + "\":1,\"e" + number / 343 + "\":1}"))
                .count();

        assertThat(learnt).isBetween(50L, (long) LayoutTree.MOST_NODES);
        assertThat(learns("{\"z\":1}")).isFalse();
        assertThat(tree.isFull()).isTrue();
        tree.clear();
        assertThat(learns("{\"z\":1}")).isTrue();
    }

    @Test
    void tree_hasABoundOfBytes() {
        String name = "long".repeat(1000);

        assertThat(IntStream.range(0, 8)
                        .filter(number -> learns("{\"" + number + name + "\":1}"))
                        .count())
                .isEqualTo(4);
    }

    @Test
    void tree_hasABoundOfNamesForOnePlace() {
        assertThat(IntStream.range(0, 100)
                        .filter(number -> learns("{\"n" + number + "\":1}"))
                        .count())
                .isEqualTo(8);
        assertThat(tree.isFull()).isFalse();
    }

    @Test
    void tree_isFullWhereManyNamesFindTheirPlaceFull() {
        IntStream.range(0, 8 + LayoutTree.MOST_CROWDED_OUT).forEach(number -> learns("{\"n" + number + "\":1}"));

        assertThat(tree.isFull()).isTrue();
        tree.clear();
        assertThat(tree.isFull()).isFalse();
        assertThat(learns("{\"z\":1}")).isTrue();
    }

    @Test
    void objectOfMoreMembersThanAreNoted_isNotRead() {
        assertThat(read(64)).isTrue();
        assertThat(read(65)).isFalse();
    }

    private static boolean read(int members) {
        String object = IntStream.range(0, members)
                .mapToObj(number -> "\"" + number + "\":1")
                .collect(Collectors.joining(",", "{", "} "));
        byte[] bytes = object.getBytes(UTF_8);
        return new MemberSpans().read(bytes, 0, bytes.length, new ValueEnds(10, false));
    }

    @Test
    void fullBook_thatWasNotWorthIt_restsBeforeItLearnsAgain() {
        book.fill();

        assertThat(entriesUntilItLearns()).isEqualTo(PlanBook.REST);
    }

    @Test
    void fullBook_thatWasWorthIt_beginsAnewAtOnce() {
        Layout layout = new Layout();
        book.learn(layout, JsonObject.of("{\"a\":1}"));
        IntStream.range(0, 16).forEach(document -> book.passed(1));
        book.fill();

        assertThat(entriesUntilItLearns()).isZero();
        assertThat(book.documents().first()).isNull();
    }

    private int entriesUntilItLearns() {
        int entries = 0;
        while (!book.mayLearn(EntryKind.around())) {
            entries++;
        }
        return entries;
    }

    @Test
    void plans_haveABound() {
        List<JsonObject> asked = new ArrayList<>();
        PlanBook asking = new PlanBook(
                (names, document) -> {
                    asked.add(document);
                    return null;
                },
                new Walking());
        for (int number = 0; number < 2 * PlanBook.MOST_PLANS; number++) {
            asking.learn(new Layout(), JsonObject.of("{\"a\":1}"));
        }

        assertThat(asked).hasSize(PlanBook.MOST_PLANS);
    }

    @Test
    void valuesThatTellTheType_haveABound() {
        assertThat(plan("t".repeat(200))).isNotNull();
        assertThat(plan("t".repeat(300))).isNull();
    }

    private static @Nullable DocumentPlan plan(String type) {
        JsonName name = JsonName.of("type");
        return DocumentPlan.of(
                List.of(name),
                JsonObject.of("{\"type\":\"" + type + "\"}"),
                List.of(name),
                "",
                ObjectEdits.NONE,
                DocumentPlan.NO_WAY);
    }

    @Test
    void documentsWithoutAPlan_areAskedAboutAFewTimes() {
        Layout layout = new Layout();
        List<JsonObject> documents = IntStream.range(0, 100)
                .mapToObj(number -> JsonObject.of("{\"a\":" + number + "}"))
                .toList();

        long asked = documents.stream()
                .filter(document -> layout.mayHaveMore())
                .peek(document -> book.learn(layout, document))
                .count();

        assertThat(asked).isEqualTo(4);
    }
}
