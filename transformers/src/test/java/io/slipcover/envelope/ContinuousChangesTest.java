package io.slipcover.envelope;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipcover.json.JsonBuffer;
import io.slipcover.json.JsonFormatException;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonValue;
import java.lang.ref.WeakReference;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ContinuousChangesTest {
    private static final List<String> FEEDS = List.of(
            "couchdb-3.5.0/changes-continuous-heartbeat.response", "couchdb-3.5.0/changes-continuous-timeout.response");

    private static Envelope envelope(Outcomes outcomes) {
        return AnswerKind.ENVELOPES.continuousChanges(outcomes.handler());
    }

    @ParameterizedTest
    @EnumSource
    void feed_anyOutcome_asTheModelSaysHoweverCut(Outcomes outcomes) {
        for (String name : FEEDS) {
            byte[] body = Recordings.body(name);
            byte[] led = Led.inTwo(envelope(outcomes), body, 0);
            List<JsonNode> expected = Trees.parseLines(body).stream()
                    .filter(line -> AnswerKind.CHANGES.decideEntry(line, outcomes.onTrees()))
                    .toList();

            assertThat(Trees.parseLines(led)).isEqualTo(expected);
            for (int cut = 1; cut < body.length; cut++) {
                assertThat(Led.inTwo(envelope(outcomes), body, cut)).isEqualTo(led);
            }
            assertThat(Led.inPieces(envelope(outcomes), body, 1)).isEqualTo(led);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"UNCHANGED", "REPEATED"})
    void feed_nothingChanged_veryBytes(Outcomes outcomes) {
        for (String name : FEEDS) {
            byte[] body = Recordings.body(name);

            assertThat(Led.inTwo(envelope(outcomes), body, 0)).isEqualTo(body);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "{\"seq\":1,\"id\":\"a\"}\n", "{\"seq\":1,\"doc\":{\"_id\":\"a\"}}\n", "\n\n"})
    void feed_finishedLineOrHeartbeat_leavesInTheSameCall(String line) {
        Envelope envelope = envelope(Outcomes.REPEATED);
        byte[] bytes = line.getBytes(UTF_8);
        for (int times = 0; times < 3; times++) {
            JsonBuffer out = new JsonBuffer();
            envelope.feed(bytes, 0, bytes.length, out);

            assertThat(out).hasToString(line);
        }
    }

    /** The first of them may be a part of a longer number, and a feed has a line break between two changes. */
    @ParameterizedTest
    @ValueSource(strings = {"0|0", "1 {}|{}", "{\"seq\":1}|{\"seq\":2}", "null|true", "\"a\"|\"b\""})
    void feed_valuesWithoutWhiteSpaceBetween_areAnError(String values) {
        byte[] feed = values.replace("|", "").getBytes(UTF_8);
        for (int cut = 0; cut < feed.length; cut++) {
            int at = cut;
            assertThatThrownBy(() -> Led.inTwo(envelope(Outcomes.REPEATED), feed, at))
                    .isInstanceOfSatisfying(
                            JsonFormatException.class,
                            refusal -> assertThat(refusal.offset()).isEqualTo(values.indexOf('|')));
        }
    }

    @Test
    void feed_lineInPieces_leavesWithItsLastByte() {
        Envelope envelope = envelope(Outcomes.UNCHANGED);
        byte[] line = "{\"seq\":1,\"doc\":{\"_id\":\"a\"}}".getBytes(UTF_8);
        JsonBuffer out = new JsonBuffer();
        envelope.feed(line, 0, line.length - 1, out);
        assertThat(out.length()).isZero();

        envelope.feed(line, line.length - 1, line.length, out);
        assertThat(out.toByteArray()).isEqualTo(line);
    }

    @Test
    void end_withinALine_isCutShort() {
        byte[] line = "{\"seq\":1,\"doc\":{\"_id\":\"a\"}}".getBytes(UTF_8);
        for (int cut = 1; cut < line.length; cut++) {
            Envelope envelope = envelope(Outcomes.UNCHANGED);
            JsonBuffer out = new JsonBuffer();
            envelope.feed(line, 0, cut, out);

            assertThat(out.length()).isZero();
            assertThatThrownBy(() -> envelope.end(out))
                    .isInstanceOf(JsonFormatException.class)
                    .extracting(thrown -> ((JsonFormatException) thrown).offset())
                    .isEqualTo((long) cut);
        }
    }

    @Test
    void end_betweenLines_isWhole() {
        assertThat(Led.whole(envelope(Outcomes.LEFT_OUT), "\n{\"doc\":{}}\n{\"last_seq\":2}\n\n"))
                .isEqualTo("\n\n{\"last_seq\":2}\n\n");
        assertThat(Led.whole(envelope(Outcomes.LEFT_OUT), "")).isEmpty();
    }

    /** From a server that knows the feed under one of its names only, or not at all. */
    @Test
    void changes_asOneAnswer_areShownToo() {
        String feed =
                "{\"results\":[\n{\"id\":\"a\",\"doc\":{\"_id\":\"a\"}},\n{\"id\":\"b\",\"doc\":null}\n],\n\"last_seq\":2}\n";
        assertThat(Led.whole(envelope(Outcomes.REPLACED), feed))
                .isEqualTo(feed.replace("{\"_id\":\"a\"}", "{\"_id\":\"a\",\"seen\":[1.50, \"é\"]}"));
        assertThat(Led.whole(envelope(Outcomes.FAILED), feed))
                .contains("\"doc\":null,\"error\":\"migration_failed\"")
                .doesNotContain("_id");
    }

    @Test
    void largeChange_isNotHeldWhileTheFeedWaits() throws InterruptedException {
        Envelope feed = new Envelopes(EnvelopeLimits.DEFAULT).continuousChanges(entry -> {
            entry.document().put(JsonName.of("seen"), JsonValue.of("1"));
            return EntryOutcome.replaced(entry.document());
        });
        byte[] change = ("{\"doc\":{\"a\":\"" + "x".repeat(2 << 20) + "\"}}\n").getBytes(UTF_8);
        WeakReference<byte[]> seen = new WeakReference<>(change);
        feed.feed(change, 0, change.length, (bytes, offset, length) -> {});
        change = new byte[0];

        for (int i = 0; i < 50 && seen.get() != null; i++) {
            System.gc();
            Thread.sleep(20);
        }
        assertThat(seen.get()).isNull();
        feed.feed(change, 0, 0, (bytes, offset, length) -> {});
    }
}
