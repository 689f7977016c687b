package io.slipcover.envelope;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipcover.json.JsonBuffer;
import io.slipcover.json.JsonFormatException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class StreamedElementsTest {
    private static final byte[] BODY =
            "{\"docs\":[\r\n{\"_id\":\"a\"},\r\n{\"_id\":\"b]\",\"c\":[1]}\r\n],\r\n\"bookmark\": \"x\"}\r\n\n"
                    .getBytes(UTF_8);

    private final List<String> taken = new ArrayList<>();
    private final JsonBuffer space = new JsonBuffer();

    private StreamedElements elements(EnvelopeLimits limits) {
        return new StreamedElements(
                "docs",
                limits,
                (bytes, from, to, exceeded) -> taken.add(
                        new String(bytes, from, to - from, UTF_8) + (exceeded == null ? "" : " " + exceeded.limit())),
                space);
    }

    @Test
    void body_cutAnywhere_isTakenApart() {
        for (int cut = 0; cut <= BODY.length; cut++) {
            taken.clear();
            StreamedElements elements = elements(EnvelopeLimits.DEFAULT);
            elements.feed(BODY, 0, cut);
            elements.feed(BODY, cut, BODY.length);
            assertThat(elements.end().toString().replaceAll("\\s", "")).isEqualTo("{\"docs\":[],\"bookmark\":\"x\"}");
            assertThat(taken).as("cut at %d", cut).containsExactly("{\"_id\":\"a\"}", "{\"_id\":\"b]\",\"c\":[1]}");
        }
    }

    @Test
    void heartbeats_areHandedOn() {
        StreamedElements elements = elements(EnvelopeLimits.DEFAULT);
        for (String piece : List.of("{\"docs\":[\n", "\n", "\n", "{}", "\n", "]}")) {
            byte[] bytes = piece.getBytes(UTF_8);
            elements.feed(bytes, 0, bytes.length);
        }
        elements.end();
        assertThat(space.toString()).isEqualTo("\n\n\n");
        assertThat(taken).containsExactly("{}");
    }

    @Test
    void whatStandsAround_isLimited() {
        StreamedElements elements = elements(new EnvelopeLimits(10, 40));
        byte[] bytes = ("{\"docs\":[],\"bookmark\":\"" + "x".repeat(40) + "\"}").getBytes(UTF_8);
        assertThatThrownBy(() -> elements.feed(bytes, 0, bytes.length)).isInstanceOf(EntryTooLargeException.class);
    }

    @Test
    void elementThatExceedsALimit_isToldAsOne() {
        String deep = "{\"_id\":\"d\",\"a\":[[[1]]]}";
        String longer = "{\"_id\":\"l\",\"a\":\"" + "x".repeat(70_000) + "\",\"b\":1}";
        byte[] body = ("{\"docs\":[" + deep + "," + longer + ",{\"_id\":\"z\"}]}").getBytes(UTF_8);
        StreamedElements elements = elements(new EnvelopeLimits(3, 69_000));

        for (int at = 0; at < body.length; at += 1000) {
            elements.feed(body, at, Math.min(body.length, at + 1000));
        }

        assertThat(elements.end()).hasToString("{\"docs\":[]}");
        assertThat(taken).containsExactly(deep + " NESTING", "{\"_id\":\"l\",\"b\":1} LENGTH", "{\"_id\":\"z\"}");
    }

    @Test
    void bodyThatIsCutShort_isNone() {
        for (int length = 0; length < BODY.length - 3; length++) {
            StreamedElements elements = elements(EnvelopeLimits.DEFAULT);
            elements.feed(BODY, 0, length);
            assertThatThrownBy(elements::end).isInstanceOf(JsonFormatException.class);
        }
    }
}
