package io.slipcover.route;

import io.slipcover.report.RouteKind;

/** The kinds of answers, by where documents stand in them. */
public enum AnswerKind {
    /** A document alone, or an array of revisions: {@code GET /db/doc}, also with {@code open_revs}. */
    DOCUMENT(RouteKind.DOCUMENT),
    /** {@code _all_docs}, a view, their {@code queries} forms. */
    ROWS(RouteKind.ROWS),
    /** {@code _changes}, the normal and the longpoll feed. */
    CHANGES(RouteKind.CHANGES),
    /** {@code _changes}, one change a line, for as long as the client listens. */
    CONTINUOUS_CHANGES(RouteKind.CONTINUOUS_CHANGES),
    /** {@code _changes} as server-sent events. */
    EVENT_SOURCE_CHANGES(RouteKind.EVENT_SOURCE_CHANGES),
    /** {@code _search} and {@code _nouveau}: rows or hits, also in groups. */
    SEARCH_RESULTS(RouteKind.SEARCH),
    /** {@code _bulk_get}. */
    BULK_GET(RouteKind.BULK_GET);

    private final RouteKind kind;

    AnswerKind(RouteKind kind) {
        this.kind = kind;
    }

    /** What metrics and logs call requests for such an answer. */
    RouteKind kind() {
        return kind;
    }
}
