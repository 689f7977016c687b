package io.slipcover.onepass;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipcover.document.ReleaseView;
import io.slipcover.document.TodoSchema;
import io.slipcover.envelope.EnvelopeLimits;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which documents pass, and which are left to the general way. */
final class OnePassTest {
    private static final int DOCUMENTS = 100;

    /** A layout is learnt by the time it has come twice. */
    private static final int LEARNT_BY = 2;

    private final ReleaseView view = TodoSchema.view(TodoSchema.builder().build(), "1");

    @ParameterizedTest
    @EnumSource(
            value = StreamKind.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"DOCUMENT", "OPEN_REVS"})
    void oneLayout_isLearntOnce(StreamKind kind) {
        assertThat(asked(kind, OnePassTest::item)).isLessThanOrEqualTo(LEARNT_BY);
        assertThat(asked(kind, OnePassTest::item)).isZero();
    }

    @Test
    void layoutsThatTakeTurns_areAllLearnt() {
        IntFunction<String> inTurn = number -> item(number).replace("\"notes\"", "\"notes" + number % 8 + "\"");

        assertThat(asked(StreamKind.CHANGES, inTurn)).isLessThan(DOCUMENTS / 2);
        assertThat(asked(StreamKind.CHANGES, inTurn)).isZero();
    }

    @Test
    void layoutsThatNeverComeAgain_goTheGeneralWay_andTheOthersPass() {
        IntFunction<String> odd =
                number -> item(number).replace("\"notes\"", number % 2 == 0 ? "\"notes\"" : "\"notes" + number + "\"");

        assertThat(asked(StreamKind.CHANGES, odd)).isEqualTo(DOCUMENTS / 2 + LEARNT_BY - 1);
    }

    @Test
    void whatTellsTypeAndVersion_isLookedAt() {
        IntFunction<String> other = number -> number % 2 == 0
                ? item(number)
                : item(number).replace("todo-item", "other").replace("\"item:", "\"_design/");

        assertThat(asked(StreamKind.ROWS, other)).isEqualTo(DOCUMENTS / 2 + LEARNT_BY - 1);
    }

    @Test
    void documentsOfATypeThatNoReleaseNames_pass() {
        IntFunction<String> other = number -> item(number).replace("todo-item", "other");

        assertThat(asked(StreamKind.ROWS, other)).isLessThanOrEqualTo(LEARNT_BY);
    }

    @Test
    void documentAlone_passesFromTheThirdOn() {
        int asked = 0;
        for (int number = 0; number < DOCUMENTS; number++) {
            asked += asked(StreamKind.DOCUMENT, view, List.of(item(number).getBytes(UTF_8)));
        }

        assertThat(asked).isLessThanOrEqualTo(LEARNT_BY);
    }

    @Test
    void spaceBetweenMembers_goesTheGeneralWay() {
        assertThat(asked(StreamKind.CHANGES, number -> item(number).replace(",\"text\"", ", \"text\"")))
                .isEqualTo(DOCUMENTS);
    }

    @Test
    void valueThatALensRefuses_goesTheGeneralWay() {
        IntFunction<String> refused = number -> number == 70 ? item(number).replace("[\"ada\"]", "7") : item(number);

        assertThat(asked(StreamKind.CHANGES, refused)).isLessThanOrEqualTo(LEARNT_BY + 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0001b", "a\\xb", "a\\u12g4b", "a\u00ffb"})
    void textThatNoLensLooksInto_isTrustedOnlyWhereTextsAre(String wrong) {
        byte[] body = StreamKind.CHANGES.body(spoilt("Water", wrong)).getBytes(ISO_8859_1);

        assertThat(led(AnswerReading.CHECKED, body).isRefusedForTexts()).isTrue();
        Led trusted = led(AnswerReading.TRUSTED, body);
        assertThat(trusted.end()).isEqualTo("complete");
        assertThat(trusted.heard()).hasSize(DOCUMENTS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0001b", "a\\xb", "a\\u12g4b", "a\u00ffb"})
    void textThatALensLooksInto_isNeverTrusted(String wrong) {
        byte[] body = StreamKind.CHANGES.body(spoilt("active", wrong)).getBytes(ISO_8859_1);

        assertThat(led(AnswerReading.TRUSTED, body)).isEqualTo(led(AnswerReading.GENERAL, body));
        assertThat(led(AnswerReading.TRUSTED, body).isRefusedForTexts()).isTrue();
    }

    /** Documents, one of the last of which has something else in a text. */
    private static List<String> spoilt(String text, String other) {
        return IntStream.range(0, DOCUMENTS)
                .mapToObj(number -> number == 90 ? item(number).replace(text, other) : item(number))
                .map(document -> document.replace(",\"é\"", ""))
                .toList();
    }

    private Led led(AnswerReading reading, byte[] body) {
        return Led.lead(reading, EnvelopeLimits.DEFAULT, StreamKind.CHANGES, view, false, List.of(body))
                .led();
    }

    @ParameterizedTest
    @EnumSource(StreamKind.class)
    void everyCut_changesNothing(StreamKind kind) {
        byte[] body = learnt(kind);
        for (int cut = 0; cut <= body.length; cut++) {
            requirePassing(kind, body);
            asked(kind, view, List.of(Arrays.copyOf(body, cut), Arrays.copyOfRange(body, cut, body.length)));
        }
    }

    @ParameterizedTest
    @EnumSource(StreamKind.class)
    void everyEarlyEnd_isTheSameError(StreamKind kind) {
        byte[] body = learnt(kind);
        for (int end = 0; end < body.length; end++) {
            requirePassing(kind, body);
            asked(kind, view, List.of(Arrays.copyOf(body, end)));
        }
    }

    @ParameterizedTest
    @EnumSource(StreamKind.class)
    void everyByteThatIsAnother_hasTheSameEffect(StreamKind kind) {
        byte[] body = learnt(kind);
        int whole = 0;
        for (int at = 0; at < body.length; at++) {
            for (byte other : new byte[] {'"', '\\', ',', '}', ']', '0', ' ', 1, (byte) 0xC3}) {
                byte[] spoilt = body.clone();
                spoilt[at] = other;
                whole += askedChecked(kind, body);
                asked(kind, view, List.of(spoilt));
            }
        }
        assertThat(whole).isLessThan(body.length); // One of nine documents: what was spoilt was tried.
    }

    /** Lets the body pass, so that what comes next is tried. */
    private void requirePassing(StreamKind kind, byte[] body) {
        assertThat(askedChecked(kind, body)).isZero();
    }

    private int askedChecked(StreamKind kind, byte[] body) {
        return Led.lead(AnswerReading.CHECKED, EnvelopeLimits.DEFAULT, kind, view, false, List.of(body))
                .asked();
    }

    /** A short answer, whose layouts are known by now. */
    private byte[] learnt(StreamKind kind) {
        asked(kind, OnePassTest::item);
        byte[] body = kind.body(List.of(item(1), item(2), item(3))).getBytes(UTF_8);
        asked(kind, view, List.of(body));
        return body;
    }

    private int asked(StreamKind kind, IntFunction<String> document) {
        List<String> documents =
                IntStream.range(0, DOCUMENTS).mapToObj(document).toList();
        return asked(kind, view, List.of(kind.body(documents).getBytes(UTF_8)));
    }

    private static int asked(StreamKind kind, ReleaseView view, List<byte[]> pieces) {
        Led.Counted general = Led.lead(AnswerReading.GENERAL, EnvelopeLimits.DEFAULT, kind, view, false, pieces);
        Led.Counted checked = Led.lead(AnswerReading.CHECKED, EnvelopeLimits.DEFAULT, kind, view, false, pieces);
        assertThat(checked.led()).isEqualTo(general.led());
        Led.Counted trusted = Led.lead(AnswerReading.TRUSTED, EnvelopeLimits.DEFAULT, kind, view, false, pieces);
        if (!general.led().isRefusedForTexts()) {
            assertThat(trusted.led()).isEqualTo(general.led());
        }
        return checked.asked();
    }

    private static String item(int number) {
        return ("{\"_id\":\"item:%d\",\"_rev\":\"1-a\",\"schema\":\"todo-item\",\"version\":3,\"text\":\"Water \\u0041 %1$d\","
                        + "\"status\":\"%s\",\"groupName\":\"home\",\"assignees\":[\"ada\"],\"notes\":[{\"a\":1.5},\"é\"]}")
                .formatted(number, number % 2 == 0 ? "active" : "done");
    }
}
