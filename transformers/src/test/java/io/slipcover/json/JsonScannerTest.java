package io.slipcover.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class JsonScannerTest {
    static Stream<ScannerCase> cases() {
        return ScannerCase.all();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void validate_case_isAcceptedOrRefusedAtItsOffset(ScannerCase example) {
        assertThat(Verdict.of(example.bytes()).refusedAt()).isEqualTo(example.refusedAt());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void validate_case_isWhatJacksonSays(ScannerCase example) {
        assertThat(example.isAccepted()).isEqualTo(JacksonOracle.accepts(example.bytes()));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void scan_caseCutInTwo_sameVerdict(ScannerCase example) {
        Verdict whole = Verdict.of(example.bytes());
        for (int cut = 0; cut <= example.bytes().length; cut++) {
            assertThat(Verdict.ofPieces(example.bytes(), List.of(cut))).isEqualTo(whole);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void scan_caseByteForByte_sameVerdict(ScannerCase example) {
        List<Integer> everywhere =
                IntStream.range(0, example.bytes().length).boxed().toList();

        assertThat(Verdict.ofPieces(example.bytes(), everywhere)).isEqualTo(Verdict.of(example.bytes()));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void validate_caseInTheMiddleOfAnArray_staysBetweenItsBounds(ScannerCase example) {
        // Bytes around the slice that would end or continue whatever a scan that strays finds there.
        for (String neighbour : List.of("\"\"\"\"\"\"\"\"\"\"", "1111111111", "]]}}]]}}]]", "\\\\\\\\\\\\\\\\\\")) {
            byte[] outside = neighbour.getBytes(UTF_8);
            JsonBuffer surrounded = new JsonBuffer();
            surrounded.write(outside);
            surrounded.write(example.bytes());
            surrounded.write(outside);
            int from = outside.length;
            int to = from + example.bytes().length;

            assertThat(Verdict.of(() -> JsonScanner.validate(surrounded.array(), from, to, 1000)))
                    .isEqualTo(Verdict.of(example.bytes()));
        }
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "[1 2]     | offset 3: found '2', expected ',' or ']'",
                "{\"a\":1] | offset 6: found ']', expected ',' or '}'",
                "{\"a\"}   | offset 4: found '}', expected ':'",
                "{1}       | offset 1: found '1', expected a member name or '}'",
                "{\"a\":1, | offset 7: found the end, expected a member name",
                "[1,]      | offset 3: found ']', expected a value",
                "[         | offset 1: found the end, expected a value or ']'",
                "nul       | offset 3: found the end, expected the 'l' of null",
                "tRue      | offset 1: found 'R', expected the 'r' of true",
                "-         | offset 1: found the end, expected a digit",
                "1e        | offset 2: found the end, expected a digit or a sign",
                "01        | offset 1: found '1', expected the end",
                "é         | offset 0: found byte 0xC3, expected a value",
                "\"\\x\"   | offset 2: found 'x', expected one of \"\\/bfnrtu behind a backslash",
                "\"\\u1g\" | offset 4: found 'g', expected a hexadecimal digit",
                "\"abc     | offset 4: found the end, expected the rest of a string",
            })
    void validate_malformed_saysWhatWasFoundAndExpected(String json, String message) {
        assertThat(Verdict.of(json.getBytes(UTF_8)).message()).isEqualTo(message);
    }

    @Test
    void validate_controlCharacter_isNamed() {
        assertThat(Verdict.of("\"a\n\"".getBytes(UTF_8)).message())
                .isEqualTo("offset 2: control character 0x0A in a string");
    }

    @Test
    void validate_notUtf8_byteIsNamed() {
        assertThat(Verdict.of(new byte[] {'"', (byte) 0xC0, (byte) 0x80, '"'}).message())
                .isEqualTo("offset 1: byte 0xC0 is not UTF-8 there");
    }

    @Test
    void validate_malformed_costsNoStackTrace() {
        assertThatThrownBy(() -> JsonValue.of("["))
                .isInstanceOfSatisfying(
                        JsonFormatException.class,
                        failure -> assertThat(failure.getStackTrace()).isEmpty());
    }

    @Test
    void validate_asDeepAsAllowed_isAccepted() {
        byte[] bytes = nested(1000);

        assertThat(Verdict.of(bytes).isAccepted()).isTrue();
    }

    @Test
    void validate_deeperThanAllowed_isRefusedWhereItGoesTooDeep() {
        assertThat(Verdict.of(nested(1001))).isEqualTo(new Verdict(500 * 6, "offset 3000: nesting deeper than 1000"));
    }

    @Test
    void validate_depthZero_takesScalarsAlone() {
        byte[] scalar = {'1'};
        byte[] array = {'[', ']'};

        JsonScanner.validate(scalar, 0, 1, 0);
        assertThatThrownBy(() -> JsonScanner.validate(array, 0, 2, 0)).hasMessage("offset 0: nesting deeper than 0");
    }

    @Test
    void validate_manyShallowOnes_doNotAddUp() {
        String json = "[" + "[{\"a\":[]}],".repeat(2000) + "0]";

        assertThat(Verdict.of(json.getBytes(UTF_8)).isAccepted()).isTrue();
    }

    /** Arrays and objects in turn, so many deep. */
    static byte[] nested(int depth) {
        StringBuilder json = new StringBuilder();
        for (int level = 0; level < depth; level++) {
            json.append(level % 2 == 0 ? "[" : "{\"a\":");
        }
        json.append(1);
        for (int level = depth - 1; level >= 0; level--) {
            json.append(level % 2 == 0 ? "]" : "}");
        }
        return json.toString().getBytes(UTF_8);
    }

    @Test
    void scan_bytesBehindTheValue_areLeft() {
        JsonScanner scanner = new JsonScanner(10);
        byte[] bytes = " {\"a\":[1]} , 2".getBytes(UTF_8);

        int end = scanner.scan(bytes, 0, bytes.length);

        assertThat(end).isEqualTo(10);
        assertThat(scanner.isComplete()).isTrue();
        assertThat(scanner.offset()).isEqualTo(10);
        assertThat(scanner.scan(bytes, end, bytes.length)).isEqualTo(end);
    }

    @Test
    void scan_numberAtTheTop_endsAtAByteThatIsNotItsOwn() {
        JsonScanner scanner = new JsonScanner(10);
        byte[] bytes = "12,".getBytes(UTF_8);

        assertThat(scanner.scan(bytes, 0, 2)).isEqualTo(2);
        assertThat(scanner.isComplete()).isFalse();
        assertThat(scanner.scan(bytes, 2, 3)).isEqualTo(2);
        assertThat(scanner.isComplete()).isTrue();
    }

    @Test
    void finish_numberAtTheTop_isComplete() {
        JsonScanner scanner = new JsonScanner(10);
        scanner.scan(new byte[] {'4', '2'}, 0, 2);

        scanner.finish();

        assertThat(scanner.isComplete()).isTrue();
    }

    @Test
    void reset_afterAFailureInAName_scansAnotherValue() {
        JsonScanner scanner = new JsonScanner(10);
        byte[] broken = "[{\"a\n".getBytes(UTF_8);
        assertThatThrownBy(() -> scanner.scan(broken, 0, broken.length)).isInstanceOf(JsonFormatException.class);

        scanner.reset();
        byte[] whole = "\"a\"".getBytes(UTF_8);

        assertThat(scanner.scan(whole, 0, whole.length)).isEqualTo(whole.length);
        assertThat(scanner.isComplete()).isTrue();
        assertThat(scanner.offset()).isEqualTo(whole.length);
    }

    @Test
    void reset_insideAnObject_nextArrayIsNoObject() {
        JsonScanner scanner = new JsonScanner(10);
        scanner.scan("{\"a\":".getBytes(UTF_8), 0, 5);
        scanner.reset();
        byte[] array = "[1,2]".getBytes(UTF_8);

        scanner.scan(array, 0, array.length);

        assertThat(scanner.isComplete()).isTrue();
    }

    @Test
    void offset_inLaterPieces_countsFromTheStart() {
        JsonScanner scanner = new JsonScanner(10);
        scanner.scan("xx[1,".getBytes(UTF_8), 2, 5);

        assertThatThrownBy(() -> scanner.scan("xxxx 2}".getBytes(UTF_8), 4, 7))
                .isInstanceOfSatisfying(
                        JsonFormatException.class,
                        failure -> assertThat(failure.offset()).isEqualTo(5));
    }

    @Test
    void scan_boundsOutsideTheArray_areRefused() {
        assertThatThrownBy(() -> new JsonScanner(10).scan(new byte[3], 0, 4))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }
}
