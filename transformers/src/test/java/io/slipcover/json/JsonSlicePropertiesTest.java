package io.slipcover.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class JsonSlicePropertiesTest {
    /** Texts of any characters, surrogates that stand alone and control characters among them. */
    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings()
                .withChars(
                        'a', '"', '\\', '/', '\n', '\u0000', '\u001F', '\u007F', 'é', '日', '\uD83D', '\uDE00', '\uFFFF')
                .all()
                .ofMaxLength(20);
    }

    @Provide
    Arbitrary<String> strings() {
        return JsonTexts.strings();
    }

    @Provide
    Arbitrary<String> values() {
        return JsonTexts.values();
    }

    @Property
    void string_anyText_isReadBackAsItWas(@ForAll("texts") String text) {
        JsonSlice string = JsonSlice.string(text);
        byte[] bytes = string.toBytes();

        JsonScanner.validate(bytes, 0, bytes.length, 0);
        assertThat(string.asString()).isEqualTo(text);
        assertThat(JsonName.of(text).text()).isEqualTo(text);
        assertThat(JacksonOracle.meaning(string.toString())).isEqualTo(text);
    }

    @Property
    void asString_anyJsonString_isWhatJacksonReads(@ForAll("strings") String json) {
        assertThat(JsonValue.of(json).slice().asString()).isEqualTo(JacksonOracle.meaning(json));
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void toBytes_anyValue_areTheBytesThatCame(@ForAll("values") String json) {
        assertThat(JsonValue.of(json).toBytes()).isEqualTo(json.getBytes(UTF_8));
    }
}
