package io.slipcover.route;

/** The kinds of answers, by where documents stand in them. */
public enum AnswerKind {
    /** A document alone, or an array of revisions: {@code GET /db/doc}, also with {@code open_revs}. */
    DOCUMENT,
    /** {@code _all_docs}, a view, their {@code queries} forms. */
    ROWS,
    /** {@code _changes}, the normal and the longpoll feed. */
    CHANGES,
    /** {@code _changes}, one change a line, for as long as the client listens. */
    CONTINUOUS_CHANGES,
    /** {@code _changes} as server-sent events. */
    EVENT_SOURCE_CHANGES,
    /** {@code _search} and {@code _nouveau}: rows or hits, also in groups. */
    SEARCH_RESULTS,
    /** {@code _bulk_get}. */
    BULK_GET
}
