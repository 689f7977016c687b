package io.slipcover.design;

import java.util.Locale;

/** The kinds of functions that get documents. The engine has a function for each, which calls the original one with the view. */
enum FunctionKind {
    /** Maps a document to rows, or indexes it for a search. */
    MAP,
    FILTER,
    VALIDATE,
    UPDATE,
    SHOW,
    /** Makes a text of rows, in which there may be documents. It asks for rows by the name {@code getRow}. */
    LIST {
        @Override
        String call(String engine, FunctionText original) {
            return engine + ".list(this, function (getRow) {\nreturn " + original.expression()
                    + ";\n}, getRow, arguments)";
        }
    };

    /**
     * The expression that calls a function with the view of what the function around the expression gets.
     *
     * @param engine the expression for the engine's module
     */
    String call(String engine, FunctionText original) {
        return engine + "." + name().toLowerCase(Locale.ROOT) + "(this, " + original.expression() + ", arguments)";
    }
}
