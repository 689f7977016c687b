package io.slipcover.report;

/** The matter of a report about one document: what Slipcover could not do with the document, or did in a way that loses something. */
public enum Matter {
    NOT_SHOWN("not shown", "a document cannot be shown", false),
    NOT_STORED("not stored", "a document was not stored", true),
    WITHOUT_BASE("stored without base", "an edit has no base", true),
    SHOWN_BARE("shown as a bare tombstone", "a deletion was shown without its members", false),
    STORED_BARE("stored as a bare tombstone", "a deletion was stored without its members", true),
    QUARANTINED("in quarantine", "a document went to the quarantine", false);

    private final String direction;
    private final String message;

    /** Whether the matter is over once the document is stored well. Otherwise it is over once the document is shown well. */
    private final boolean written;

    Matter(String direction, String message, boolean written) {
        this.direction = direction;
        this.message = message;
        this.written = written;
    }

    /** The matter in a few words, as the list of stuck documents tells it. */
    String direction() {
        return direction;
    }

    /** The matter in the log. */
    String message() {
        return message;
    }

    boolean isOverWhenStored() {
        return written;
    }

    boolean isOverWhenShown() {
        return !written;
    }
}
