package io.slipcover.fuzzing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.slipcover.regex.Regex;
import io.slipcover.regex.RegexSyntaxException;
import io.slipcover.regex.UnsupportedRegexException;
import java.util.regex.Pattern;
import org.junit.jupiter.params.provider.ArgumentsSource;

/**
 * Regular expressions. Where the first byte of an input is even, the rest is a pattern, a line feed and a text: compiling and matching take
 * work in proportion. Where it is odd, the bytes choose among parts of patterns that mean to Java what they mean to PCRE, and Java says
 * whether the text matches.
 */
final class RegexFuzzTest implements FuzzTarget {
    private static final String[] SINGLES = {
        "a", "b", "c", "A", ".", "[ab]", "[^a]", "[b-d]", "\\w", "\\W", "\\s", "\\n", "\\x61", "\\d", "[^\\w]", "[\\s-]"
    };
    private static final String[] PLACES = {"^", "$", "\\A", "\\z", "\\Z", "\\b", "\\B", "(?m:^)", "(?m:$)"};
    private static final String[] QUANTIFIERS = {
        "*", "+", "?", "{2}", "{0,1}", "{1,2}", "{2,}", "{0}", "*?", "+?", "??", "{1,2}?"
    };
    private static final String[] BEGINS = {"(", "(?:", "(?i:", "(?s:", "(?m:"};
    private static final int DEEPEST = 3;
    private static final int LONGEST_TEXT = 12;

    @Override
    @ArgumentsSource(Corpus.class)
    @FuzzTest
    public void holds(byte[] bytes) throws RegexSyntaxException, UnsupportedRegexException {
        Input input = new Input(bytes);
        if (input.choice(2) == 0) {
            costsLittle(input.line().getBytes(ISO_8859_1), input.rest());
        } else {
            String pattern = alternatives(input, DEEPEST);
            matchesAsInJava(pattern, text(input));
        }
    }

    private static void costsLittle(byte[] pattern, byte[] text) {
        long[] compiling = {0, 0};
        Regex regex;
        try {
            regex = Regex.compile(pattern, work -> {
                compiling[0] = compiling[1];
                compiling[1] = work;
            });
        } catch (RegexSyntaxException | UnsupportedRegexException refused) {
            assertThat(refused.getMessage()).isNotBlank();
            return;
        }
        assertThat(compiling[0]).isLessThanOrEqualTo(16L * pattern.length);
        long states = compiling[1] / 32;
        assertThat(states).isLessThanOrEqualTo(Regex.MOST_STATES);
        long[] matching = {0};
        boolean found = regex.isFoundIn(text, work -> matching[0] += work);
        // To tell the kinds of bytes apart, then for each byte to look at the states twice, and to remember a set.
        assertThat(matching[0]).isLessThanOrEqualTo(512 * (states + 1) + (2 * states + 300) * (text.length + 2));
        assertThat(regex.isFoundIn(text)).as("once more, by what is remembered").isEqualTo(found);
    }

    private static void matchesAsInJava(String pattern, String text)
            throws RegexSyntaxException, UnsupportedRegexException {
        boolean java =
                Pattern.compile(pattern, Pattern.UNIX_LINES).matcher(text).find();

        assertThat(Regex.compile(pattern.getBytes(ISO_8859_1)).isFoundIn(text.getBytes(ISO_8859_1)))
                .as("%s in %s", pattern, text)
                .isEqualTo(java);
    }

    /** Not empty: to Java, no line begins in an empty text. */
    private static String text(Input input) {
        StringBuilder text = new StringBuilder("b");
        for (byte each : input.rest()) {
            if (text.length() < LONGEST_TEXT) {
                text.append("aabbcd1A \n-".charAt(Byte.toUnsignedInt(each) % 11));
            }
        }
        return text.substring(text.length() > 1 ? 1 : 0);
    }

    private static String alternatives(Input input, int depth) {
        StringBuilder pattern = new StringBuilder(sequence(input, depth));
        for (int more = input.choice(3); more > 0; more--) {
            pattern.append('|').append(sequence(input, depth));
        }
        return pattern.toString();
    }

    private static String sequence(Input input, int depth) {
        StringBuilder pattern = new StringBuilder();
        for (int parts = input.choice(5); parts > 0; parts--) {
            pattern.append(part(input, depth));
        }
        return pattern.toString();
    }

    private static String part(Input input, int depth) {
        int choice = input.choice(depth == 0 ? 10 : 16);
        if (choice < 5) {
            return one(input, SINGLES);
        } else if (choice < 9) {
            return one(input, SINGLES) + one(input, QUANTIFIERS);
        } else if (choice < 10) {
            return one(input, PLACES);
        } else if (choice < 13) {
            return one(input, BEGINS) + alternatives(input, depth - 1) + ")";
        }
        return solidGroup(input, depth - 1) + one(input, QUANTIFIERS);
    }

    /** A group that cannot be empty: Java leaves out some ways to repeat one that is. */
    private static String solidGroup(Input input, int depth) {
        StringBuilder group = new StringBuilder(one(input, BEGINS));
        for (int branches = input.choice(2); branches >= 0; branches--) {
            group.append(one(input, SINGLES)).append(sequence(input, depth)).append(branches > 0 ? "|" : ")");
        }
        return group.toString();
    }

    private static String one(Input input, String[] choices) {
        return choices[input.choice(choices.length)];
    }
}
