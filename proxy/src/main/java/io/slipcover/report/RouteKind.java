package io.slipcover.report;

/** The kinds of requests that are counted and logged apart. */
public enum RouteKind {
    /** The request's head could not be served at all. */
    NONE("none"),
    /** No document goes through: databases, attachments, views without documents, CouchDB's own paths. */
    OTHER("other"),
    PREFLIGHT("preflight"),
    /** A deletion, a copy or an attachment. */
    REVISION("revision"),
    DOCUMENT("document"),
    ROWS("rows"),
    /** A feed of changes without the documents, in any form. */
    BARE_CHANGES("bare_changes"),
    CHANGES("changes"),
    CONTINUOUS_CHANGES("continuous_changes"),
    EVENT_SOURCE_CHANGES("event_source_changes"),
    SEARCH("search"),
    BULK_GET("bulk_get"),
    FIND("find"),
    EXPLAIN("explain"),
    INDEX("index"),
    SELECTED_CHANGES("selected_changes"),
    WRITE_DOCUMENT("write_document"),
    WRITE_PARTS("write_parts"),
    WRITE_FORM("write_form"),
    BULK_DOCS("bulk_docs"),
    DESIGN_FUNCTION("design_function"),
    REWRITE("rewrite");

    private final String label;

    RouteKind(String label) {
        this.label = label;
    }

    /** What metrics and logs call the kind. */
    public String label() {
        return label;
    }
}
