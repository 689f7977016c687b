package io.slipcover.regex;

import io.slipcover.regex.Node.Alternatives;
import io.slipcover.regex.Node.Atomic;
import io.slipcover.regex.Node.Bytes;
import io.slipcover.regex.Node.Nothing;
import io.slipcover.regex.Node.Place;
import io.slipcover.regex.Node.Sequence;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A parser of patterns. It reads what stands where in a pattern, and says what PCRE says is wrong. Escapes and classes have readers of
 * their own. The groups that are open stand in a list and not on Java's stack.
 */
final class RegexParser {
    private static final int DEEPEST_NESTING = 250;
    private static final String SWITCHES = "imsxUJX-";

    private final PatternText text;
    private final Groups groups = new Groups();
    private final EscapedParts escapes;
    private final WronglyApart classes = new WronglyApart();
    private final Deque<Open> outer = new ArrayDeque<>();
    private Open group = new Open(Switches.NONE, false);
    private Switches switches = Switches.NONE;
    private boolean quoting;

    RegexParser(String pattern) {
        text = new PatternText(pattern);
        escapes = new EscapedParts(text, groups);
    }

    Node parse() throws RegexSyntaxException, UnsupportedRegexException {
        if (text.at("(*")) {
            throw UnsupportedRegexException.verb();
        }
        for (skipIgnored(); !text.isAtEnd(); skipIgnored()) {
            if (quoting) {
                addQuantified(literal(text.next()));
            } else if (text.take("|")) {
                group.endBranch();
                group.endNumbers(groups);
            } else if (text.take(")")) {
                close();
            } else if (text.take("(")) {
                open();
            } else {
                int start = text.position();
                Node part = atom();
                String written = text.from(start);
                boolean quantified = addQuantified(part);
                if (!(written.equals(".") && switches.dotAll())) {
                    classes.add(written, quantified);
                }
            }
        }
        if (!outer.isEmpty()) {
            throw text.problem("missing )");
        }
        classes.refusePairs();
        return group.node();
    }

    /** Skips text that stands for nothing, not even between a part and its quantifier. */
    private void skipIgnored() throws RegexSyntaxException {
        while (true) {
            if (quoting) {
                if (!text.take("\\E")) {
                    return;
                }
                quoting = false;
            } else if (text.take("\\Q")) {
                quoting = true;
            } else if (!text.take("\\E") && !text.takeComment(switches.extended())) {
                return;
            }
        }
    }

    /** Reads one part that is no group, without its quantifier. */
    private Node atom() throws RegexSyntaxException, UnsupportedRegexException {
        if (text.atQuantifier()) {
            throw text.problem("nothing to repeat");
        }
        char character = text.next();
        return switch (character) {
            case '.' -> new Bytes(switches.dotAll() ? ByteSet.ALL : ByteSet.NOT_NEWLINE);
            case '^' -> switches.multiline() ? Place.LINE_START : Place.START;
            case '$' -> switches.multiline() ? Place.LINE_END : Place.END_OR_LAST_NEWLINE;
            case '[' -> new Bytes(new ClassReader(text, switches).read());
            case '\\' -> escapes.read(switches);
            default -> literal(character);
        };
    }

    private Node literal(char character) {
        return Bytes.of(character, switches.ignoreCase());
    }

    /**
     * Adds a part that is no group, with its quantifier. A part that reads no byte takes no quantifier.
     *
     * @return whether the part has a quantifier
     */
    private boolean addQuantified(Node part) throws RegexSyntaxException {
        Quantifier quantifier = quantifier();
        if (quantifier != null && (part instanceof Place || part instanceof Nothing)) {
            throw text.problem("nothing to repeat");
        }
        add(part, quantifier);
        return quantifier != null;
    }

    private void add(Node part, @Nullable Quantifier quantifier) {
        group.add(quantifier == null ? part : quantifier.of(part, switches.ungreedy()));
    }

    private @Nullable Quantifier quantifier() throws RegexSyntaxException {
        skipIgnored();
        return quoting || !text.atQuantifier() ? null : Quantifier.read(text, switches.extended());
    }

