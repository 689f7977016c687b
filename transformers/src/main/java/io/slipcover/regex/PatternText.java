package io.slipcover.regex;

import org.jspecify.annotations.Nullable;

/** A pattern and how far it has been read. */
final class PatternText {
    private static final int LONGEST_NAME = 32;

    /** The largest number in a pattern. PCRE says of a larger number that it is too big. */
    private static final int LARGEST_NUMBER = 2_147_483_639;

    private final String text;
    private int at;

    PatternText(String text) {
        this.text = text;
    }

    boolean isAtEnd() {
        return isAtEnd(0);
    }

    /** Whether the pattern ends within so many characters. */
    boolean isAtEnd(int ahead) {
        return at + ahead >= text.length();
    }

    char peek() {
        return peek(0);
    }

    char peek(int ahead) {
        return text.charAt(at + ahead);
    }

    char next() {
        return text.charAt(at++);
    }

    int position() {
        return at;
    }

    /** What stands between an earlier position and this one. */
    String from(int position) {
        return text.substring(position, at);
    }

    void back(int count) {
        at -= count;
    }

    boolean at(String expected) {
        return text.startsWith(expected, at);
    }

    /** Whether a decimal digit stands here. */
    boolean atDigit() {
        return atDigit(0);
    }

    boolean atDigit(int ahead) {
        return !isAtEnd(ahead) && CharacterClasses.DIGIT.contains(peek(ahead));
    }

    boolean take(String expected) {
        boolean found = at(expected);
        if (found) {
            at += expected.length();
        }
        return found;
    }

    /** The text before the next occurrence of the end, which is skipped, too; null where the end does not occur. */
    @Nullable
    String takeUntil(String end) {
        int found = text.indexOf(end, at);
        if (found < 0) {
            return null;
        }
        String taken = text.substring(at, found);
        at = found + end.length();
        return taken;
    }

    /** A decimal number. */
    int number() throws RegexSyntaxException {
        int number = 0;
        while (atDigit()) {
            long longer = 10L * number + next() - '0';
            if (longer > LARGEST_NUMBER) {
                throw problem("number is too big");
            }
            number = (int) longer;
        }
        return number;
    }

    boolean atQuantifier() {
        return !isAtEnd() && (peek() == '*' || peek() == '+' || peek() == '?' || atBracedQuantifier());
    }

    /**
     * Whether a quantifier in braces stands here. A brace that does not begin <code>{2}</code>, <code>{2,}</code> or <code>{2,3}</code> is
     * a character like others.
     */
    private boolean atBracedQuantifier() {
        int end = peek() == '{' ? afterDigits(at + 1) : at;
        if (end <= at + 1) {
            return false;
        }
        if (end < text.length() && text.charAt(end) == ',') {
            end = afterDigits(end + 1);
        }
        return end < text.length() && text.charAt(end) == '}';
    }

    private int afterDigits(int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end;
    }

    /** The name of a group, up to this character. */
    String name(char close) throws RegexSyntaxException {
        int from = at;
        while (!isAtEnd() && CharacterClasses.WORD.contains(peek())) {
            at++;
        }
        String name = text.substring(from, at);
        boolean valid =
                !name.isEmpty() && name.length() <= LONGEST_NAME && !CharacterClasses.DIGIT.contains(name.charAt(0));
        if (!valid || isAtEnd() || next() != close) {
            throw problem("syntax error in subpattern name");
        }
        return name;
    }

    /** Skips all comments that stand here. */
    void skipComments(boolean extended) throws RegexSyntaxException {
        boolean more = true;
        while (more) {
            more = takeComment(extended);
        }
    }

    /**
     * Skips one comment, if one stands here.
     *
     * @param extended whether white space is a comment, and what stands between {@code #} and the end of the line
     */
    boolean takeComment(boolean extended) throws RegexSyntaxException {
        if (at("(?#")) {
            if (takeUntil(")") == null) {
                throw problem("missing ) after comment");
            }
            return true;
        }
        if (!extended || isAtEnd()) {
            return false;
        }
        if (CharacterClasses.SPACE.contains(peek())) {
            at++;
            return true;
        }
        if (peek() == '#') {
            int end = text.indexOf('\n', at);
            at = end < 0 ? text.length() : end + 1;
            return true;
        }
        return false;
    }

    RegexSyntaxException problem(String problem) {
        return new RegexSyntaxException(problem, at);
    }
}
