package io.slipcover.regex;

import io.slipcover.regex.Node.Alternatives;
import io.slipcover.regex.Node.Atomic;
import io.slipcover.regex.Node.BackReference;
import io.slipcover.regex.Node.Bytes;
import io.slipcover.regex.Node.Capture;
import io.slipcover.regex.Node.Look;
import io.slipcover.regex.Node.Place;
import io.slipcover.regex.Node.Repeat;
import io.slipcover.regex.Node.Sequence;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a pattern: what stands where in it, and what PCRE says is wrong. Escapes and classes have readers of their own. */
final class RegexParser {
    private static final int DEEPEST_NESTING = 250;
    private static final String SWITCHES = "imsxUJX-";

    private final PatternText text;
    private final Groups groups = new Groups();
    private final EscapedParts escapes;
    private Switches switches = Switches.NONE;
    private boolean quoting;
    private int depth;

    RegexParser(String pattern) {
        text = new PatternText(pattern);
        escapes = new EscapedParts(text, groups);
    }

    Node parse() throws RegexSyntaxException, UnsupportedRegexException {
        if (text.at("(*")) {
            throw verb();
        }
        Node node = alternatives();
        if (!text.isAtEnd()) {
            throw text.problem("unmatched parentheses");
        }
        groups.check(text);
        return node;
    }

    /** How many groups have numbers. */
    int groups() {
        return groups.opened();
    }

    /** Up to the parenthesis that closes the group, or the end. */
    private Node alternatives() throws RegexSyntaxException, UnsupportedRegexException {
        List<Node> branches = new ArrayList<>();
        branches.add(sequence());
        while (text.take("|")) {
            branches.add(sequence());
        }
        return branches.size() == 1 ? branches.get(0) : new Alternatives(branches);
    }

    private Node sequence() throws RegexSyntaxException, UnsupportedRegexException {
        List<Node> parts = new ArrayList<>();
        while (true) {
            skipIgnored();
            if (text.isAtEnd() || (!quoting && (text.peek() == '|' || text.peek() == ')'))) {
                break;
            }
            Node part = atom();
            if (part != null) {
                parts.add(quantified(part));
            }
        }
        return parts.size() == 1 ? parts.get(0) : new Sequence(parts);
    }

    /** Skips what stands for nothing, not even between a part and its quantifier. */
    private void skipIgnored() throws RegexSyntaxException {
        while (true) {
            if (quoting) {
                if (!text.take("\\E")) {
                    return;
                }
                quoting = false;
            } else if (text.take("\\Q")) {
                quoting = true;
            } else if (text.at("(?#")) {
                text.skipComment();
            } else if (!text.take("\\E") && !(switches.extended() && text.takeSpaceOrComment())) {
                return;
            }
        }
    }

    /** One part without its quantifier; null for a group that sets switches, which is none. */
    private @Nullable Node atom() throws RegexSyntaxException, UnsupportedRegexException {
        if (quoting) {
            return literal(text.next());
        }
        if (text.atQuantifier()) {
            throw text.problem("nothing to repeat");
        }
        char character = text.next();
        return switch (character) {
            case '.' -> new Bytes(switches.dotAll() ? ByteSet.ALL : ByteSet.NOT_NEWLINE);
            case '^' -> switches.multiline() ? Place.LINE_START : Place.START;
            case '$' -> switches.multiline() ? Place.LINE_END : Place.END_OR_LAST_NEWLINE;
            case '[' -> new Bytes(new ClassReader(text, switches).read());
            case '(' -> group();
            case '\\' -> escapes.read(switches);
            default -> literal(character);
        };
    }

    private Node literal(char character) {
        return Bytes.of(character, switches.ignoreCase());
    }

    private Node quantified(Node part) throws RegexSyntaxException {
        skipIgnored();
        if (quoting || !text.atQuantifier()) {
            return part;
        }
        if (!part.isRepeatable()) {
            throw text.problem("nothing to repeat");
        }
        Quantifier quantifier = Quantifier.read(text);
        boolean greedy = quantifier.isLazy() == switches.ungreedy();
        if (part instanceof Look) {
            // Looking twice shows nothing new.
            return quantifier.minimum() == 0 ? repeat(part, 0, Math.min(1, quantifier.maximum()), greedy) : part;
        }
        Node repeat = repeat(part, quantifier.minimum(), quantifier.maximum(), quantifier.isPossessive() || greedy);
        return quantifier.isPossessive() ? new Atomic(repeat) : repeat;
    }

