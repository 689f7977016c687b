package io.slipcover.fuzzing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.slipcover.envelope.BulkDocsRequest;
import io.slipcover.envelope.EnvelopeLimits;
import io.slipcover.envelope.NewEdits;
import io.slipcover.envelope.WrittenDocument;
import io.slipcover.json.JsonBuffer;
import io.slipcover.json.JsonFormatException;
import io.slipcover.json.JsonValue;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.params.provider.ArgumentsSource;

/**
 * Bodies of {@code _bulk_docs}, of which each document is sent as it came, replaced or left out. The first byte of an input says which
 * documents meet which fate, the second how many documents wait for their decision meanwhile and whether the last of them is decided first,
 * the next two where the body is cut. {@link SlowBatch} says what the body's documents are, and what of them is sent.
 */
final class BatchFuzzTest implements FuzzTarget {
    private static final String REPLACEMENT = "{\"replaced\":true}";

    private enum Fate {
        KEPT,
        REPLACED,
        LEFT_OUT;

        static Fate of(int index, int choice) {
            return choice == 0 ? KEPT : values()[(index + choice) * choice % values().length];
        }

        void decide(WrittenDocument document) {
            switch (this) {
                case KEPT -> document.keep();
                case REPLACED -> document.replace(JsonValue.of(REPLACEMENT));
                case LEFT_OUT -> document.leaveOut();
            }
        }

        /** What is sent of an element. Only objects are documents, and only they are decided about. */
        List<String> sent(String element) {
            if (this == KEPT || !element.startsWith("{")) {
                return List.of(element);
            }
            return this == REPLACED ? List.of(REPLACEMENT) : List.of();
        }
    }

    /** What came of one body. */
    private record Outcome(List<String> documents, String refusal, String sent, NewEdits newEdits) {
        static Outcome of(byte[] body, Cuts cuts, int fates, int waiting, boolean lastFirst) {
            CountedRoom room = new CountedRoom();
            BulkDocsRequest request = new BulkDocsRequest(EnvelopeLimits.DEFAULT.in(room));
            List<String> documents = new ArrayList<>();
            Deque<WrittenDocument> undecided = new ArrayDeque<>();
            JsonBuffer out = new JsonBuffer();
            String refusal = "";
            try {
                for (byte[] piece : cuts.pieces(body)) {
                    request.feed(piece, 0, piece.length);
                    Arrays.fill(piece, (byte) '#');
                    take(request, documents, undecided);
                    while (undecided.size() > waiting) {
                        decide(undecided, lastFirst, fates);
                    }
                    request.flush(out);
                }
                request.end();
                take(request, documents, undecided);
                while (!undecided.isEmpty()) {
                    assertThat(request.isComplete())
                            .as("complete before it is decided")
                            .isFalse();
                    decide(undecided, lastFirst, fates);
                }
                request.flush(out);
                assertThat(request.isComplete()).isTrue();
                assertThat(request.heldBytes()).isZero();
                assertThat(room.taken()).as("room that stays taken").isZero();
            } catch (JsonFormatException refused) {
                refusal = "at " + refused.offset() + ": " + refused.getMessage();
            }
            return new Outcome(documents, refusal, refusal.isEmpty() ? text(out) : "", request.newEdits());
        }

        private static void take(BulkDocsRequest request, List<String> documents, Deque<WrittenDocument> undecided) {
            for (WrittenDocument next = request.poll(); next != null; next = request.poll()) {
                documents.add(new String(next.bytes(), UTF_8));
                undecided.add(next);
            }
        }

        private static void decide(Deque<WrittenDocument> undecided, boolean lastFirst, int fates) {
            WrittenDocument document = lastFirst ? undecided.removeLast() : undecided.removeFirst();
            Fate.of(document.index(), fates).decide(document);
        }

        private static String text(JsonBuffer out) {
            return new String(out.toByteArray(), UTF_8);
        }
    }

    @Override
    @ArgumentsSource(Corpus.class)
    @FuzzTest
    public void holds(byte[] bytes) throws IOException {
        Input input = new Input(bytes);
        int fates = input.choice(8);
        int window = input.choice(256);
        Cuts cuts = Cuts.from(input);
        byte[] body = input.rest();
        if (Depth.of(body) > Depth.COMPARED) {
            return;
        }

        Outcome whole = Outcome.of(body, Cuts.NONE, fates, 0, false);
        Outcome cut = Outcome.of(body, cuts, fates, window / 2, window % 2 == 1);

        if (whole.refusal().isEmpty()) {
            assertThat(cut).as("cut").isEqualTo(whole);
        } else {
            assertThat(cut.refusal()).as("cut").isEqualTo(whole.refusal());
        }
        SlowBatch expected;
        try {
            expected = SlowBatch.of(body);
        } catch (IOException refused) {
            assertThat(whole.refusal()).as("refused: %s", refused.getMessage()).isNotEmpty();
            return;
        }
        if (expected.arrays() > 1) {
            assertThat(whole.refusal()).contains("second 'docs'");
            return;
        }
        assertThat(whole.refusal()).isEmpty();
        assertThat(whole.newEdits()).isEqualTo(expected.newEdits());
        assertThat(whole.documents())
                .isEqualTo(expected.elements().stream()
                        .filter(element -> element.startsWith("{"))
                        .toList());
        compareSent(whole.sent(), expected, body, fates);
    }

    private static void compareSent(String sent, SlowBatch came, byte[] body, int fates) throws IOException {
        if (fates == 0) {
            assertThat(sent).isEqualTo(JacksonReading.text(body));
            return;
        }
        List<String> elements = new ArrayList<>();
        for (int index = 0; index < came.elements().size(); index++) {
            elements.addAll(Fate.of(index, fates).sent(came.elements().get(index)));
        }
        SlowBatch leaves = SlowBatch.of(sent.getBytes(UTF_8));
        assertThat(leaves.elements()).isEqualTo(elements);
        assertThat(leaves.arrays()).isEqualTo(came.arrays());
        assertThat(leaves.newEdits()).isEqualTo(came.newEdits());
    }
}
