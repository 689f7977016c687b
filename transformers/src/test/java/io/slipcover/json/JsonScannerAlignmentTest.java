package io.slipcover.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What stops a scan that takes several bytes, or whole members, in one step: at every distance from where the step began. Byte for byte
 * there are no such steps, so both have to say the same.
 */
final class JsonScannerAlignmentTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"",
                "\\n",
                "\\x",
                "\\u00e9",
                "\\u00g9",
                "\n",
                "\u001f",
                "\u007f",
                "é",
                "植物",
                "\ud83d\udecb",
                "é\"",
                "\\\\\"",
                "\"]",
                "\"x",
            })
    void scan_stopInAString_sameVerdictAsByteForByte(String stop) {
        for (int length = 0; length <= 80; length++) {
            String text = "x".repeat(length) + stop + "y".repeat(3);
            assertSameVerdicts("[\"" + text + "\"]");
            assertSameVerdicts("[\"t\",\"" + text + "\",\"u\"]");
            assertSameVerdicts("{\"" + text + "\":\"" + text + "\",\"a\":\"" + text + "\"}");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0xC0, 0xC3, 0xE2, 0xED, 0xF0, 0xF5, 0xFF, 0x80})
    void scan_loneByteAboveAscii_sameVerdictAsByteForByte(int lone) {
        for (int length = 0; length <= 20; length++) {
            byte[] text = ("{\"" + "x".repeat(length) + (char) lone + "\":\"" + "x".repeat(length) + (char) lone
                            + "y\"}")
                    .getBytes(ISO_8859_1);
            assertSameVerdicts(text);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0",
                "00",
                "-",
                "1",
                "12",
                "-12",
                "1.",
                "1.0",
                ".5",
                "-.5",
                "1.x",
                "0.10",
                "1e",
                "1e5",
                "1E+5",
                "1.5e-7",
                "1ee",
                "1.5.5",
                "+1",
                "1-",
                "01.5",
                "true",
                "tru",
                "trux",
                "false",
                "fals",
                "null",
                "nul",
                "nulll",
                "{}",
                "[]",
                "{\"b\":1}",
                "[1,2]",
                "",
            })
    void scan_valueOfAMember_sameVerdictAsByteForByte(String value) {
        for (String space : List.of("", " ", "\n\t")) {
            assertSameVerdicts("{\"a\":" + space + value + space + "}");
            assertSameVerdicts("{\"a\":" + value + space + ",\"b\":" + space + value + ",\"c\":{\"d\":" + value + "}}");
            assertSameVerdicts("[" + value + space + "," + space + value + "]");
            assertSameVerdicts(value + space);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1,}",
                "{\"a\":1,\"b\"}",
                "{\"a\":1,\"b\":}",
                "{\"a\" :1 , \"b\" : 2}",
                "{\"a\":\"x\" \"b\":1}",
                "{\"a\":\"x\",1}",
                "{\"a\":\"x\";\"b\":1}",
                "{\"a\"\"b\"}",
                "{\"a\":\"x\",\"b\":2]",
                "[\"a\",\"b\":1]",
                "[1,\"b\",{\"a\":[]},]",
                "{,}",
                "[,]",
            })
    void scan_punctuation_sameVerdictAsByteForByte(String text) {
        assertSameVerdicts(text);
    }

    private static void assertSameVerdicts(String text) {
        assertSameVerdicts(text.getBytes(UTF_8));
    }

    private static void assertSameVerdicts(byte[] bytes) {
        Verdict whole = Verdict.of(bytes);
        List<Integer> everywhere = IntStream.range(0, bytes.length).boxed().toList();
        assertThat(whole).isEqualTo(Verdict.ofPieces(bytes, everywhere));
        assertThat(whole.isAccepted()).isEqualTo(JacksonOracle.accepts(bytes));
        for (int cut = 1; cut < bytes.length; cut++) {
            assertThat(Verdict.ofPieces(bytes, List.of(cut))).isEqualTo(whole);
        }
    }
}
