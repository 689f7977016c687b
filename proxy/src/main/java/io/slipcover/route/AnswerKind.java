package io.slipcover.route;

/** Where documents stand in an answer. */
public enum AnswerKind {
    /** A document alone, or an array of revisions: {@code GET /db/doc}, also with {@code open_revs}. */
    DOCUMENT,
    /** {@code _all_docs}, a view, their {@code queries} forms. */
    ROWS,
    /** {@code _changes}, the normal and the longpoll feed. */
    CHANGES,
    /** {@code _changes}, one change a line, for as long as the client listens. */
    CONTINUOUS_CHANGES,
    /** {@code _bulk_get}. */
    BULK_GET
}
