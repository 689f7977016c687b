package io.slipcover.config;

import static java.util.Objects.requireNonNull;

import io.slipcover.budget.Budget;
import io.slipcover.budget.CountedText;
import io.slipcover.budget.LimitException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A rule that finds a client's version in the client's {@code User-Agent} header.
 *
 * @param pattern the pattern, which may stand anywhere in the header
 * @param version the version's text, in which {@code $1} stands for the pattern's first group
 */
public record UserAgentRule(Pattern pattern, String version) {
    /** Of a longer header only the beginning is looked at, which bounds what a hostile one can cost. */
    private static final int LONGEST_HEADER = 1_000;

    private static final String LIMIT = "user-agent-steps";

    /** How often a pattern may look at a letter of the header. */
    private static final int MOST_STEPS = 100_000;

    /** @throws IllegalArgumentException where {@code version} names a group that the pattern does not have */
    public UserAgentRule {
        requireNonNull(pattern, "pattern");
        requireNonNull(version, "version");
        try {
            // The groups that a replacement names are only looked at when something matched.
            Matcher anything =
                    Pattern.compile("|" + pattern.pattern(), pattern.flags()).matcher("");
            anything.find();
            anything.appendReplacement(new StringBuilder(), version);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new IllegalArgumentException(
                    "'" + version + "' names what the pattern does not have: " + e.getMessage(), e);
        }
    }

    /**
     * The version, as text; empty where the pattern is not in the header.
     *
     * @throws LimitException where it takes too many steps to tell: {@code (a+)+b} takes twice as many with each further {@code a}
     */
    public Optional<String> version(String userAgent) {
        String header = userAgent.length() <= LONGEST_HEADER ? userAgent : userAgent.substring(0, LONGEST_HEADER);
        Matcher matcher = pattern.matcher(new CountedText(header, Budget.of(LIMIT, MOST_STEPS)));
        if (!isFound(matcher)) {
            return Optional.empty();
        }
        StringBuilder expanded = new StringBuilder();
        matcher.appendReplacement(expanded, version);
        return Optional.of(expanded.substring(matcher.start()));
    }

    private static boolean isFound(Matcher matcher) {
        try {
            return matcher.find();
        } catch (StackOverflowError tooDeep) {
            throw new LimitException(LIMIT, "the pattern for the User-Agent takes too much memory");
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof UserAgentRule rule
                && pattern.pattern().equals(rule.pattern.pattern())
                && version.equals(rule.version);
    }

    @Override
    public int hashCode() {
        return 31 * pattern.pattern().hashCode() + version.hashCode();
    }
}
