package io.slipcover.onepass;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.ValueEnds;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Documents without a plan take nothing from the others. */
final class LayoutTest {
    private static final JsonName TYPE = JsonName.of("type");

    private final Layout layout = new Layout();

    private static DocumentPlan plan(int type, boolean general) {
        return requireNonNull(DocumentPlan.of(
                List.of(TYPE),
                JsonObject.of("{\"type\":" + type + "}"),
                List.of(TYPE),
                "",
                general ? null : ObjectEdits.NONE,
                DocumentPlan.NO_WAY));
    }

    private @Nullable DocumentPlan known(int type) {
        byte[] bytes = ("{\"type\":" + type + "} ").getBytes(UTF_8);
        MemberSpans spans = new MemberSpans();
        assertThat(spans.read(bytes, 0, bytes.length, new ValueEnds(10, false))).isTrue();
        return layout.plan(bytes, spans);
    }

    @Test
    void documentsThatGoTheGeneralWay_areKnown_andLeaveRoom() {
        IntStream.range(0, 8).forEach(type -> layout.add(plan(type, true)));

        assertThat(requireNonNull(known(7)).isGeneral()).isTrue();
        assertThat(layout.mayHaveMore()).isTrue();
        layout.add(plan(8, false));
        assertThat(requireNonNull(known(8)).isGeneral()).isFalse();
    }

    @Test
    void ofThoseThatGoTheGeneralWay_theOldestIsForgotten() {
        IntStream.range(0, 9).forEach(type -> layout.add(plan(type, true)));

        assertThat(known(0)).isNull();
        assertThat(known(8)).isNotNull();
        assertThat(documentsUntilOneMayHaveMore()).isEqualTo(128);
    }

    @Test
    void refusals_areNotForGood() {
        IntStream.range(0, 4).forEach(number -> layout.add(null));

        assertThat(documentsUntilOneMayHaveMore()).isEqualTo(128);
    }

    @Test
    void plans_haveABound() {
        IntStream.range(0, 8).forEach(type -> layout.add(plan(type, false)));

        assertThat(layout.mayHaveMore()).isFalse();
    }

    private int documentsUntilOneMayHaveMore() {
        int documents = 0;
        while (documents < 1000 && !layout.mayHaveMore()) {
            documents++;
        }
        return documents;
    }
}
