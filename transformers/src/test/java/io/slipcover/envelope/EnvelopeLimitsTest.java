package io.slipcover.envelope;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipcover.json.JsonBuffer;
import io.slipcover.json.JsonFormatException;
import io.slipcover.json.JsonLimits;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bodies that no CouchDB sends. */
final class EnvelopeLimitsTest {
    private static Envelope changes() {
        return AnswerKind.CHANGES.envelope(Outcomes.REPLACED.handler());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"results\":[{\"doc\":{}},]} | 23",
                "{\"results\":[,{\"doc\":{}}]} | 12",
                "{\"results\":[{\"doc\":{}} {}]} | 23",
                "{\"results\":[{\"doc\":{}}]}} | 24",
                "{\"results\":[{\"doc\":{}}}} | 22",
                "{\"results\":[{\"doc\" {}}]} | 19",
                "{\"results\":[{\"doc\":{\"a\":01}}]} | 25",
                "{\"results\":[{\"doc\":{}};]} | 22",
                "{\"results\":[{doc:{}}]} | 13",
                "{\"results\":[{\"doc\":{},}]} | 22",
                "{results:[]} | 1",
                "{\"results\":[nul]} | 15",
                "x | 0",
            })
    void feed_malformed_errorAtTheByte(String body, long offset) {
        for (int length : new int[] {1, 2, 1000}) {
            assertThatThrownBy(() -> Led.inPieces(changes(), body.getBytes(UTF_8), length))
                    .isInstanceOfSatisfying(
                            JsonFormatException.class,
                            refused -> assertThat(refused.offset()).isEqualTo(offset));
        }
    }

    @Test
    void feed_brokenUtf8InADocument_errorAtTheByte() {
        byte[] body = "{\"results\":[{\"doc\":{\"a\":\"?\"}}]}".getBytes(UTF_8);
        body[25] = (byte) 0xC0;

        assertThatThrownBy(() -> Led.inPieces(changes(), body, 1))
                .isInstanceOfSatisfying(
                        JsonFormatException.class,
                        refused -> assertThat(refused.offset()).isEqualTo(25));
    }

    @Test
    void feed_nestedToTheLimit_isToldFromDeeper() {
        List<@Nullable ExceededLimit> told = new ArrayList<>();
        Envelopes envelopes = new Envelopes(new EnvelopeLimits(1000, 1 << 20));
        EntryHandler handler = entry -> {
            told.add(entry.exceeded());
            return EntryOutcome.unchanged();
        };

        assertThat(Led.whole(envelopes.changes(handler), nested(1000))).isEqualTo(nested(1000));
        assertThat(Led.whole(envelopes.changes(handler), nested(1001))).isEqualTo(nested(1001));
        assertThat(told).containsExactly(null, new ExceededLimit(ExceededLimit.Limit.NESTING, 1000));
    }

    /** A document that nests so many levels, itself the first. */
    private static String nested(int levels) {
        return "{\"results\":[{\"doc\":{\"a\": " + "[".repeat(levels - 1) + "]".repeat(levels - 1) + "}}]}";
    }

    @Test
    void feed_endlessNesting_holdsNothingOfIt() {
        Envelope envelope = changes();
        byte[] brackets = "[".repeat(JsonLimits.DEEPEST + 1).getBytes(UTF_8);
        JsonBuffer out = new JsonBuffer();

        assertThatThrownBy(() -> envelope.feed(brackets, 0, brackets.length, out))
                .isInstanceOfSatisfying(
                        JsonFormatException.class,
                        refused -> assertThat(refused.offset()).isEqualTo(JsonLimits.DEEPEST));
        assertThatThrownBy(() -> envelope.feed(brackets, 0, 1, out)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> envelope.end(out)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void feed_entryAtTheLimitOfBytes_goesThroughAndNoLonger() {
        Envelopes envelopes = new Envelopes(new EnvelopeLimits(1000, 20));
        String before = "{\"results\":[\n{\"id\":1}";
        byte[] fits = (before + ",\n{\"id\":\"" + "a".repeat(9) + "\"}]}").getBytes(UTF_8);
        byte[] tooLong = (before + ",\n{\"id\":\"" + "a".repeat(10) + "\"}]}").getBytes(UTF_8);
        for (int length : new int[] {1, 3, 1000}) {
            EntryHandler handler = Outcomes.UNCHANGED.handler();

            assertThat(Led.inPieces(envelopes.changes(handler), fits, length)).isEqualTo(fits);
            assertThatThrownBy(() -> Led.inPieces(envelopes.changes(handler), tooLong, length))
                    .isInstanceOfSatisfying(
                            EntryTooLargeException.class,
                            refused -> assertThat(refused.offset()).isEqualTo(before.length()));
        }
    }

    @Test
    void feed_longTextAroundEntries_isNotHeld() {
        Envelopes envelopes = new Envelopes(new EnvelopeLimits(1000, 20));
        Envelope envelope = envelopes.changes(Outcomes.UNCHANGED.handler());
        String body = "{\"" + "n".repeat(100) + "\":\"" + "a".repeat(100) + "\",\"results\":[" + " ".repeat(100) + "1"
                + "\n".repeat(100) + "]}";
        JsonBuffer out = new JsonBuffer();
        byte[] bytes = body.getBytes(UTF_8);
        for (int at = 0; at < bytes.length; at++) {
            envelope.feed(bytes, at, at + 1, out);

            assertThat(out.length()).isBetween(at, at + 1);
        }
        envelope.end(out);

        assertThat(out).hasToString(body);
    }

    @Test
    void end_emptyBody_isCutShort() {
        assertThatThrownBy(() -> Led.whole(changes(), ""))
                .isInstanceOfSatisfying(
                        JsonFormatException.class,
                        refused -> assertThat(refused.offset()).isZero());
    }
}
