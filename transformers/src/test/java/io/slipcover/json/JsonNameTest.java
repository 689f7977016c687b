package io.slipcover.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class JsonNameTest {
    private static JsonName received(String json) {
        byte[] bytes = json.getBytes(UTF_8);
        return JsonName.ofValidated(bytes, 0, bytes.length);
    }

    private static String written(JsonName name) {
        JsonBuffer out = new JsonBuffer();
        name.writeTo(out);
        return out.toString();
    }

    @Test
    void equals_otherSpelling_isTheSameName() {
        assertThat(received("\"\\u0061\\/\"")).isEqualTo(JsonName.of("a/")).hasSameHashCodeAs(JsonName.of("a/"));
    }

    @Test
    void equals_otherText_isAnotherName() {
        assertThat(JsonName.of("a")).isNotEqualTo(JsonName.of("A")).isNotEqualTo(JsonName.of("a "));
        assertThat(JsonName.of("")).isNotEqualTo(JsonName.of("\0"));
    }

    @Test
    void writeTo_received_isSpeltAsItCame() {
        assertThat(written(received("\"\\u0061\\/\""))).isEqualTo("\"\\u0061\\/\"");
    }

    @Test
    void writeTo_made_isSpeltWithTheFewestEscapes() {
        assertThat(written(JsonName.of("a/\"é\n"))).isEqualTo("\"a/\\\"é\\n\"");
    }

    @Test
    void text_received_isDecoded() {
        assertThat(received("\"\\u0061.\\ud83d\\ude00\"").text()).isEqualTo("a.😀");
        assertThat(received("\"\\u0061\"")).hasToString("a");
    }

    @Test
    void indexOf_nameWithASurrogateAlone_isNotTheQuestionMark() {
        JsonObject object = JsonObject.of("{\"?\":1,\"\\ud800\":2}");

        assertThat(object.indexOf(JsonName.of("\uD800"))).isEqualTo(1);
        assertThat(object.indexOf(JsonName.of("?"))).isZero();
    }

    @Test
    void indexOf_nameThatNeedsEscapes_isFoundHoweverItIsSpelt() {
        JsonObject object = JsonObject.of("{\"a\\u000Ab\":1,\"\\u0022\":2,\"\\u005C\":3}");

        assertThat(object.indexOf(JsonName.of("a\nb"))).isZero();
        assertThat(object.indexOf(JsonName.of("\""))).isEqualTo(1);
        assertThat(object.indexOf(JsonName.of("\\"))).isEqualTo(2);
    }

    @Test
    void compareTo_isThatOfTheTexts() {
        assertThat(received("\"\\u0061\""))
                .isEqualByComparingTo(JsonName.of("a"))
                .isLessThan(JsonName.of("b"));
    }
}
