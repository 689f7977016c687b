package io.slipcover.regex;

import io.slipcover.regex.Node.Alternatives;
import io.slipcover.regex.Node.Bytes;
import io.slipcover.regex.Node.Place;
import io.slipcover.regex.Node.Sequence;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A reader of what a backslash begins outside of a class: a place, a class that has a letter, a character. */
final class EscapedParts {
    private static final Node CARRIAGE_RETURN = Sequence.of(List.of(
            new Bytes(ByteSet.of('\r')),
            Alternatives.of(List.of(new Bytes(ByteSet.of('\n')), Place.NOT_BEFORE_NEWLINE))));

    private final PatternText text;
    private final Groups groups;

    EscapedParts(PatternText text, Groups groups) {
        this.text = text;
        this.groups = groups;
    }

    /** Reads from behind the backslash. */
    Node read(Switches switches) throws RegexSyntaxException, UnsupportedRegexException {
        if (text.isAtEnd()) {
            throw text.problem("\\ at end of pattern");
        }
        char letter = text.peek();
        ByteSet set = CharacterClasses.escape(letter);
        if (set != null) {
            text.next();
            return new Bytes(set);
        }
        Node place = place(letter);
        if (place != null) {
            text.next();
            return place;
        }
        if (letter >= '1' && letter <= '9') {
            int number = text.number();
            if (number < 8 || number <= groups.opened()) {
                throw UnsupportedRegexException.backReference("\\" + number);
            }
            text.back(Integer.toString(number).length());
        }
        return switch (letter) {
            case 'p', 'P' -> new Bytes(EscapeReader.property(text));
            case 'N' -> notNewline();
            case 'C' -> single(ByteSet.ALL);
            case 'R' -> lineBreakOr(CharacterClasses.VERTICAL_SPACE);
            case 'X' -> lineBreakOr(ByteSet.ALL);
            case 'g' ->
                throw text.at("g<") || text.at("g'")
                        ? UnsupportedRegexException.recursion("\\g")
                        : UnsupportedRegexException.backReference("\\g");
            case 'k' -> throw UnsupportedRegexException.backReference("\\k");
            default -> Bytes.of(EscapeReader.character(text, switches.strict()), switches.ignoreCase());
        };
    }

    private static @Nullable Node place(char letter) {
        return switch (letter) {
            case 'A', 'G' -> Place.START;
            case 'Z' -> Place.END_OR_LAST_NEWLINE;
            case 'z' -> Place.END;
            case 'b' -> Place.WORD_BOUNDARY;
            case 'B' -> Place.NO_WORD_BOUNDARY;
            case 'K' -> Node.Nothing.ONCE;
            default -> null;
        };
    }

    private Node single(ByteSet set) {
        text.next();
        return new Bytes(set);
    }

    private Node notNewline() throws RegexSyntaxException {
        text.next();
        if (text.at("{") && !text.atQuantifier()) {
            throw text.problem("PCRE does not support \\N{name}");
        }
        return new Bytes(ByteSet.NOT_NEWLINE);
    }

    /** {@code \r\n}, or one byte of the others. A {@code \r} before a {@code \n} does not stand alone. */
    private Node lineBreakOr(ByteSet others) {
        text.next();
        return Alternatives.of(List.of(CARRIAGE_RETURN, new Bytes(others.without(ByteSet.of('\r')))));
    }
}
