package io.slipcover.mango;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.slipcover.budget.Budget;
import io.slipcover.regex.Regex;
import io.slipcover.regex.RegexSyntaxException;
import io.slipcover.regex.UnsupportedRegexException;

/** The expression of a {@code $regex}: PCRE's, over the bytes of a string in UTF-8, which are no characters to it. */
public final class RegularExpression {
    /** How many pairs of a letter of the pattern and one of the text are looked at in one step. */
    private static final int BYTES_OF_A_STEP = 8;

    private final String pattern;
    private final Regex regex;

    private RegularExpression(String pattern, Regex regex) {
        this.pattern = pattern;
        this.regex = regex;
    }

    /** @throws MangoException as CouchDB answers; where it takes what Slipcover cannot decide, that this is not supported */
    static RegularExpression compile(String pattern, Budget budget) {
        try {
            budget.spend(pattern.length());
            return new RegularExpression(pattern, Regex.compile(pattern.getBytes(UTF_8)));
        } catch (RegexSyntaxException invalid) {
            throw OperatorParser.badArgument("$regex");
        } catch (UnsupportedRegexException unsupported) {
            throw MangoException.badRequest("not_supported", "$regex: " + unsupported.getMessage());
        }
    }

    /** The expression as it was written. */
    public String pattern() {
        return pattern;
    }

    boolean isFoundIn(String text, Budget budget) {
        budget.spend(1 + (long) pattern.length() * text.length() / BYTES_OF_A_STEP);
        return regex.isFoundIn(text.getBytes(UTF_8));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RegularExpression that && pattern.equals(that.pattern);
    }

    @Override
    public int hashCode() {
        return pattern.hashCode();
    }

    @Override
    public String toString() {
        return pattern;
    }
}
