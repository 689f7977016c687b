package io.slipcover.design;

import io.slipcover.design.ScriptTokens.Kind;
import io.slipcover.design.ScriptTokens.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The text of a design document's function, as an expression that another function can call. CouchDB takes a text for what its last
 * expression gives: mostly one function without a name, but other statements may stand around the function. They go along.
 *
 * @param before the statements before the function, to the letter
 * @param function the function, to the letter
 * @param behind the statements behind the function, to the letter
 */
record FunctionText(String before, String function, String behind) {
    /** The words with which statements begin that give no value. */
    private static final Set<String> STATEMENTS = Set.of(
            "var", "let", "const", "if", "for", "while", "do", "switch", "try", "throw", "class", "return", "with",
            "import", "export");

    /**
     * A statement, and what it is.
     *
     * @param first the index of its first token
     * @param end the index behind its last token
     */
    private record Statement(Form form, int first, int end) {}

    private enum Form {
        /** A function without a name. */
        FUNCTION,
        /** A function with a name, which gives no value where it stands alone. */
        DECLARATION,
        /** Anything else that gives a value. */
        EXPRESSION,
        /** What gives no value. */
        OTHER
    }

    /**
     * Reads the text of a function.
     *
     * @throws IllegalArgumentException where the text has a form that nobody has met in a design document
     */
    static FunctionText parse(String text) {
        List<Token> tokens = ScriptTokens.of(text);
        List<Statement> statements = statements(tokens);
        Statement function = function(statements);
        int from = tokens.get(function.first()).from();
        int to = tokens.get(function.end() - 1).to();
        if (statements.size() > 1) {
            return new FunctionText(text.substring(0, from), text.substring(from, to), text.substring(to));
        }
        return new FunctionText("", function.end() == tokens.size() ? text : text.substring(0, to), "");
    }

    /** The statement that gives the text its value: the last that gives one. */
    private static Statement function(List<Statement> statements) {
        for (int index = statements.size() - 1; index >= 0; index--) {
            Form form = statements.get(index).form();
            if (form == Form.FUNCTION || form == Form.EXPRESSION) {
                return statements.get(index);
            }
        }
        if (statements.size() == 1 && statements.get(0).form() == Form.DECLARATION) {
            return statements.get(0);
        }
        throw new IllegalArgumentException("expected a function");
    }

    private static List<Statement> statements(List<Token> tokens) {
        List<Statement> statements = new ArrayList<>();
        int at = 0;
        while (at < tokens.size()) {
            if (tokens.get(at).is(";")) {
                at++;
                continue;
            }
            Statement next = statement(tokens, at);
            statements.add(next);
            at = next.end();
        }
        return statements;
    }

    private static Statement statement(List<Token> tokens, int first) {
        int named = isFunction(tokens, first) && isWord(tokens, first + 1) ? 1 : 0;
        if (isFunction(tokens, first)
                && isKind(tokens, first + named + 1, Kind.ROUND)
                && isKind(tokens, first + named + 2, Kind.CURLY)) {
            int end = first + named + 3;
            if (named == 1) {
                return new Statement(Form.DECLARATION, first, end);
            }
            if (end == tokens.size() || tokens.get(end).is(";") || isWord(tokens, end)) {
                return new Statement(Form.FUNCTION, first, end);
            }
        }
        int end = first + 1;
        while (end < tokens.size() && !tokens.get(end).is(";") && !beginsBehindValue(tokens, end)) {
            end++;
        }
        Token begin = tokens.get(first);
        boolean gives = begin.kind() != Kind.CURLY && !(begin.kind() == Kind.WORD && STATEMENTS.contains(begin.text()));
        return new Statement(gives ? Form.EXPRESSION : Form.OTHER, first, end);
    }

    /** Whether a function begins where no value may follow, so that a new statement begins there. */
    private static boolean beginsBehindValue(List<Token> tokens, int at) {
        return isFunction(tokens, at)
                && tokens.get(at - 1).mayEndValue()
                && !tokens.get(at - 1).is("async");
    }

    private static boolean isFunction(List<Token> tokens, int at) {
        return isWord(tokens, at) && tokens.get(at).is("function");
    }

    private static boolean isWord(List<Token> tokens, int at) {
        return isKind(tokens, at, Kind.WORD);
    }

    private static boolean isKind(List<Token> tokens, int at, Kind kind) {
        return at < tokens.size() && tokens.get(at).kind() == kind;
    }

    /** The function as an expression in brackets. */
    String expression() {
        String alone = "(\n" + function + "\n)";
        return before.isEmpty() && behind.isEmpty()
                ? alone
                : "(function () {\n" + before + "\nreturn " + alone + ";\n" + behind + "\n})()";
    }
}
