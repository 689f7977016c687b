package io.slipcover.regex;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a pattern may cost that somebody wrote to cost much: counted in work, not in time. */
final class RegexCostTest {
    private static final int SMALL_STACK = 1 << 18;
    /** Symbols of which each new set of states knows where it leads, and what a set of 64 states takes. */
    private static final int A_SET = 320;

    static Stream<String> patternsThatGrow() {
        return Stream.of(
                "(?:(?:(?:){65535}){65535}){65535}",
                "(?:(?:){65535}){65535}a",
                "(?:(?:)*){65535}",
                "((a{1,1000}){1,1000}){1,1000}",
                "(((a{200}){200}){200})",
                "(((((((((a|b){9}){9}){9}){9}){9}){9}){9}){9}){9}",
                "(?:".repeat(250) + "a" + "){2}".repeat(250),
                "(?:".repeat(250) + "a" + "){0,2}".repeat(250),
                "(?:".repeat(250) + "a" + "){65535,}".repeat(250),
                "(?:".repeat(250) + ")??".repeat(249) + "){65535}",
                "\\b".repeat(10_000),
                "a".repeat(10_000),
                "|".repeat(10_000),
                "\\R{5000}");
    }

    @ParameterizedTest
    @MethodSource("patternsThatGrow")
    void compile_patternThatGrows_isRefusedBeforeItIsBuilt(String pattern) {
        List<Long> work = new ArrayList<>();
        UnsupportedRegexException refusal = catchThrowableOfType(
                UnsupportedRegexException.class, () -> Regex.compile(pattern.getBytes(UTF_8), work::add));
        assertThat(refusal.limit()).isEqualTo("regex-states");
        assertThat(refusal).hasMessageContaining(Integer.toString(Regex.MOST_STATES));
        assertThat(work).containsExactly(16L * pattern.length());
    }

    @Test
    void compile_longPattern_isRefusedBeforeItIsRead() {
        List<Long> work = new ArrayList<>();
        UnsupportedRegexException refusal = catchThrowableOfType(
                UnsupportedRegexException.class, () -> Regex.compile(new byte[Regex.LONGEST_PATTERN + 1], work::add));
        assertThat(refusal.limit()).isEqualTo("regex-length");
        assertThat(work).isEmpty();
    }

    /** The width of these doubles with each level. */
    @Test
    void compile_nestedLookBehinds_areRefused() {
        String pattern = "(?<=".repeat(200) + "a" + "a){2}".repeat(200);
        assertThatThrownBy(() -> Regex.compile(pattern.getBytes(UTF_8)))
                .isInstanceOf(UnsupportedRegexException.class)
                .hasMessageStartingWith("look-around");
    }

    static Stream<String> dearPatterns() {
        return Stream.of(
                "^(a+)+$",
                "(a|b|ab|aba)*!",
                "(?:a?b?){1000}a{900}",
                "(?:a*b*){800}!",
                "a.{4000}!",
                "(?:.?){2000}(?:a|b)*c",
                "((a{0,9}){0,9}){0,9}!",
                "(?:\\b|ab|$|^){500}!",
                "(?:x|.){1,1600}!");
    }

    @ParameterizedTest
    @MethodSource("dearPatterns")
    void isFoundIn_dearPattern_takesNoMoreThanItsStatesForEachByte(String pattern) throws Exception {
        List<Long> compiling = new ArrayList<>();
        Regex regex = Regex.compile(pattern.getBytes(UTF_8), compiling::add);
        long states = compiling.get(1) / 32;
        assertThat(states).isLessThanOrEqualTo(Regex.MOST_STATES);
        byte[] text = "ab".repeat(1_000).getBytes(UTF_8);
        long[] work = new long[1];
        assertThat(regex.isFoundIn(text, units -> work[0] += units)).isFalse();
        assertThat(work[0]).isBetween(text.length + 0L, (text.length + 1) * (states + states / Long.SIZE + A_SET));
    }

    /** Most patterns meet few sets of states, and then a byte costs one unit. */
    @Test
    void isFoundIn_usualPattern_takesOneUnitForEachByte() throws Exception {
        Regex regex = Regex.compile("\\w+@\\w+".getBytes(UTF_8));
        long[] work = new long[1];
        int letters = 100_000;
        assertThat(regex.isFoundIn("w".repeat(letters).getBytes(UTF_8), units -> work[0] += units))
                .isFalse();
        assertThat(work[0]).isBetween((long) letters, letters + 1_000L);
    }

    @Test
    void isFoundIn_chargeThatRefuses_endsTheSearchAndSpoilsNothing() throws Exception {
        Regex regex = Regex.compile("b$".getBytes(UTF_8));
        byte[] text = ("a".repeat(100_000) + "b").getBytes(UTF_8);
        LongConsumer refusing = units -> {
            throw new IllegalStateException("spent");
        };
        assertThatThrownBy(() -> regex.isFoundIn(text, refusing)).hasMessage("spent");
        assertThat(regex.isFoundIn(text)).isTrue();
    }

    static Stream<String> deepPatterns() {
        return Stream.of(
                "(".repeat(250) + ")".repeat(250),
                "(a|".repeat(250) + "b" + ")*c".repeat(250),
                "(?>(?:a|b".repeat(125) + "c" + ")d)++e".repeat(125),
                "(a(?>b|".repeat(125) + "c" + ")?+)*d".repeat(125),
                "(?i:[a-c]|x".repeat(250) + ")+?y".repeat(250),
                "(?=".repeat(250) + ")".repeat(250));
    }

    /** Parsing and building recur on groups at most, of which there are no more than 250. */
    @ParameterizedTest
    @MethodSource("deepPatterns")
    void compile_deepPatternOnASmallStack_doesNotOverflow(String pattern) throws Exception {
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread thread = new Thread(
                null,
                () -> {
                    try {
                        Regex.compile(pattern.getBytes(UTF_8)).isFoundIn("abcde".getBytes(UTF_8));
                    } catch (UnsupportedRegexException refused) {
                        assertThat(refused.limit()).isNull();
                    } catch (Throwable thrown) {
                        failure.set(thrown);
                    }
                },
                "small stack",
                SMALL_STACK);
        thread.start();
        thread.join();
        assertThat(failure.get()).isNull();
    }
}
