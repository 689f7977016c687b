package io.slipcover.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Numbers against {@link BigDecimal}, where that can follow. */
final class JsonNumberPropertiesTest {
    @Provide
    Arbitrary<String> numbers() {
        return JsonTexts.numbers();
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void compareTo_isBigDecimals(@ForAll("numbers") String left, @ForAll("numbers") String right) {
        int order = new BigDecimal(left).compareTo(new BigDecimal(right));

        assertThat(Integer.signum(JsonNumber.parse(left).compareTo(JsonNumber.parse(right))))
                .isEqualTo(order);
        assertThat(JsonNumber.parse(left).equals(JsonNumber.parse(right))).isEqualTo(order == 0);
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void times_isBigDecimals(@ForAll("numbers") String left, @ForAll("numbers") String right) {
        assertThat(JsonNumber.parse(left).times(JsonNumber.parse(right)).toBigDecimal())
                .isEqualByComparingTo(new BigDecimal(left).multiply(new BigDecimal(right)));
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void toPlainString_isBigDecimals(@ForAll("numbers") String json) {
        BigDecimal value = new BigDecimal(json);
        String plain = value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();

        assertThat(JsonNumber.parse(json).toPlainString()).isEqualTo(plain);
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void parse_whatToStringWrote_isTheSameNumber(@ForAll("numbers") String json) {
        JsonNumber number = JsonNumber.parse(json);

        assertThat(JsonNumber.parse(number.toString())).isEqualTo(number).hasSameHashCodeAs(number);
        assertThat(JsonNumber.of(new BigDecimal(json))).isEqualTo(number);
        assertThat(JsonNumber.of(number.toBigDecimal())).isEqualTo(number);
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void isInteger_isBigDecimals(@ForAll("numbers") String json) {
        BigDecimal value = new BigDecimal(json);

        assertThat(JsonNumber.parse(json).isInteger())
                .isEqualTo(value.remainder(BigDecimal.ONE).signum() == 0);
    }

    @Property
    void exponents_anySize_addUpAsBigIntegersDo(
            @ForAll boolean negative, @ForAll @IntRange(max = 60) int zeros, @ForAll long digits, @ForAll int summand) {
        String text = BigInteger.valueOf(digits).abs() + "0".repeat(zeros);
        BigInteger value = negative ? new BigInteger(text).negate() : new BigInteger(text);

        DecimalExponent sum = DecimalExponent.of(negative, text).plus(summand);

        assertThat(sum).hasToString(value.add(BigInteger.valueOf(summand)).toString());
        assertThat(sum.plus(-(summand / 2)).plus(summand / 2)).isEqualTo(sum);
    }

    @Property
    void exponents_anySize_compareAsBigIntegersDo(
            @ForAll BigInteger left, @ForAll BigInteger right, @ForAll @IntRange(max = 20) int zeros) {
        BigInteger factor = BigInteger.TEN.pow(zeros);

        assertThat(Integer.signum(exponent(left.multiply(factor)).compareTo(exponent(right.multiply(factor)))))
                .isEqualTo(left.compareTo(right));
    }

    private static DecimalExponent exponent(BigInteger value) {
        return DecimalExponent.of(value.signum() < 0, value.abs().toString());
    }
}
