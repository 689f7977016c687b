package io.slipcover.regex;

/** A reader of what stands behind a backslash: one character, or a class of characters. */
final class EscapeReader {
    private static final int LARGEST = 0xFF;
    private static final int CONTROL = 0x40;

    private EscapeReader() {}

    /**
     * The character that an escape stands for.
     *
     * @param strict whether a letter without a meaning is an error, and not that letter
     */
    static int character(PatternText text, boolean strict) throws RegexSyntaxException {
        char letter = text.next();
        return switch (letter) {
            case 'a' -> 7;
            case 'e' -> 27;
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'c' -> control(text);
            case 'x' -> hexadecimal(text);
            case 'o' -> braced(text, 8);
            case '0', '1', '2', '3', '4', '5', '6', '7' -> octal(text);
            case 'L', 'l', 'U', 'u' -> throw text.problem("PCRE does not support \\L, \\l, \\N{name}, \\U, or \\u");
            default -> other(text, letter, strict);
        };
    }

    private static int other(PatternText text, char letter, boolean strict) throws RegexSyntaxException {
        boolean known = letter > 0x7F || !Character.isLetterOrDigit(letter);
        if (strict && !known) {
            throw text.problem("unrecognized character follows \\");
        }
        return letter;
    }

    private static int control(PatternText text) throws RegexSyntaxException {
        if (text.isAtEnd()) {
            throw text.problem("\\c at end of pattern");
        }
        char character = text.next();
        if (character > 0x7F) {
            throw text.problem("\\c must be followed by an ASCII character");
        }
        return Character.toUpperCase(character) ^ CONTROL;
    }

    private static int hexadecimal(PatternText text) throws RegexSyntaxException {
        if (text.at("{")) {
            return braced(text, 16);
        }
        int value = 0;
        for (int digits = 0; digits < 2 && isDigit(text, 16); digits++) {
            value = 16 * value + Character.digit(text.next(), 16);
        }
        return value;
    }

    private static int braced(PatternText text, int radix) throws RegexSyntaxException {
        if (!text.take("{")) {
            throw text.problem("missing opening brace after \\o");
        }
        int value = 0;
        int digits = 0;
        for (; isDigit(text, radix); digits++) {
            value = radix * value + Character.digit(text.next(), radix);
            if (value > LARGEST) {
                throw text.problem("character value in \\x{} or \\o{} is too large");
            }
        }
        if (digits == 0 || !text.take("}")) {
            throw text.problem("digits missing in \\x{} or \\o{}");
        }
        return value;
    }

    private static int octal(PatternText text) throws RegexSyntaxException {
        text.back(1);
        int value = 0;
        for (int digits = 0; digits < 3 && isDigit(text, 8); digits++) {
            value = 8 * value + text.next() - '0';
        }
        if (value > LARGEST) {
            throw text.problem("octal value is greater than \\377 in 8-bit non-UTF-8 mode");
        }
        return value;
    }

    private static boolean isDigit(PatternText text, int radix) {
        return !text.isAtEnd() && text.peek() < 0x80 && Character.digit(text.peek(), radix) >= 0;
    }

    /** The class that <code>\p{Lu}</code>, <code>\P{Lu}</code>, <code>\p{^Lu}</code> or {@code \pL} names. */
    static ByteSet property(PatternText text) throws RegexSyntaxException {
        boolean negative = text.next() == 'P';
        String name = propertyName(text);
        if (name.startsWith("^")) {
            negative = !negative;
            name = name.substring(1);
        }
        ByteSet set = name.isEmpty() ? null : CharacterClasses.property(name);
        if (set == null) {
            throw text.problem("unknown property name after \\P or \\p");
        }
        return negative ? set.complement() : set;
    }

    private static String propertyName(PatternText text) throws RegexSyntaxException {
        if (text.isAtEnd()) {
            throw text.problem("malformed \\P or \\p sequence");
        }
        if (!text.take("{")) {
            return String.valueOf(text.next());
        }
        String name = text.takeUntil("}");
        if (name == null) {
            throw text.problem("malformed \\P or \\p sequence");
        }
        return name;
    }
}