    private static Node repeat(Node part, int minimum, int maximum, boolean greedy) {
        if (maximum == 0 && part instanceof Bytes) {
            return Sequence.EMPTY;
        }
        return minimum == 1 && maximum == 1 ? part : new Repeat(part, minimum, maximum, greedy);
    }

    private @Nullable Node group() throws RegexSyntaxException, UnsupportedRegexException {
        if (text.at("*") && !text.isAtEnd(1) && (Character.isLetter(text.peek(1)) || text.peek(1) == ':')) {
            throw verb();
        }
        if (!text.take("?")) {
            return capture();
        }
        if (text.take(":")) {
            return grouped(inside());
        }
        if (text.take(">")) {
            return new Atomic(inside());
        }
        if (text.take("=")) {
            return new Look(false, false, inside());
        }
        if (text.take("!")) {
            return new Look(false, true, inside());
        }
        if (text.take("<=")) {
            return behind(false);
        }
        if (text.take("<!")) {
            return behind(true);
        }
        if (text.take("P=")) {
            return new BackReference(groups.refer(text.name(')')), switches.ignoreCase());
        }
        char close = nameClose();
        if (close != 0) {
            groups.name(text.name(close), switches.duplicateNames(), text);
            return capture();
        }
        refuseWhatIsUnsupported();
        return switches();
    }

    /** Takes what stands before the name of a group; what ends the name, or 0 where there is none. */
    private char nameClose() {
        if (text.take("P<") || text.take("<")) {
            return '>';
        }
        return text.take("'") ? '\'' : 0;
    }

    private void refuseWhatIsUnsupported() throws UnsupportedRegexException {
        if (text.isAtEnd()) {
            return;
        }
        char character = text.peek();
        boolean signed = (character == '-' || character == '+') && text.atDigit(1);
        if (character == 'R' || character == '&' || text.atDigit() || signed || text.at("P>")) {
            throw new UnsupportedRegexException("recursion");
        }
        if (character == '(') {
            throw new UnsupportedRegexException("conditions");
        }
        if (character == '|') {
            throw new UnsupportedRegexException("groups that share numbers");
        }
        if (character == 'C') {
            throw new UnsupportedRegexException("callouts");
        }
    }

    private static UnsupportedRegexException verb() {
        return new UnsupportedRegexException("verbs");
    }

    private Node capture() throws RegexSyntaxException, UnsupportedRegexException {
        int number = groups.open();
        return new Capture(number, inside());
    }

    private Node behind(boolean negative) throws RegexSyntaxException, UnsupportedRegexException {
        Node body = inside();
        List<Node> branches = body instanceof Alternatives alternatives ? alternatives.branches() : List.of(body);
        for (Node branch : branches) {
            if (branch.width() == Node.VARIABLE) {
                throw text.problem("lookbehind assertion is not fixed length");
            }
        }
        return new Look(true, negative, body);
    }

    /** What stands between here and the parenthesis that closes the group. Switches that are set in it end with it. */
    private Node inside() throws RegexSyntaxException, UnsupportedRegexException {
        if (depth == DEEPEST_NESTING) {
            throw text.problem("parentheses are too deeply nested");
        }
        Switches outside = switches;
        depth++;
        Node body = alternatives();
        depth--;
        switches = outside;
        if (!text.take(")")) {
            throw text.problem("missing )");
        }
        return body;
    }

    private @Nullable Node switches() throws RegexSyntaxException, UnsupportedRegexException {
        boolean on = true;
        Switches changed = switches;
        while (!text.isAtEnd() && SWITCHES.indexOf(text.peek()) >= 0) {
            char letter = text.next();
            if (letter == '-') {
                on = false;
            } else {
                changed = changed.with(letter, on);
            }
        }
        if (text.take(")")) {
            switches = changed;
            return null;
        }
        if (!text.take(":")) {
            throw text.problem("unrecognized character after (? or (?-");
        }
        Switches outside = switches;
        switches = changed;
        Node body = inside();
        switches = outside;
        return grouped(body);
    }

    /** A group without a number, which may be repeated, whatever stands in it. */
    private static Node grouped(Node body) {
        return new Sequence(List.of(body));
    }
}
