package io.slipcover.json;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Generated JSON texts, with whitespace, escapes, odd numbers and repeated names. Few letters, so that things meet. */
final class JsonTexts {
    private static final Arbitrary<String> WHOLE_PIECES = Arbitraries.frequencyOf(
            Tuple.of(6, Arbitraries.of("a", "b", "abcdefgh", "a.b", "{", "}", "[", "]", ",", ":", " ")),
            Tuple.of(2, Arbitraries.of("\\\"", "\\\\", "\\/", "\\b", "\\f", "\\n", "\\r", "\\t", "\\u0061", "\\u000A")),
            Tuple.of(
                    2,
                    Arbitraries.of("é", "ж", "日", "\u007F", "\u2028", "😀", "\\ud83d\\ude00", "\\u0000", "\\u00E9")));
    private static final Arbitrary<String> LONE_SURROGATES = Arbitraries.of("\\uD800", "\\udc00");

    private JsonTexts() {}

    static Arbitrary<String> whitespace() {
        return Arbitraries.of("", "", "", "", " ", "\n", "\t ", "\r\n  ");
    }

    static Arbitrary<String> strings() {
        return strings(Arbitraries.frequencyOf(Tuple.of(10, WHOLE_PIECES), Tuple.of(1, LONE_SURROGATES)));
    }

    private static Arbitrary<String> strings(Arbitrary<String> pieces) {
        return pieces.list().ofMaxSize(6).map(list -> '"' + String.join("", list) + '"');
    }

    /** Names of which many mean the same. None has a surrogate that stands alone, since Jackson refuses those. */
    static Arbitrary<String> names() {
        return Arbitraries.frequencyOf(
                Tuple.of(5, Arbitraries.of("\"a\"", "\"b\"", "\"\"", "\"a.b\"", "\"\\u0061\"", "\"é\"", "\"\\u00e9\"")),
                Tuple.of(1, strings(WHOLE_PIECES)));
    }

    static Arbitrary<String> numbers() {
        Arbitrary<String> digits =
                Arbitraries.strings().withChars("0159").ofMinLength(1).ofMaxLength(12);
        Arbitrary<String> integers = Arbitraries.oneOf(
                Arbitraries.just("0"),
                digits.map(text -> '1' + text),
                Arbitraries.just("123456789012345678901234567890"));
        Arbitrary<String> fractions = Arbitraries.oneOf(Arbitraries.just(""), digits.map(text -> '.' + text));
        Arbitrary<String> exponents = Arbitraries.oneOf(
                Arbitraries.just(""),
                Combinators.combine(
                                Arbitraries.of("e", "E", "e+", "E-"),
                                Arbitraries.integers().between(0, 40))
                        .as((start, exponent) -> start + exponent));
        return Combinators.combine(Arbitraries.of("", "-"), integers, fractions, exponents)
                .as((sign, integer, fraction, exponent) -> sign + integer + fraction + exponent);
    }

    static Arbitrary<String> scalars() {
        return Arbitraries.oneOf(
                strings(), numbers(), Arbitraries.of("true", "false", "null", "1", "1.0", "10e-1", "-0", "1.50"));
    }

    /** A value of any kind, with whitespace inside but none around it. */
    static Arbitrary<String> values() {
        return Arbitraries.recursive(JsonTexts::scalars, JsonTexts::orNested, 0, 4);
    }

    private static Arbitrary<String> orNested(Arbitrary<String> values) {
        return Arbitraries.frequencyOf(
                Tuple.of(1, scalars()), Tuple.of(2, arrays(values)), Tuple.of(4, objects(values)));
    }

    static Arbitrary<String> arrays(Arbitrary<String> elements) {
        return padded(elements).list().ofMaxSize(4).map(list -> '[' + String.join(",", list) + ']');
    }

    static Arbitrary<String> objects(Arbitrary<String> values) {
        Arbitrary<String> members =
                Combinators.combine(padded(names()), padded(values)).as((name, value) -> name + ':' + value);
        return Combinators.combine(whitespace(), members.list().ofMaxSize(5)).as(JsonTexts::object);
    }

    private static String object(String space, List<String> members) {
        return '{' + space + String.join(",", members) + '}';
    }

    static Arbitrary<String> padded(Arbitrary<String> texts) {
        return Combinators.combine(whitespace(), texts, whitespace())
                .as((before, text, after) -> before + text + after);
    }
}
