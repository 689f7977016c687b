package io.slipcover.mango;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.slipcover.budget.Budget;
import io.slipcover.budget.LimitException;
import io.slipcover.regex.Regex;
import io.slipcover.regex.RegexSyntaxException;
import io.slipcover.regex.UnsupportedRegexException;
import org.jspecify.annotations.Nullable;

/**
 * The expression of a {@code $regex}. It is PCRE's, over the bytes of a string in UTF-8: PCRE reads bytes here, and not characters.
 *
 * <p>CouchDB takes some expressions that Slipcover cannot decide. Slipcover may still send such an expression to CouchDB. Slipcover refuses
 * the expression only when it has to decide it.
 */
public final class RegularExpression {
    /** How much of a {@link Regex}'s work is done in one step of a budget. */
    private static final int WORK_OF_A_STEP = 8;

    private final String pattern;
    private final @Nullable Regex regex;
    private final @Nullable UnsupportedRegexException undecidable;

    private RegularExpression(String pattern, @Nullable Regex regex, @Nullable UnsupportedRegexException undecidable) {
        this.pattern = pattern;
        this.regex = regex;
        this.undecidable = undecidable;
    }

    /**
     * Compiles an expression.
     *
     * @throws MangoException as CouchDB answers where it does not take the expression
     */
    static RegularExpression compile(String pattern, Budget budget) {
        try {
            Regex regex = Regex.compile(pattern.getBytes(UTF_8), work -> spend(work, budget));
            return new RegularExpression(pattern, regex, null);
        } catch (RegexSyntaxException invalid) {
            throw OperatorParser.badArgument("$regex");
        } catch (UnsupportedRegexException undecidable) {
            return new RegularExpression(pattern, null, undecidable);
        }
    }

    private static void spend(long work, Budget budget) {
        budget.spend(1 + work / WORK_OF_A_STEP);
    }

    /** The expression as it was written. */
    public String pattern() {
        return pattern;
    }

    /**
     * Refuses an expression that Slipcover cannot decide.
     *
     * @throws MangoException where the expression has something that Slipcover does not support
     * @throws LimitException where the expression is too large
     */
    void requireDecidable() {
        if (undecidable == null) {
            return;
        }
        String problem = "$regex: " + undecidable.getMessage();
        String limit = undecidable.limit();
        throw limit == null ? MangoException.notSupported(problem) : new LimitException(limit, problem);
    }

    boolean isFoundIn(String text, Budget budget) {
        if (regex == null) {
            requireDecidable();
            throw new IllegalStateException("an expression that is neither compiled nor undecidable");
        }
        return regex.isFoundIn(text.getBytes(UTF_8), work -> spend(work, budget));
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
