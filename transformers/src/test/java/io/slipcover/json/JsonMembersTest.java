package io.slipcover.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonMembersTest {
    /** Names of 2, 7, 8, 9, 16, 17 and 24 bytes, quotes included: those below, of and above one word and two. */
    private static final String USUAL =
            "{\"\":0,\"seven\":\"x\",\"eights\":[1,{\"seven\":2}],\"is nine\":{\"seven\":3},"
                    + "\"it has sixteen\":null,\"and this sevent\":true,\"as many as three words\":-1.5}";

    private final JsonScanner scanner = new JsonScanner(JsonLimits.DEFAULT_DEPTH);

    @Test
    void take_afterGiveBack_isUsedAgain() {
        JsonMembers members = JsonMembers.take();
        members.giveBack();

        assertThat(JsonMembers.take()).isSameAs(members);
    }

    @Test
    void take_severalAtATime_areDifferent() {
        JsonMembers one = JsonMembers.take();
        JsonMembers other = JsonMembers.take();
        assertThat(other).isNotSameAs(one);
        one.giveBack();
        other.giveBack();
    }

    @Test
    void giveBack_objectThatWasChanged_isForgotten() {
        JsonMembers members = JsonMembers.take();
        JsonObject first = object(members, "{\"a\":{\"b\":1},\"c\":2,\"d\":3,\"e\":4,\"f\":5,\"g\":6,\"h\":7}");
        first.rename(0, JsonName.of("x"));
        first.object(0);
        first.remove(JsonName.of("h"));
        members.giveBack();
        assertThat(first).hasToString("{}");
        assertThat(first.indexOf(JsonName.of("x"))).isEqualTo(-1);

        JsonObject second = object(JsonMembers.take(), "{\"y\" : 1}");
        assertThat(second).hasToString("{\"y\" : 1}");
        assertThat(second.indexOf(JsonName.of("x"))).isEqualTo(-1);
        assertThat(second.indexOf(JsonName.of("y"))).isZero();
    }

    @Test
    void giveBack_grownLarge_isNotUsedAgain() {
        JsonMembers members = JsonMembers.take();
        StringBuilder text = new StringBuilder("{\"first\":0");
        for (int count = 0; count < 1000; count++) {
            text.append(",\"name").append(count).append("\":1");
        }
        object(members, text.append('}').toString());
        members.giveBack();

        assertThat(JsonMembers.take()).isNotSameAs(members);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                USUAL,
                "{\"\":{},\"seven\":[],\"eights\":\"\\n\",\"is nine\":1e3,\"it has sixteen\":\"é\",\"and this sevent\":0,\"as many as three words\":2}",
                "{ \"\" : 0 , \"seven\":1,\"eights\" :2,\"is nine\": 3,\"it has sixteen\":4,\n\"and this sevent\":5,\"as many as three words\":6 }",
                "{\"\":0,\"sevan\":1,\"eights\":2}",
                "{\"\":0,\"seven\":1,\"eight\":2,\"is nine\":3}",
                "{\"\":0,\"seven\":1,\"eightsome\":2,\"is nine\":3}",
                "{\"\":0,\"seven\":1,\"eights\":2,\"is\\u0020nine\":3,\"it has sixteen\":4}",
                "{\"\":0,\"seven\":1,\"eights\":2,\"is nine\":3,\"it has Sixteen\":4}",
                "{\"\":0,\"seven\":1,\"eights\":2,\"is nine\":3,\"it has sixteen\":4,\"and this sevenT\":5}",
                "{\"\":0,\"seven\":1,\"eights\":2,\"is nine\":3,\"it has sixteen\":4,\"and this sevent\":5,\"as many as THREE words\":6}",
                "{\"\":0,\"seven\":1,\"eights\":2,\"is nine\":3,\"it has sixteen\":4,\"and this sevent\":5}",
                "{\"\":0,\"seven\":1,\"eights\":2,\"is nine\":3,\"it has sixteen\":4,\"and this sevent\":5,\"as many as three words\":6,\"more\":7}",
                "{\"\":0,\"seven\":1,\"seven\":2,\"eights\":3}",
                "{\"seven\":0}",
                "{}",
            })
    void layout_ofExpectedNamesAndOthers_isTheSameWhereverTheyAreCut(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        JsonMembers fresh = new JsonMembers();
        note(fresh, bytes, bytes.length);
        for (int cut = 0; cut <= bytes.length; cut++) {
            JsonMembers expecting = expecting(USUAL);
            note(expecting, bytes, cut);
            assertThat(spans(expecting)).isEqualTo(spans(fresh));

            JsonLayout layout = expecting.layout(bytes, 0);
            assertThat(layout == null || layout.isThatOf(expecting, bytes, 0)).isTrue();
            JsonObject object = expecting.object(bytes, 0, bytes.length);
            assertThat(object).hasToString(text);
            JsonObject model = JsonObject.of(text);
            for (String name : List.of("", "seven", "eights", "is nine", "as many as three words", "more")) {
                assertThat(object.indexOf(JsonName.of(name))).isEqualTo(model.indexOf(JsonName.of(name)));
            }
        }
    }

    @Test
    void endOfExpectedName_namesInTheirOrder_isBehindEach() {
        JsonMembers members = expecting(USUAL);
        byte[] bytes = USUAL.getBytes(UTF_8);
        note(members, bytes, bytes.length);
        List<List<Integer>> spans = spans(members);

        members.clear();
        for (List<Integer> span : spans) {
            int from = span.get(0);
            int to = span.get(1);
            assertThat(members.endOfExpectedName(bytes, from, bytes.length)).isEqualTo(to);
            members.add(from, to, span.get(2), span.get(3));
        }
        assertThat(members.endOfExpectedName(bytes, 1, bytes.length)).isZero();
    }

    @Test
    void endOfExpectedName_nothingBehindIt_isNone() {
        JsonMembers members = expecting("{\"as many as three words\":0}");
        byte[] bytes = "{\"as many as three words\":1}".getBytes(UTF_8);
        int end = bytes.length - 3;
        members.clear();
        assertThat(members.endOfExpectedName(bytes, 1, end)).isZero();
        members.clear();
        assertThat(members.endOfExpectedName(bytes, 1, end + 1)).isEqualTo(end);
    }

    @Test
    void endOfExpectedName_afterAnother_isNone() {
        JsonMembers members = expecting(USUAL);
        byte[] bytes = "{\"other\":0,\"seven\":1}".getBytes(UTF_8);
        members.clear();
        assertThat(members.endOfExpectedName(bytes, 1, bytes.length)).isZero();
        members.add(1, 8, 9, 10);
        assertThat(members.endOfExpectedName(bytes, 11, bytes.length)).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"\":0,\"seven\"1}",
                "{\"\":0,\"seven\":}",
                "{\"\":0,\"seven\",1}",
                "{\"\":0,\"seven\":1 \"eights\":2}"
            })
    void scan_brokenBehindExpectedNames_isRefusedAsWithoutThem(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        Throwable expected = catchThrowable(() -> note(new JsonMembers(), bytes, bytes.length));
        assertThat(expected).isInstanceOf(JsonFormatException.class);

        JsonMembers members = expecting(USUAL);
        for (int cut = 0; cut <= bytes.length; cut++) {
            int here = cut;
            assertThatThrownBy(() -> note(members, bytes, here)).hasMessage(expected.getMessage());
        }
    }

    private JsonMembers expecting(String text) {
        JsonMembers members = new JsonMembers();
        for (int time = 0; time < 3; time++) {
            object(members, text);
        }
        return members;
    }

    /** Notes the members of an object that arrives in two pieces. */
    private void note(JsonMembers members, byte[] bytes, int cut) {
        scanner.reset(members);
        scanner.scan(bytes, 0, cut);
        scanner.scan(bytes, cut, bytes.length);
        scanner.finish();
    }

    private static List<List<Integer>> spans(JsonMembers members) {
        return IntStream.range(0, members.size())
                .mapToObj(index -> List.of(
                        members.nameFrom(index),
                        members.nameTo(index),
                        members.valueFrom(index),
                        members.valueTo(index)))
                .toList();
    }

    private JsonObject object(JsonMembers members, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        scanner.reset(members);
        scanner.scan(bytes, 0, bytes.length);
        return members.object(bytes, 0, bytes.length);
    }
}
