package io.slipcover.design;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/**
 * The tokens at the top level of a JavaScript text, of which brackets with all that is in them are one. What stands in strings, templates,
 * regular expressions and comments is no bracket. The text is only cut, and never judged: CouchDB compiles it.
 */
final class ScriptTokens {
    /** Behind such a word a slash begins a regular expression. Behind any other word it divides. */
    private static final Set<String> BEFORE_VALUES = Set.of(
            "return",
            "typeof",
            "instanceof",
            "in",
            "of",
            "new",
            "delete",
            "void",
            "throw",
            "case",
            "do",
            "else",
            "yield",
            "await");

    /** The bracket behind such a word is a condition, and no value. */
    private static final Set<String> BEFORE_CONDITIONS = Set.of("if", "while", "for", "with");

    /** The kinds of tokens. */
    enum Kind {
        WORD,
        /** A number, a string, a template, a regular expression. */
        VALUE,
        /** Brackets with all that is in them. */
        ROUND,
        SQUARE,
        CURLY,
        OTHER
    }

    /** A token, and where it stands in the text. */
    record Token(Kind kind, String text, int from, int to) {
        boolean is(String other) {
            return text.equals(other);
        }

        /** Whether a value may end with this token, so that no other value can follow without an operator. */
        boolean mayEndValue() {
            return kind == Kind.WORD ? !BEFORE_VALUES.contains(text) : kind != Kind.OTHER;
        }
    }

    /** A bracket that was opened. */
    private record Open(char bracket, int from, boolean condition) {}

    /** How deep templates may stand in templates. Nobody writes so many. */
    private static final int DEEPEST = 100;

    private final String text;
    private final int depth;
    private final List<Token> tokens = new ArrayList<>();
    private final Deque<Open> open = new ArrayDeque<>();
    private int at;

    /** Whether a slash would begin a regular expression here. */
    private boolean valueExpected = true;

    private String lastWord = "";

    /** @param depth in how many templates the tokens stand */
    private ScriptTokens(String text, int depth) {
        this.text = text;
        this.depth = depth;
        if (depth > DEEPEST) {
            throw new IllegalArgumentException("templates nest deeper than " + DEEPEST + " levels");
        }
    }

    /**
     * Reads a text.
     *
     * @throws IllegalArgumentException where something in it does not end
     */
    static List<Token> of(String text) {
        ScriptTokens read = new ScriptTokens(text, 0);
        while (read.at < text.length()) {
            read.next();
        }
        if (!read.open.isEmpty()) {
            throw new IllegalArgumentException("'" + read.open.getLast().bracket() + "' has no end");
        }
        return read.tokens;
    }

    private void next() {
        char character = text.charAt(at);
        int from = at;
        if (Character.isWhitespace(character) || character == '\uFEFF') {
            at++;
        } else if (text.startsWith("//", at)) {
            at = endOfLine();
        } else if (text.startsWith("/*", at)) {
            at = behind("*/", at + 2);
        } else if (character == '"' || character == '\'') {
            at = endOfQuoted(character);
            value(from);
        } else if (character == '`') {
            at = endOfTemplate(at);
            value(from);
        } else if (character == '/' && valueExpected) {
            at = endOfRegularExpression();
            value(from);
        } else if (Character.isJavaIdentifierStart(character) || character == '\\') {
            word(from);
        } else if (character >= '0' && character <= '9') {
            while (at < text.length() && (Character.isJavaIdentifierPart(text.charAt(at)) || text.charAt(at) == '.')) {
                at++;
            }
            value(from);
        } else if ("([{".indexOf(character) >= 0) {
            open.push(new Open(character, at, BEFORE_CONDITIONS.contains(lastWord)));
            at++;
            expectValue(true);
        } else if (")]}".indexOf(character) >= 0) {
            close(character);
        } else {
            at++;
            add(Kind.OTHER, from);
            expectValue(true);
        }
    }

    private void word(int from) {
        while (at < text.length() && (Character.isJavaIdentifierPart(text.charAt(at)) || text.charAt(at) == '\\')) {
            at++;
        }
        String word = text.substring(from, at);
        add(Kind.WORD, from);
        expectValue(BEFORE_VALUES.contains(word));
        lastWord = word;
    }

    private void value(int from) {
        add(Kind.VALUE, from);
        expectValue(false);
    }

    private void expectValue(boolean expected) {
        valueExpected = expected;
        lastWord = "";
    }

    private void close(char bracket) {
        Open opened = open.poll();
        if (opened == null || "([{".indexOf(opened.bracket()) != ")]}".indexOf(bracket)) {
            throw new IllegalArgumentException("'" + bracket + "' has no beginning");
        }
        at++;
        // Behind a block, a slash that divides is rarer than a regular expression; both are rare.
        expectValue(opened.condition() || bracket == '}');
        if (open.isEmpty()) {
            Kind kind = bracket == ')' ? Kind.ROUND : bracket == ']' ? Kind.SQUARE : Kind.CURLY;
            tokens.add(new Token(kind, text.substring(opened.from(), at), opened.from(), at));
        }
    }

    private void add(Kind kind, int from) {
        if (open.isEmpty()) {
            tokens.add(new Token(kind, text.substring(from, at), from, at));
        }
    }

    private int endOfLine() {
        int end = at;
        while (end < text.length() && "\n\r\u2028\u2029".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return end;
    }

    private int behind(String end, int from) {
        int found = text.indexOf(end, from);
        if (found < 0) {
            throw new IllegalArgumentException("a comment has no end");
        }
        return found + end.length();
    }

    private int endOfQuoted(char quote) {
        int end = at + 1;
        while (end < text.length() && text.charAt(end) != quote) {
            end += text.charAt(end) == '\\' ? 2 : 1;
        }
        return closed(end, "a string");
    }

    private int endOfRegularExpression() {
        boolean inClass = false;
        int end = at + 1;
        while (end < text.length() && (inClass || text.charAt(end) != '/') && text.charAt(end) != '\n') {
            char character = text.charAt(end);
            inClass = character == '[' || (inClass && character != ']');
            end += character == '\\' ? 2 : 1;
        }
        end = closed(end, "a regular expression");
        while (end < text.length() && Character.isJavaIdentifierPart(text.charAt(end))) {
            end++;
        }
        return end;
    }

    /** The place behind a template, in which there may be expressions with templates in them. */
    private int endOfTemplate(int from) {
        int end = from + 1;
        while (end < text.length() && text.charAt(end) != '`') {
            if (text.startsWith("${", end)) {
                end = endOfExpression(end + 2);
            } else {
                end += text.charAt(end) == '\\' ? 2 : 1;
            }
        }
        return closed(end, "a template");
    }

    private int endOfExpression(int from) {
        ScriptTokens inner = new ScriptTokens(text, depth + 1);
        inner.at = from;
        while (inner.at < text.length() && (text.charAt(inner.at) != '}' || !inner.open.isEmpty())) {
            inner.next();
        }
        return closed(inner.at, "an expression in a template");
    }

    private int closed(int end, String what) {
        if (end >= text.length()) {
            throw new IllegalArgumentException(what + " has no end");
        }
        return end + 1;
    }
}
