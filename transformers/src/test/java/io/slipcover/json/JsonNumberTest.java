package io.slipcover.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonNumberTest {
    @ParameterizedTest
    @CsvSource({
        "1, 1.0",
        "1, 1e0",
        "1, 10e-1",
        "1, 0.1E1",
        "0, -0",
        "0, 0.000",
        "0, 0e999999999999999999999",
        "-0e5, 0e-5",
        "100, 1E+2",
        "1.50, 1.5",
        "-1.50, -15e-1",
        "0.001, 1e-3",
        "123456789012345678901234567890, 1.23456789012345678901234567890e29",
        "1e1000000000, 10e999999999",
        "1e-999999999999, 0.1e-999999999998",
        "1e999999999999999999, 10e999999999999999998",
        "1e1000000000000000000, 10e999999999999999999",
        "1e99999999999999999999999, 0.1e100000000000000000000000",
        "1e-1000000000000000000, 0.1e-999999999999999999",
        "1e-99999999999999999999999, 10e-100000000000000000000000",
        "1e0000000000000000000000000001, 10",
        "1e-0000000000000000000000000000, 1",
    })
    void equals_sameValue_isEqualWithTheSameHash(String left, String right) {
        JsonNumber one = JsonNumber.parse(left);
        JsonNumber other = JsonNumber.parse(right);

        assertThat(one).isEqualTo(other).hasSameHashCodeAs(other).isEqualByComparingTo(other);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 2",
        "-1, 1",
        "-2, -1",
        "0, 1e-1000000000",
        "-1e-1000000000, 0",
        "9, 10",
        "0.9, 1",
        "1.1, 1.11",
        "1.19, 1.2",
        "-1.2, -1.19",
        "1e999999999, 1e1000000000",
        "1e-1000000000, 1e-999999999",
        "-1e1000000000, -1e999999999",
        "9e99999999999999999999, 1e100000000000000000000",
        "1e99999999999999999999, 2e99999999999999999999",
        "1e-100000000000000000000, 1e-99999999999999999999",
        "1e-99999999999999999999, 1e-1",
        "1e999999999999999999, 1e99999999999999999999",
        "-1e99999999999999999999, 1e-99999999999999999999",
        "9007199254740992, 9007199254740993",
    })
    void compareTo_smallerAndGreater_areOrdered(String smaller, String greater) {
        JsonNumber low = JsonNumber.parse(smaller);
        JsonNumber high = JsonNumber.parse(greater);

        assertThat(low).isLessThan(high).isNotEqualTo(high);
        assertThat(high).isGreaterThan(low);
    }

    @Test
    void parse_millionsOfDigits_takesTimeInProportion() {
        String digits = "7".repeat(4_000_000);

        JsonNumber number = JsonNumber.parse(digits + ".0e" + digits);
        JsonNumber shifted = JsonNumber.parse("0." + digits + "e" + digits.substring(1) + "7");

        assertThat(number.digits()).isEqualTo(4_000_000);
        assertThat(number).isEqualByComparingTo(number).isGreaterThan(shifted);
        assertThat(number.exponent()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void equals_millionsOfDigitsInTheExponent_areCounted() {
        String nines = "9".repeat(1_000_000);

        assertThat(JsonNumber.parse("10e" + nines)).isEqualTo(JsonNumber.parse("1e1" + "0".repeat(1_000_000)));
        assertThat(JsonNumber.parse("1e-" + nines)).isEqualTo(JsonNumber.parse("10e-1" + "0".repeat(1_000_000)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " 1",
                "1 ",
                "+1",
                "-",
                "--1",
                "01",
                "-01",
                ".5",
                "1.",
                "1.e1",
                "1e",
                "1e+",
                "1e1.5",
                "1x",
                "0x1",
                "NaN",
                "Infinity",
                "1_0",
                "1,0",
                "\u0661",
                "1\u0661",
                "1e\u0661",
                "1\n"
            })
    void parse_notJsonsGrammar_isRefused(String text) {
        assertThatThrownBy(() -> JsonNumber.parse(text)).isInstanceOf(JsonFormatException.class);
    }

    @Test
    void parse_notJsonsGrammar_saysWhere() {
        assertThatThrownBy(() -> JsonNumber.parse("1.x")).hasMessage("offset 2: found U+0078, expected a digit");
        assertThatThrownBy(() -> JsonNumber.parse("1e")).hasMessage("offset 2: found the end, expected a digit");
        assertThatThrownBy(() -> JsonNumber.parse("01")).hasMessage("offset 1: found U+0031, expected the end");
    }

    @Test
    void parse_bytes_isTheSame() {
        assertThat(JsonNumber.parse("1.5e3".getBytes(UTF_8))).isEqualTo(JsonNumber.parse("1500"));
        assertThatThrownBy(() -> JsonNumber.parse("1é".getBytes(UTF_8))).isInstanceOf(JsonFormatException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "1e2, 100",
        "1.50, 1.5",
        "-0, 0",
        "-0.0e9, 0",
        "1E+2, 100",
        "12e-1, 1.2",
        "-12e-4, -0.0012",
        "0.1, 0.1",
        "100, 100",
        "1234.5678e2, 123456.78",
        "123456789012345678901234567890, 123456789012345678901234567890",
    })
    void toPlainString_anySpelling_isTheShortestWithoutExponent(String json, String plain) {
        assertThat(JsonNumber.parse(json).toPlainString()).isEqualTo(plain);
    }

    @Test
    void toPlainString_tenThousandDigits_isStillSpelt() {
        assertThat(JsonNumber.parse("1e9999").toPlainString()).isEqualTo("1" + "0".repeat(9999));
        assertThat(JsonNumber.parse("1e-9999").toPlainString()).isEqualTo("0." + "0".repeat(9998) + "1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e10000",
                "1e-10000",
                "1e1000000000",
                "1e-999999999999",
                "1e99999999999999999999",
                "-1e-99999999999999999999"
            })
    void toPlainString_moreThanTenThousandDigits_isRefused(String json) {
        JsonNumber number = JsonNumber.parse(json);

        assertThatThrownBy(number::toPlainString).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void toPlainString_tooManyDigits_isRefused() {
        JsonNumber number = JsonNumber.parse("1".repeat(10_001));

        assertThatThrownBy(number::toPlainString).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(number::toBigDecimal).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> number.times(JsonNumber.of(2))).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> JsonNumber.of(2).times(number)).isInstanceOf(ArithmeticException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0, 0",
        "100, 100",
        "1.50, 1.5",
        "1e29, 100000000000000000000000000000",
        "1e30, 1e30",
        "-1.5e30, -1.5e30",
        "1e-29, 0.00000000000000000000000000001",
        "1e-30, 1e-30",
        "123e-40, 1.23e-38",
        "1e1000000000, 1e1000000000",
        "10e99999999999999999999, 1e100000000000000000000",
        "1e-100000000000000000000, 1e-100000000000000000000",
        "123456789012345678901234567890, 123456789012345678901234567890",
        "1234567890123456789012345678901, 1.234567890123456789012345678901e30",
    })
    void toString_longOrFar_isScientific(String json, String expected) {
        JsonNumber number = JsonNumber.parse(json);

        assertThat(number).hasToString(expected);
        assertThat(JsonNumber.parse(expected)).isEqualTo(number);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, 0",
        "0, 1, 0",
        "-0.0, 1, 0",
        "100, 1, 2",
        "120, 2, 2",
        "1.50, 2, 0",
        "0.00123, 3, -3",
        "-10e3, 1, 4"
    })
    void digitsAndExponent_anySpelling_areThoseOfTheValue(String json, int digits, long exponent) {
        JsonNumber number = JsonNumber.parse(json);

        assertThat(number.digits()).isEqualTo(digits);
        assertThat(number.exponent()).isEqualTo(exponent);
    }

    @Test
    void exponent_beyondALong_isTheLargestOrSmallest() {
        assertThat(JsonNumber.parse("1e99999999999999999999").exponent()).isEqualTo(Long.MAX_VALUE);
        assertThat(JsonNumber.parse("1e-99999999999999999999").exponent()).isEqualTo(Long.MIN_VALUE);
    }

    @ParameterizedTest
    @CsvSource({
        "0, true",
        "-0.0, true",
        "1.0, true",
        "1e5, true",
        "15e-1, false",
        "150e-1, true",
        "0.5, false",
        "1e-1, false",
        "1e99999999999999999999, true",
        "1e-99999999999999999999, false"
    })
    void isInteger_byValue(String json, boolean integer) {
        assertThat(JsonNumber.parse(json).isInteger()).isEqualTo(integer);
    }

    @Test
    void times_decimals_isExact() {
        assertThat(JsonNumber.parse("1.1").times(JsonNumber.of(100))).hasToString("110");
        assertThat(JsonNumber.parse("0.1").times(JsonNumber.parse("-0.2"))).hasToString("-0.02");
        assertThat(JsonNumber.parse("123456789012345678901234567890").times(JsonNumber.parse("1e-30")))
                .hasToString("0.12345678901234567890123456789");
    }

    @Test
    void times_zero_isZeroWhateverTheOther() {
        assertThat(JsonNumber.of(0).times(JsonNumber.parse("1e99999999999999999999")))
                .isEqualTo(JsonNumber.of(0));
    }

    @Test
    void times_hostileExponent_isRefused() {
        assertThatThrownBy(() -> JsonNumber.parse("1e1000000000").times(JsonNumber.of(2)))
                .isInstanceOf(ArithmeticException.class);
    }

    @Test
    void toBigDecimal_integers_haveTheScaleZero() {
        assertThat(JsonNumber.parse("1e2").toBigDecimal()).isEqualTo(new BigDecimal("100"));
        assertThat(JsonNumber.parse("1.50").toBigDecimal()).isEqualTo(new BigDecimal("1.5"));
        assertThat(JsonNumber.parse("-0").toBigDecimal()).isEqualTo(BigDecimal.ZERO);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e10001", "1e-10001", "1e1000000000", "1e-999999999999", "1e99999999999999999999"})
    void toBigDecimal_hostileExponent_isRefused(String json) {
        JsonNumber number = JsonNumber.parse(json);

        assertThatThrownBy(number::toBigDecimal).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void of_extremes_areExact() {
        assertThat(JsonNumber.of(Long.MIN_VALUE)).hasToString("-9223372036854775808");
        assertThat(JsonNumber.of(new BigDecimal("1E+2147483647"))).isEqualTo(JsonNumber.parse("1e2147483647"));
        assertThat(JsonNumber.of(new BigDecimal("1E-2147483647"))).isEqualTo(JsonNumber.parse("1e-2147483647"));
    }

    @Test
    void sign_isThatOfTheValue() {
        assertThat(JsonNumber.parse("-0").sign()).isZero();
        assertThat(JsonNumber.parse("-1e-1000000000").sign()).isNegative();
        assertThat(JsonNumber.parse("0.1").sign()).isPositive();
    }
}
