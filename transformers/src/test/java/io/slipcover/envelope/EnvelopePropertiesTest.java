package io.slipcover.envelope;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipcover.json.JsonBuffer;
import io.slipcover.json.JsonFormatException;
import io.slipcover.json.JsonScanner;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** Envelopes against the model, on bodies with odd spellings, cut and broken by chance. */
final class EnvelopePropertiesTest {
    private static final String DAMAGES = "{}[]:,\"\\ \n01-+.eEutfna\u0000\u001F";

    @Property(tries = 5000, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void answer_anyOutcomeHoweverCut_asTheModelSays(
            @ForAll long seed, @ForAll AnswerKind kind, @ForAll Outcomes outcomes) {
        byte[] body = new RandomBodies(seed).answer(kind);
        Outcomes possible = possible(kind, outcomes);

        byte[] led = Led.inTwo(kind.envelope(possible.handler()), body, 0);

        assertThat(Trees.parse(led)).isEqualTo(expected(kind, body, possible));
        assertThat(Led.inTwo(kind.envelope(possible.handler()), body, cut(seed, body)))
                .isEqualTo(led);
        assertThat(Led.inPieces(kind.envelope(possible.handler()), body, 1)).isEqualTo(led);
    }

    @Property(tries = 5000, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void answer_nothingChanged_veryBytes(@ForAll long seed, @ForAll AnswerKind kind) {
        byte[] body = new RandomBodies(seed).answer(kind);

        assertThat(Led.inTwo(kind.envelope(Outcomes.UNCHANGED.handler()), body, 0))
                .isEqualTo(body);
        assertThat(Led.inTwo(kind.envelope(Outcomes.REPEATED.handler()), body, cut(seed, body)))
                .isEqualTo(body);
    }

    @Property(tries = 2000, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void continuousChanges_anyOutcomeHoweverCut_asTheModelSays(@ForAll long seed, @ForAll Outcomes outcomes) {
        byte[] body = new RandomBodies(seed).continuousChanges();
        List<JsonNode> expected = Trees.parseLines(body).stream()
                .filter(line -> AnswerKind.CHANGES.decideEntry(line, outcomes.onTrees()))
                .toList();

        byte[] led = Led.inTwo(AnswerKind.ENVELOPES.continuousChanges(outcomes.handler()), body, 0);

        assertThat(Trees.parseLines(led)).isEqualTo(expected);
        assertThat(Led.inTwo(AnswerKind.ENVELOPES.continuousChanges(outcomes.handler()), body, cut(seed, body)))
                .isEqualTo(led);
        assertThat(Led.inPieces(AnswerKind.ENVELOPES.continuousChanges(outcomes.handler()), body, 1))
                .isEqualTo(led);
    }

    /** An envelope looks at less than the scanner, and still refuses what the scanner refuses, at the same byte. */
    @Property(tries = 5000, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void answer_damaged_isRefusedWhereTheScannerRefusesIt(@ForAll long seed, @ForAll AnswerKind kind) {
        byte[] body = damaged(new RandomBodies(seed).answer(kind), new Random(seed));
        OptionalLong refusedAt = refusedAt(() -> JsonScanner.validate(body, 0, body.length, 1000));

        assertThat(refusedAt(() -> Led.inTwo(kind.envelope(Outcomes.UNCHANGED.handler()), body, 0)))
                .isEqualTo(refusedAt);
        assertThat(refusedAt(() -> Led.inPieces(kind.envelope(Outcomes.UNCHANGED.handler()), body, 1)))
                .isEqualTo(refusedAt);
    }

    @Property(tries = 2000, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void answer_cutShortByChance_isNeverWhole(@ForAll long seed, @ForAll AnswerKind kind) {
        byte[] body =
                new String(new RandomBodies(seed).answer(kind), UTF_8).strip().getBytes(UTF_8);
        int cut = body[0] == '{' || body[0] == '[' ? cut(seed, body) : 0;
        Envelope envelope = kind.envelope(Outcomes.REPLACED.handler());
        JsonBuffer out = new JsonBuffer();
        envelope.feed(body, 0, cut, out);

        assertThat(refusedAt(() -> envelope.end(out))).hasValue(cut);
    }

    private static JsonNode expected(AnswerKind kind, byte[] body, Outcomes outcomes) {
        return kind.expected(Trees.parse(body), outcomes.onTrees());
    }

    /** Documents alone and revisions have no way to say that one failed; a document alone cannot be left out. */
    private static Outcomes possible(AnswerKind kind, Outcomes outcomes) {
        return switch (kind) {
            case ROWS, CHANGES, SEARCH, BULK_GET -> outcomes;
            case OPEN_REVS -> outcomes == Outcomes.FAILED || outcomes == Outcomes.MIXED ? Outcomes.REPLACED : outcomes;
            case DOCUMENT ->
                outcomes == Outcomes.UNCHANGED || outcomes == Outcomes.REPEATED ? outcomes : Outcomes.REPLACED;
        };
    }

    private static int cut(long seed, byte[] body) {
        return new Random(~seed).nextInt(body.length + 1) % Math.max(1, body.length);
    }

    private static byte[] damaged(byte[] body, Random random) {
        byte[] damaged = body.clone();
        for (int times = 1 + random.nextInt(2); times > 0; times--) {
            damaged[random.nextInt(damaged.length)] = (byte) DAMAGES.charAt(random.nextInt(DAMAGES.length()));
        }
        return damaged;
    }

    private static OptionalLong refusedAt(Runnable reading) {
        try {
            reading.run();
            return OptionalLong.empty();
        } catch (JsonFormatException e) {
            return OptionalLong.of(e.offset());
        }
    }
}
