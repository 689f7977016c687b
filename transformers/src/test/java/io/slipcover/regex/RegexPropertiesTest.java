package io.slipcover.regex;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Patterns that mean to Java what they mean to PCRE are decided alike, by another engine and in another way. */
final class RegexPropertiesTest {
    private static final int DEEPEST = 3;

    @Property(tries = 1_000, edgeCases = EdgeCasesMode.NONE)
    void isFoundIn_patternOfBoth_isWhatJavaSays(@ForAll("patterns") String pattern, @ForAll("texts") String text)
            throws Exception {
        boolean java =
                Pattern.compile(pattern, Pattern.UNIX_LINES).matcher(text).find();
        assertThat(Regex.compile(pattern.getBytes(ISO_8859_1)).isFoundIn(text.getBytes(ISO_8859_1)))
                .as("%s in %s", pattern, text)
                .isEqualTo(java);
    }

    /** Where an atomic group is taken at all, it decides as Java's does, which are atomic in truth. */
    @Property(tries = 1_000, edgeCases = EdgeCasesMode.NONE)
    void isFoundIn_atomicPatternThatIsTaken_isWhatJavaSays(
            @ForAll("atomicPatterns") String pattern, @ForAll("texts") String text) throws Exception {
        boolean java =
                Pattern.compile(pattern, Pattern.UNIX_LINES).matcher(text).find();
        boolean ours;
        try {
            ours = Regex.compile(pattern.getBytes(ISO_8859_1)).isFoundIn(text.getBytes(ISO_8859_1));
        } catch (UnsupportedRegexException refused) {
            ours = java;
        }
        assertThat(ours).as("%s in %s", pattern, text).isEqualTo(java);
    }

    /** Not empty: to Java, no line begins in an empty text. */
    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().withChars("aaabbbcd \n").ofMinLength(1).ofMaxLength(9);
    }

    @Provide
    Arbitrary<String> patterns() {
        return alternatives(DEEPEST, "", Arbitraries.of("(", "(?:", "(?i:", "(?s:", "(?m:"));
    }

    @Provide
    Arbitrary<String> atomicPatterns() {
        return alternatives(DEEPEST, "+", Arbitraries.of("(?:", "(?>"));
    }

    /** @param mark what may make a quantifier possessive, or nothing */
    private static Arbitrary<String> alternatives(int depth, String mark, Arbitrary<String> begins) {
        return branches(sequence(depth, mark, begins));
    }

    private static Arbitrary<String> branches(Arbitrary<String> branch) {
        return branch.list().ofMinSize(1).ofMaxSize(3).map(branches -> String.join("|", branches));
    }

    private static Arbitrary<String> sequence(int depth, String mark, Arbitrary<String> begins) {
        return part(depth, mark, begins).list().ofMaxSize(4).map(parts -> String.join("", parts));
    }

    private static Arbitrary<String> part(int depth, String mark, Arbitrary<String> begins) {
        Arbitrary<String> places = Arbitraries.of("^", "$", "\\A", "\\z", "\\Z", "\\b", "\\B", "(?m:^)", "(?m:$)");
        Arbitrary<String> part = Arbitraries.frequencyOf(
                Tuple.of(5, single()), Tuple.of(4, quantified(single(), mark)), Tuple.of(1, places));
        if (depth == 0) {
            return part;
        }
        Arbitrary<String> group = group(begins, Arbitraries.lazy(() -> alternatives(depth - 1, mark, begins)));
        return Arbitraries.frequencyOf(
                Tuple.of(5, part), Tuple.of(1, group), Tuple.of(2, quantified(solidGroup(depth, mark, begins), mark)));
    }

    private static Arbitrary<String> single() {
        return Arbitraries.of("a", "b", "c", "A", ".", "[ab]", "[^a]", "[b-d]", "\\w", "\\W", "\\s", "\\n", "\\x61");
    }

    private static Arbitrary<String> quantified(Arbitrary<String> part, String mark) {
        Arbitrary<String> quantifiers = Arbitraries.of("*", "+", "?", "{2}", "{0,1}", "{1,2}", "{2,}", "{0}");
        return Combinators.combine(part, quantifiers, Arbitraries.of("", "", "?", mark))
                .as((repeated, quantifier, lazy) -> repeated + quantifier + lazy);
    }

    private static Arbitrary<String> group(Arbitrary<String> begins, Arbitrary<String> body) {
        return Combinators.combine(begins, body).as((begin, inside) -> begin + inside + ")");
    }

    /** A group that cannot be empty. Java leaves out some ways to repeat one that is: it does not find {@code ((a|^)){2}b} in "ab". */
    private static Arbitrary<String> solidGroup(int depth, String mark, Arbitrary<String> begins) {
        Arbitrary<String> branch = Combinators.combine(
                        single(), Arbitraries.lazy(() -> sequence(depth - 1, mark, begins)))
                .as((first, others) -> first + others);
        return group(begins, branches(branch));
    }
}