    /** Reads the beginning of a group, from behind the parenthesis. */
    private void open() throws RegexSyntaxException, UnsupportedRegexException {
        if (text.at("*") && !text.isAtEnd(1) && (Character.isLetter(text.peek(1)) || text.peek(1) == ':')) {
            throw UnsupportedRegexException.verb();
        }
        if (!text.take("?")) {
            groups.open();
            open(switches, false);
        } else if (text.take(":")) {
            open(switches, false);
        } else if (text.take("|")) {
            open(switches, false);
            group.share(groups);
        } else if (text.take(">")) {
            open(switches, true);
        } else {
            refuseWhatIsUnsupported();
            openNamedOrSwitch();
        }
    }

    private void openNamedOrSwitch() throws RegexSyntaxException {
        char close = nameClose();
        if (close == 0) {
            readSwitches();
        } else {
            groups.name(text.name(close), switches.duplicateNames(), text);
            groups.open();
            open(switches, false);
        }
    }

    /** Takes the text before the name of a group. Gives the character that ends the name, or 0 where there is no name. */
    private char nameClose() {
        if (text.take("P<") || text.take("<")) {
            return '>';
        }
        return text.take("'") ? '\'' : 0;
    }

    private void refuseWhatIsUnsupported() throws UnsupportedRegexException {
        for (String look : List.of("=", "!", "<=", "<!")) {
            if (text.at(look)) {
                throw UnsupportedRegexException.lookAround("(?" + look);
            }
        }
        if (text.at("P=")) {
            throw UnsupportedRegexException.backReference("(?P=");
        }
        boolean signed = (text.at("-") || text.at("+")) && text.atDigit(1);
        if (text.at("R") || text.at("&") || text.at("P>") || text.atDigit() || signed) {
            throw UnsupportedRegexException.recursion("(?" + text.peek());
        }
        if (text.at("(")) {
            throw UnsupportedRegexException.condition();
        }
        if (text.at("C")) {
            throw UnsupportedRegexException.callout();
        }
    }

    /** Reads switches, up to the end of the group that they stand in or for a group that they begin. */
    private void readSwitches() throws RegexSyntaxException {
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
        } else if (text.take(":")) {
            open(changed, false);
        } else {
            throw text.problem("unrecognized character after (? or (?-");
        }
    }

    private void open(Switches inside, boolean atomic) throws RegexSyntaxException {
        if (outer.size() == DEEPEST_NESTING) {
            throw text.problem("parentheses are too deeply nested");
        }
        outer.push(group);
        group = new Open(switches, atomic);
        switches = inside;
    }

    /** Ends a group, and the switches that were set in it. */
    private void close() throws RegexSyntaxException {
        if (outer.isEmpty()) {
            throw text.problem("unmatched parentheses");
        }
        group.endNumbers(groups);
        groups.goOnFrom(Math.max(groups.opened(), group.highestNumber));
        Node closed = group.node();
        switches = group.switchesOutside;
        group = outer.pop();
        add(closed, quantifier());
    }

    /** A group, as far as the parser has read it. */
    private static final class Open {
        final Switches switchesOutside;
        private final boolean atomic;
        private final List<Node> branches = new ArrayList<>();
        private List<Node> parts = new ArrayList<>();
        private boolean sharing;
        private int numberBefore;
        private int highestNumber;

        Open(Switches switchesOutside, boolean atomic) {
            this.switchesOutside = switchesOutside;
            this.atomic = atomic;
        }

        void add(Node part) {
            if (!part.equals(Nothing.ONCE)) {
                parts.add(part);
            }
        }

        /** Lets the groups in each branch begin with the same number. */
        void share(Groups groups) {
            sharing = true;
            numberBefore = groups.opened();
        }

        /** Ends the numbers of a branch. */
        void endNumbers(Groups groups) {
            if (sharing) {
                highestNumber = Math.max(highestNumber, groups.opened());
                groups.goOnFrom(numberBefore);
            }
        }

        void endBranch() {
            branches.add(Sequence.of(parts));
            parts = new ArrayList<>();
        }

        Node node() {
            endBranch();
            Node node = Alternatives.of(branches);
            return atomic ? Atomic.of(node) : node;
        }
    }
}
