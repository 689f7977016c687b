package io.slipcover.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipcover.json.JsonBuffer;
import io.slipcover.json.JsonFormatException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** CouchDB's own answers through the envelopes that they belong to. */
final class RecordedAnswersTest {
    /** Bodies up to here are cut everywhere for every outcome; the few longer ones, which carry an attachment, for two. */
    private static final int SHORT = 8192;

    record Recorded(AnswerKind kind, String name) {
        byte[] body() {
            return Recordings.body("couchdb-3.5.0/" + name + ".response");
        }

        /** The outcomes that this kind of answer can express. */
        List<Outcomes> outcomes() {
            List<Outcomes> outcomes = new ArrayList<>(List.of(Outcomes.UNCHANGED, Outcomes.REPLACED));
            if (body().length <= SHORT && kind != AnswerKind.DOCUMENT) {
                outcomes.addAll(List.of(Outcomes.REPEATED, Outcomes.LEFT_OUT));
                if (kind != AnswerKind.OPEN_REVS) {
                    outcomes.addAll(List.of(Outcomes.FAILED, Outcomes.MIXED));
                }
            }
            return outcomes;
        }
    }

    static Stream<Recorded> answers() {
        return Stream.of(
                        recorded(
                                AnswerKind.DOCUMENT,
                                "doc-get",
                                "doc-get-attachments-json",
                                "doc-get-conflicts",
                                "doc-get-missing",
                                "doc-get-rev",
                                "doc-get-revs",
                                "doc-get-stubs"),
                        recorded(
                                AnswerKind.ROWS,
                                "all-docs",
                                "all-docs-attachments",
                                "all-docs-keys",
                                "all-docs-queries",
                                "partition-all-docs",
                                "view-include-docs",
                                "view-limit",
                                "view-queries",
                                "view-reduce"),
                        recorded(
                                AnswerKind.CHANGES,
                                "changes",
                                "changes-attachments",
                                "changes-descending",
                                "changes-filter",
                                "changes-include-docs",
                                "changes-longpoll-heartbeat",
                                "changes-selector"),
                        recorded(AnswerKind.BULK_GET, "bulk-get-json", "bulk-get-attachments-json"),
                        recorded(AnswerKind.OPEN_REVS, "open-revs-all-json", "open-revs-list-missing-json"))
                .flatMap(answers -> answers);
    }

    private static Stream<Recorded> recorded(AnswerKind kind, String... names) {
        return Arrays.stream(names).map(name -> new Recorded(kind, name));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void answer_nothingChanged_veryBytes(Recorded answer) {
        byte[] body = answer.body();

        assertThat(Led.inTwo(answer.kind().envelope(Outcomes.UNCHANGED.handler()), body, 0))
                .isEqualTo(body);
        assertThat(Led.inTwo(answer.kind().envelope(Outcomes.REPEATED.handler()), body, 0))
                .isEqualTo(body);
    }

    @ParameterizedTest
    @MethodSource("answers")
    void answer_anyOutcome_asTheModelSays(Recorded answer) {
        for (Outcomes outcomes : answer.outcomes()) {
            byte[] led = Led.inTwo(answer.kind().envelope(outcomes.handler()), answer.body(), 0);

            assertThat(Trees.parse(led))
                    .as("%s", outcomes)
                    .isEqualTo(answer.kind().expected(Trees.parse(answer.body()), outcomes.onTrees()));
        }
    }

    @ParameterizedTest
    @MethodSource("answers")
    void answer_cutAnywhere_sameAnswer(Recorded answer) {
        byte[] body = answer.body();
        for (Outcomes outcomes : answer.outcomes()) {
            byte[] expected = Led.inTwo(answer.kind().envelope(outcomes.handler()), body, 0);
            for (int cut = 1; cut < body.length; cut++) {
                if (!Arrays.equals(Led.inTwo(answer.kind().envelope(outcomes.handler()), body, cut), expected)) {
                    throw new AssertionError(outcomes + ": another answer when cut at " + cut);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("answers")
    void answer_inSmallPieces_sameAnswer(Recorded answer) {
        byte[] body = answer.body();
        for (Outcomes outcomes : answer.outcomes()) {
            byte[] expected = Led.inTwo(answer.kind().envelope(outcomes.handler()), body, 0);
            for (int length : new int[] {1, 2, 3, 7, 64, 1000}) {
                assertThat(Led.inPieces(answer.kind().envelope(outcomes.handler()), body, length))
                        .as("%s in pieces of %d", outcomes, length)
                        .isEqualTo(expected);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("answers")
    void answer_cutShortAnywhere_isNeverWhole(Recorded answer) {
        byte[] body = answer.body();
        int end = lastByteThatCounts(body);
        for (int cut = 0; cut <= end; cut++) {
            Envelope envelope = answer.kind().envelope(Outcomes.UNCHANGED.handler());
            JsonBuffer out = new JsonBuffer(body.length);
            envelope.feed(body, 0, cut, out);

            assertThatThrownBy(() -> envelope.end(out)).isInstanceOf(JsonFormatException.class);
        }
    }

    private static int lastByteThatCounts(byte[] body) {
        int at = body.length - 1;
        while (body[at] == '\n') {
            at--;
        }
        return at;
    }
}
