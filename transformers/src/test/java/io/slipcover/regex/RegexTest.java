package io.slipcover.regex;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RegexTest {
    /**
     * Cases that Erlang's {@code re} has decided, one a line: yes, no or error, the pattern, and the text, in which line breaks and
     * tabs are escaped.
     */
    @TestFactory
    Stream<DynamicTest> isFoundIn_text_isWhatErlangSays() throws IOException {
        return lines("cases.tsv")
                .map(line -> DynamicTest.dynamicTest(
                        String.join(" ", line),
                        () -> assertThat(say(line[1], unescape(line[2]))).isEqualTo(line[0])));
    }

    /** Patterns that Erlang's {@code re} takes and a set of states cannot decide, one a line: what it is, and the pattern. */
    @TestFactory
    Stream<DynamicTest> compile_whatNoSetOfStatesDecides_namesIt() throws IOException {
        return lines("unsupported.tsv")
                .map(line -> DynamicTest.dynamicTest(
                        String.join(" ", line),
                        () -> assertThatThrownBy(() -> compile(line[1]))
                                .isInstanceOf(UnsupportedRegexException.class)
                                .hasMessageStartingWith(line[0])));
    }

    private static Stream<String[]> lines(String file) throws IOException {
        try (InputStream in = RegexTest.class.getResourceAsStream(file)) {
            List<String> lines = new String(in.readAllBytes(), UTF_8).lines().toList();
            return lines.stream().map(line -> line.split("\t", -1));
        }
    }

    private static String unescape(String text) {
        return text.replace("\\n", "\n").replace("\\r", "\r").replace("\\t", "\t");
    }

    private static String say(String pattern, String text) throws UnsupportedRegexException {
        try {
            return compile(pattern).isFoundIn(text.getBytes(UTF_8)) ? "yes" : "no";
        } catch (RegexSyntaxException refused) {
            return "error";
        }
    }

    private static Regex compile(String pattern) throws RegexSyntaxException, UnsupportedRegexException {
        return Regex.compile(pattern.getBytes(UTF_8));
    }

    @Test
    void compile_zeroByte_endsThePattern() throws Exception {
        assertThat(compile("a\0(").isFoundIn("ba".getBytes(UTF_8))).isTrue();
    }

    @Test
    void compile_lookAround_tellsWhatToWriteInstead() {
        assertThatThrownBy(() -> compile("^(?=.*a)(?=.*b)")).hasMessageContainingAll("(?=", "$and", "$not");
    }

    @Test
    void compile_possessiveQuantifier_tellsWhatToWriteInstead() {
        assertThatThrownBy(() -> compile("a++a")).hasMessageContaining("write a+ and (?:");
    }

    @Test
    void compile_nestedDeep_isRefused() {
        assertThatThrownBy(() -> compile("(".repeat(251) + ")".repeat(251)))
                .isInstanceOf(RegexSyntaxException.class)
                .hasMessageContaining("too deeply nested");
    }

    /** Backtracking gives up on the longer ones of these, or takes time that grows with the square of their length. */
    @Test
    void isFoundIn_wordsBeforeAnAddress_areFound() throws Exception {
        Regex regex = compile("\\w+@\\w+");
        for (int letters : new int[] {500, 1_000, 2_000, 3_000, 5_000, 10_000, 1_000_000}) {
            String text = "word ".repeat(letters / 10) + "w".repeat(letters);
            assertThat(regex.isFoundIn((text + "@example").getBytes(UTF_8))).isTrue();
            assertThat(regex.isFoundIn(text.getBytes(UTF_8))).isFalse();
        }
    }

    static Stream<String> patternsThatBacktrackForEver() {
        return Stream.of(
                "^(a+)+$", "^(a|a)*$", "^(a|aa)+$", "^(\\w*\\s?)*$", "(a*)*c", "^(?:(a)|b|a)*c", "^(?:a?){200}a{200}$");
    }

    @ParameterizedTest
    @MethodSource("patternsThatBacktrackForEver")
    void isFoundIn_patternThatBacktracksForEver_isDecided(String pattern) throws Exception {
        assertThat(compile(pattern).isFoundIn(("a".repeat(5_000) + "!").getBytes(UTF_8)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"^(a|b)*!$", "^(?:a|b)*?!$", "(b+)!", ".*!", "^(\\w+\\s?)*!$"})
    void isFoundIn_longText_isFound(String pattern) throws Exception {
        assertThat(compile(pattern).isFoundIn(("ab".repeat(50_000) + "!").getBytes(UTF_8)))
                .isTrue();
    }

    /** The automaton meets some 8,000 sets of states here, more than it remembers. */
    @Test
    void isFoundIn_moreSetsOfStatesThanAreRemembered_isDecided() throws Exception {
        Regex regex = compile("a[ab]{12}c");
        StringBuilder text = new StringBuilder();
        IntStream.range(0, 40_000).forEach(index -> text.append(Integer.bitCount(index * 0x9E37) % 2 == 0 ? 'a' : 'b'));
        assertThat(regex.isFoundIn(text.toString().getBytes(UTF_8))).isFalse();
        int end = text.lastIndexOf("a", text.length() - 13) + 13;
        assertThat(regex.isFoundIn((text.substring(0, end) + "c").getBytes(UTF_8)))
                .isTrue();
        assertThat(regex.isFoundIn((text.substring(0, end) + "ac").getBytes(UTF_8)))
                .isEqualTo(text.charAt(end - 12) == 'a');
    }
}
