package io.slipcover.envelope;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipcover.json.JsonBuffer;
import io.slipcover.json.JsonFormatException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EventSourceChangesTest {
    private static final byte[] FEED = Recordings.body("couchdb-3.5.0/changes-eventsource.response");
    private static final String EVENT = "data: {\"seq\":\"1-a\",\"doc\":{\"_id\":\"a\"}}\nid: \"1-a\"\n\n";
    private static final String HEARTBEAT = "event: heartbeat\ndata: \n\n";

    private static Envelope envelope(Outcomes outcomes) {
        return AnswerKind.ENVELOPES.eventSourceChanges(outcomes.handler());
    }

    @ParameterizedTest
    @EnumSource
    void feed_anyOutcome_asTheModelSaysHoweverCut(Outcomes outcomes) {
        byte[] led = Led.inTwo(envelope(outcomes), FEED, 0);

        assertThat(lines(led)).isEqualTo(expected(outcomes));
        for (int cut = 1; cut < FEED.length; cut++) {
            assertThat(Led.inTwo(envelope(outcomes), FEED, cut)).isEqualTo(led);
        }
        assertThat(Led.inPieces(envelope(outcomes), FEED, 1)).isEqualTo(led);
    }

    /** The recording's lines, with what the outcomes make of each change; a change as a tree. */
    private static List<Object> expected(Outcomes outcomes) {
        List<Object> expected = new ArrayList<>();
        for (Object line : lines(FEED)) {
            boolean stays =
                    !(line instanceof JsonNode change) || AnswerKind.CHANGES.decideEntry(change, outcomes.onTrees());
            expected.add(stays ? line : "data: ");
        }
        assertThat(expected).contains("event: heartbeat");
        return expected;
    }

    private static List<Object> lines(byte[] feed) {
        List<Object> lines = new ArrayList<>();
        for (String line : Led.text(feed).split("\n", -1)) {
            lines.add(line.startsWith("data: {") ? Trees.parse(line.substring("data: ".length())) : line);
        }
        return lines;
    }

    @ParameterizedTest
    @EnumSource(names = {"UNCHANGED", "REPEATED"})
    void feed_nothingChanged_veryBytes(Outcomes outcomes) {
        assertThat(Led.inTwo(envelope(outcomes), FEED, 0)).isEqualTo(FEED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {EVENT, HEARTBEAT, EVENT + EVENT, "data: {\"seq\":1,\"doc\":null}\nid: 1\n\n", ": a comment\n\n"})
    void feed_finishedEvents_leaveInTheSameCall(String events) {
        Envelope envelope = envelope(Outcomes.REPEATED);
        byte[] bytes = events.getBytes(UTF_8);
        for (int times = 0; times < 3; times++) {
            JsonBuffer out = new JsonBuffer();
            envelope.feed(bytes, 0, bytes.length, out);

            assertThat(out).hasToString(events);
        }
    }

    @Test
    void failed_isSaidInTheEvent() {
        assertThat(Led.whole(envelope(Outcomes.FAILED), HEARTBEAT + EVENT))
                .isEqualTo(HEARTBEAT
                        + "data: {\"seq\":\"1-a\",\"doc\":null,\"error\":\"migration_failed\",\"reason\":\"no pair for \\\"42\\\"\"}\n"
                        + "id: \"1-a\"\n\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data:{\"doc\":{\"_id\":\"a\"}}\n\n",
                "data: {\"doc\":{\"_id\":\"a\"}}\r\n\r\n",
                "data: {\"doc\":{\"_id\":\"a\"}}\r\r",
                "retry: 3\nid: 1\ndata: {\"doc\":{\"_id\":\"a\"}}\n\n"
            })
    void change_inEverySpellingOfALine_isFound(String event) {
        String expected = event.replace("\"a\"", "\"a\",\"seen\":[1.50, \"é\"]");
        for (int length = 1; length < event.length(); length++) {
            assertThat(Led.text(Led.inPieces(envelope(Outcomes.REPLACED), event.getBytes(UTF_8), length)))
                    .isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"data\n\n", "id\nretry\n\n", ":{\"doc\":{}}\n\n", "event:{\"doc\":{}}\n\n", "\n"})
    void otherLines_leaveAsTheyCame(String event) {
        assertThat(Led.text(Led.inPieces(envelope(Outcomes.REPLACED), event.getBytes(UTF_8), 1)))
                .isEqualTo(event);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"results\":[\n{\"doc\":{\"_id\":\"a\"}}\n],\n\"last_seq\":1}\n",
                "{\"doc\":{\"_id\":\"a\"}}\n",
                "dataset: {\"doc\":{\"_id\":\"a\"}}\n\n",
                "dat: {\"doc\":{\"_id\":\"a\"}}\n\n",
                " data: {\"doc\":{\"_id\":\"a\"}}\n\n"
            })
    void lines_ofNoEvent_doNotLeave(String feed) {
        Set<Long> places = new HashSet<>();
        for (int length = 1; length <= feed.length(); length++) {
            Envelope envelope = envelope(Outcomes.UNCHANGED);
            JsonBuffer out = new JsonBuffer();
            byte[] bytes = feed.getBytes(UTF_8);
            int piece = length;

            assertThatThrownBy(() -> {
                        for (int at = 0; at < bytes.length; at += piece) {
                            envelope.feed(bytes, at, Math.min(at + piece, bytes.length), out);
                        }
                    })
                    .isInstanceOfSatisfying(JsonFormatException.class, refusal -> places.add(refusal.offset()));
            assertThat(out.toString()).doesNotContain("_id");
        }
        assertThat(places)
                .as("the byte that it is refused at, however the feed is cut")
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data: {\"doc\":\ndata: {\"_id\":\"a\"}}\n\n",
                "data: {\"doc\":{\"_id\":\"a\"}\n\n",
                "data: no JSON\n\n",
                "data: {\"seq\":1}}\n\n"
            })
    void change_thatIsNotWholeInItsLine_isAnError(String event) {
        JsonBuffer out = new JsonBuffer();

        assertThatThrownBy(() -> envelope(Outcomes.UNCHANGED).feed(event.getBytes(UTF_8), 0, event.length(), out))
                .isInstanceOf(JsonFormatException.class);
        assertThat(out.toString()).doesNotContain("_id");
    }

    @Test
    void end_withinAnEvent_isCutShort() {
        byte[] event = EVENT.getBytes(UTF_8);
        for (int cut = 1; cut < event.length; cut++) {
            Envelope envelope = envelope(Outcomes.UNCHANGED);
            envelope.feed(event, 0, cut, new JsonBuffer());

            assertThatThrownBy(() -> envelope.end(new JsonBuffer())).isInstanceOf(JsonFormatException.class);
        }
    }

    @Test
    void end_betweenEvents_isWhole() {
        assertThat(Led.whole(envelope(Outcomes.UNCHANGED), "")).isEmpty();
        assertThat(Led.whole(envelope(Outcomes.UNCHANGED), EVENT + HEARTBEAT)).isEqualTo(EVENT + HEARTBEAT);
    }
}
