package io.slipcover.regex;

import io.slipcover.regex.Node.Alternatives;
import io.slipcover.regex.Node.Atomic;
import io.slipcover.regex.Node.BackReference;
import io.slipcover.regex.Node.Bytes;
import io.slipcover.regex.Node.Place;
import io.slipcover.regex.Node.Sequence;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what a backslash begins outside of a class: a place, a class that has a letter, a reference to a group, a character. */
final class EscapedParts {
    private static final Node CR_LF = new Sequence(List.of(new Bytes(ByteSet.of('\r')), new Bytes(ByteSet.of('\n'))));

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
                return new BackReference(groups.refer(number), switches.ignoreCase());
            }
            text.back(Integer.toString(number).length());
        }
        return switch (letter) {
            case 'p', 'P' -> new Bytes(EscapeReader.property(text));
            case 'N' -> notNewline();
            case 'C' -> single(ByteSet.ALL);
            case 'R' -> crLfOr(CharacterClasses.VERTICAL_SPACE);
            case 'X' -> crLfOr(ByteSet.ALL);
            case 'g' -> new BackReference(numberedGroup(), switches.ignoreCase());
            case 'k' -> new BackReference(namedGroup(), switches.ignoreCase());
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
            case 'K' -> Place.ANYWHERE;
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

    private Node crLfOr(ByteSet others) {
        text.next();
        return new Atomic(new Alternatives(List.of(CR_LF, new Bytes(others))));
    }

    private int numberedGroup() throws RegexSyntaxException, UnsupportedRegexException {
        text.next();
        if (text.at("<") || text.at("'")) {
            throw new UnsupportedRegexException("recursion");
        }
        boolean braced = text.take("{");
        if (braced && !text.isAtEnd() && text.peek() != '-' && text.peek() != '+' && !text.atDigit()) {
            return groups.refer(text.name('}'));
        }
        boolean relative = text.take("-");
        if (!text.atDigit()) {
            throw text.problem("\\g is not followed by a number");
        }
        int number = text.number();
        if (number == 0 || (relative && number > groups.opened())) {
            throw text.problem("reference to non-existent subpattern");
        }
        if (braced && !text.take("}")) {
            throw text.problem("\\g is not followed by a braced number");
        }
        return groups.refer(relative ? groups.opened() + 1 - number : number);
    }

    private int namedGroup() throws RegexSyntaxException {
        text.next();
        if (text.take("{")) {
            return groups.refer(text.name('}'));
        }
        if (text.take("<")) {
            return groups.refer(text.name('>'));
        }
        if (text.take("'")) {
            return groups.refer(text.name('\''));
        }
        throw text.problem("\\k is not followed by a braced, angle-bracketed, or quoted name");
    }
}
