package io.slipcover.regex;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RegexTest {
    /**
     * Cases that Erlang's {@code re} has decided, one a line: yes, no or error, the pattern, and the subject, in which line breaks and
     * tabs are escaped.
     */
    @TestFactory
    Stream<DynamicTest> isFoundIn_subject_isWhatErlangSays() throws IOException {
        List<String> lines;
        try (InputStream in = RegexTest.class.getResourceAsStream("cases.tsv")) {
            lines = new String(in.readAllBytes(), UTF_8).lines().toList();
        }
        return lines.stream().map(line -> line.split("\t", -1)).map(RegexTest::test);
    }

    private static DynamicTest test(String[] line) {
        String subject = line[2].replace("\\n", "\n").replace("\\r", "\r").replace("\\t", "\t");
        return DynamicTest.dynamicTest(
                String.join(" ", line), () -> assertThat(say(line[1], subject)).isEqualTo(line[0]));
    }

    private static String say(String pattern, String subject) throws UnsupportedRegexException {
        try {
            return compile(pattern).isFoundIn(subject.getBytes(UTF_8)) ? "yes" : "no";
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(?R)?",
                "(a)(?1)",
                "(a)(?(1)b)",
                "(*ACCEPT)",
                "(?|(a)|(b))",
                "(?C)",
                "(?J)(?<n>a)(?<n>b)",
                "\\g<1>(a)"
            })
    void compile_whatIsNotTaught_saysSo(String pattern) {
        assertThatThrownBy(() -> compile(pattern)).isInstanceOf(UnsupportedRegexException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"(((a{200}){200}){200})", "(((((((((a|b){9}){9}){9}){9}){9}){9}){9}){9}){9}"})
    void compile_patternThatGrows_isTooLarge(String pattern) {
        assertThatThrownBy(() -> compile(pattern))
                .isInstanceOf(RegexSyntaxException.class)
                .hasMessageContaining("too large");
    }

    @Test
    void compile_nestedDeep_isRefused() {
        assertThatThrownBy(() -> compile("(".repeat(100_000) + ")".repeat(100_000)))
                .isInstanceOf(RegexSyntaxException.class)
                .hasMessageContaining("too deeply nested");
    }

    /** Each of these would go on for longer than anybody waits, or fill the memory, without a limit. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "^(a+)+$",
                "^(a|a)*$",
                "^(a|aa)+$",
                "^(\\w*\\s?)*$",
                "(a*)*c",
                "^(?:(a)|b|a)*c",
                "(?=(a+)+b)a",
                "(?<=(?=(a+)+b))a"
            })
    void isFoundIn_catastrophicPattern_isNot(String pattern) throws Exception {
        assertThat(compile(pattern).isFoundIn(("a".repeat(5_000) + "!").getBytes(UTF_8)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"^(a|b)*!$", "^(?:a|b)*?!$", "(b+)!", ".*!", "^(\\w+\\s?)*!$"})
    void isFoundIn_longSubject_isFound(String pattern) throws Exception {
        assertThat(compile(pattern).isFoundIn(("ab".repeat(50_000) + "!").getBytes(UTF_8)))
                .isTrue();
    }
}
