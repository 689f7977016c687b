package io.slipcover.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class JsonSliceTest {
    private static JsonSlice slice(String json) {
        return JsonValue.of(json).slice();
    }

    @ParameterizedTest
    @CsvSource({
        "' { } ', OBJECT, '{ }'",
        "'\t[1, 2]\n', ARRAY, '[1, 2]'",
        "' \"a\" ', STRING, '\"a\"'",
        "' -1.50 ', NUMBER, -1.50",
        "'true\r\n', BOOLEAN, true",
        "' false', BOOLEAN, false",
        "' null ', NULL, null",
    })
    void parse_anyKind_leavesOutTheWhitespaceAround(String json, JsonKind kind, String text) {
        JsonValue value = JsonValue.of(json);

        assertThat(value.kind()).isEqualTo(kind);
        assertThat(value).hasToString(text);
        assertThat(value.toBytes()).isEqualTo(text.getBytes(UTF_8));
    }

    @Test
    void parse_partOfAnArray_staysWithinIt() {
        byte[] bytes = "12345".getBytes(UTF_8);

        assertThat(JsonValue.parse(bytes, 1, 4)).hasToString("234");
    }

    @Test
    void parse_malformed_isRefusedWithTheOffsetInTheSlice() {
        byte[] bytes = "xx[1,]".getBytes(UTF_8);

        assertThatThrownBy(() -> JsonValue.parse(bytes, 2, 6)).hasMessage("offset 3: found ']', expected a value");
    }

    @Test
    void of_surrogateAlone_isRefused() {
        assertThatThrownBy(() -> JsonValue.of("\"\uD800\"")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void asString_everyEscape_isDecoded() {
        assertThat(slice("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0041\\u00e9\\ud83d\\ude00é😀\\u0000\"")
                        .asString())
                .isEqualTo("\"\\/\b\f\n\r\tAé😀é😀\0");
    }

    @Test
    void asString_surrogateAlone_staysAlone() {
        assertThat(slice("\"a\\uD800b\\udc00\"").asString()).isEqualTo("a\uD800b\uDC00");
    }

    @Test
    void asString_surrogatesInTwoSpellings_doNotBecomeAPair() {
        // A low surrogate can only come escaped, so the pair is made of two escapes or it is none.
        assertThat(slice("\"\\ud83dx\\ude00\"").asString()).isEqualTo("\uD83Dx\uDE00");
    }

    @Test
    void string_whatJsonEscapes_isEscapedAndNothingElse() {
        assertThat(JsonSlice.string("a\"\\/\b\f\n\r\t\u0000\u001F\u007Fé日😀\u2028"))
                .hasToString("\"a\\\"\\\\/\\b\\f\\n\\r\\t\\u0000\\u001F\u007Fé日😀\u2028\"");
    }

    @Test
    void string_surrogateAlone_isEscaped() {
        assertThat(JsonSlice.string("\uD800a\uDC00\uD83D\uDE00\uD83D")).hasToString("\"\\uD800a\\uDC00😀\\uD83D\"");
    }

    @Test
    void string_empty_isTwoQuotes() {
        assertThat(JsonSlice.string("")).hasToString("\"\"");
    }

    @Test
    void number_anySpelling_isWrittenCanonically() {
        assertThat(JsonSlice.number(JsonNumber.parse("1E+2"))).hasToString("100");
        assertThat(JsonSlice.number(-7)).hasToString("-7");
    }

    @Test
    void asNumber_number_isExact() {
        assertThat(slice("123456789012345678901234567890").asNumber())
                .isEqualTo(JsonNumber.parse("123456789012345678901234567890"));
    }

    @Test
    void asBoolean_trueAndFalse() {
        assertThat(JsonSlice.TRUE.asBoolean()).isTrue();
        assertThat(JsonSlice.FALSE.asBoolean()).isFalse();
        assertThat(JsonSlice.bool(true)).isSameAs(JsonSlice.TRUE);
        assertThat(JsonSlice.bool(false)).isSameAs(JsonSlice.FALSE);
    }

    @Test
    void isNull_nullAlone() {
        assertThat(JsonSlice.NULL.isNull()).isTrue();
        assertThat(JsonSlice.EMPTY_STRING.isNull()).isFalse();
        assertThat(JsonObject.empty().isNull()).isFalse();
    }

    @Test
    void as_anotherKind_isRefused() {
        JsonSlice one = slice("1");

        assertThatThrownBy(one::asString).hasMessage("found NUMBER, expected a string");
        assertThatThrownBy(one::asBoolean).hasMessage("found NUMBER, expected true or false");
        assertThatThrownBy(one::asObject).hasMessage("found NUMBER, expected an object");
        assertThatThrownBy(one::asArray).hasMessage("found NUMBER, expected an array");
        assertThatThrownBy(JsonSlice.NULL::asNumber).hasMessage("found NULL, expected a number");
        assertThatThrownBy(JsonArray.empty()::asObject).hasMessage("found ARRAY, expected an object");
        assertThatThrownBy(JsonObject.empty()::asArray).hasMessage("found OBJECT, expected an array");
    }

    @Test
    void asObject_changedAfterwards_sliceStaysAsItWas() {
        JsonSlice slice = slice("{\"a\": 1}");
        JsonObject object = slice.asObject();

        object.add(JsonName.of("b"), JsonSlice.NULL);

        assertThat(slice).hasToString("{\"a\": 1}");
        assertThat(object).hasToString("{\"a\":1,\"b\":null}");
    }
}
