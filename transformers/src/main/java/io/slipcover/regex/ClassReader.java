package io.slipcover.regex;

import org.jspecify.annotations.Nullable;

/** A reader of a class in brackets, from behind the opening bracket. */
final class ClassReader {
    private final PatternText text;
    private final Switches switches;
    private ByteSet members = ByteSet.NONE;
    private boolean quoting;

    ClassReader(PatternText text, Switches switches) {
        this.text = text;
        this.switches = switches;
    }

    ByteSet read() throws RegexSyntaxException, UnsupportedRegexException {
        if (isPosixAhead(':') || isPosixAhead('.') || isPosixAhead('=')) {
            throw text.problem("POSIX named classes are supported only within a class");
        }
        boolean negative = text.take("^");
        boolean first = true;
        while (true) {
            skipQuotes();
            if (text.isAtEnd()) {
                throw text.problem("missing terminating ] for character class");
            }
            if (!quoting && !first && text.take("]")) {
                return negative ? members.complement() : members;
            }
            item();
            first = false;
        }
    }

    private void skipQuotes() {
        while (true) {
            if (quoting) {
                if (!text.take("\\E")) {
                    return;
                }
                quoting = false;
            } else if (text.take("\\Q")) {
                quoting = true;
            } else if (!text.take("\\E")) {
                return;
            }
        }
    }

    private void item() throws RegexSyntaxException, UnsupportedRegexException {
        ByteSet named = named();
        if (named != null) {
            members = members.or(named);
            return;
        }
        int from = character();
        int to = from;
        skipQuotes();
        if (isRangeAhead()) {
            text.next();
            skipQuotes();
            if (text.isAtEnd()) {
                throw text.problem("missing terminating ] for character class");
            }
            if (named() != null) {
                throw text.problem("invalid range in character class");
            }
            to = character();
        }
        if (from > to) {
            throw text.problem("range out of order in character class");
        }
        ByteSet range = ByteSet.range(from, to);
        members = members.or(switches.ignoreCase() ? range.ignoringCase() : range);
    }

    /** Whether a hyphen follows that is not the last character of the class. */
    private boolean isRangeAhead() {
        if (quoting || !text.at("-") || text.isAtEnd(1)) {
            return false;
        }
        int ahead = 1;
        while (!text.isAtEnd(ahead + 1) && text.peek(ahead) == '\\' && text.peek(ahead + 1) == 'E') {
            ahead += 2;
        }
        return text.isAtEnd(ahead) || text.peek(ahead) != ']';
    }

    /** A class within the class, such as {@code \d} or {@code [:alpha:]}; null where a character stands here. */
    private @Nullable ByteSet named() throws RegexSyntaxException, UnsupportedRegexException {
        if (quoting) {
            return null;
        }
        if (text.at("[") && !text.isAtEnd(1)) {
            return posix();
        }
        if (!text.at("\\") || text.isAtEnd(1)) {
            return null;
        }
        char letter = text.peek(1);
        if (letter == 'p' || letter == 'P') {
            text.next();
            return EscapeReader.property(text);
        }
        ByteSet set = CharacterClasses.escape(letter);
        if (set != null) {
            text.next();
            text.next();
        }
        return set;
    }

    private @Nullable ByteSet posix() throws RegexSyntaxException, UnsupportedRegexException {
        text.next();
        if (isPosixAhead('.') || isPosixAhead('=')) {
            throw text.problem("POSIX collating elements are not supported");
        }
        if (!isPosixAhead(':')) {
            text.back(1);
            return null;
        }
        text.next();
        boolean negative = text.take("^");
        String name = text.takeUntil(":]");
        if ("<".equals(name) || ">".equals(name)) {
            throw UnsupportedRegexException.wordEdge();
        }
        ByteSet set = name == null ? null : CharacterClasses.posix(name, switches.ignoreCase());
        if (set == null) {
            throw text.problem("unknown POSIX class name");
        }
        return negative ? set.complement() : set;
    }

    /** Whether {@code :…:]} follows, without brackets in between. */
    private boolean isPosixAhead(char mark) {
        if (text.isAtEnd() || text.peek() != mark) {
            return false;
        }
        for (int ahead = 1; !text.isAtEnd(ahead + 1); ahead++) {
            char character = text.peek(ahead);
            char following = text.peek(ahead + 1);
            if (character == mark && following == ']') {
                return true;
            }
            if (character == '\\' && (following == ']' || following == '\\')) {
                ahead++;
            } else if (character == ']' || (character == '[' && following == mark)) {
                return false;
            }
        }
        return false;
    }

    private int character() throws RegexSyntaxException {
        char character = text.next();
        if (quoting || character != '\\') {
            return character;
        }
        if (text.isAtEnd()) {
            throw text.problem("\\ at end of pattern");
        }
        return switch (text.peek()) {
            case 'b' -> {
                text.next();
                yield '\b';
            }
            case 'N' -> throw text.problem("\\N is not supported in a class");
            default -> EscapeReader.character(text, switches.strict());
        };
    }
}
