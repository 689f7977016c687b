package io.slipcover.report;

/** A matter that is counted as a whole, without parts that are counted apart. */
public enum Tally {
    EDITS_WITHOUT_BASE(
            "slipcover_edits_without_base",
            "Replicated edits that were stored without a base, since the database has no revision of the document."),
    TOMBSTONES_SHOWN_BARE(
            "slipcover_tombstones_shown_bare",
            "Times that a deletion was shown without its members, since they could not be led to the client's shape."),
    TOMBSTONES_STORED_BARE(
            "slipcover_tombstones_stored_bare",
            "Deletions that were stored without their members, since they could not be led up."),
    UNMATCHED(
            "slipcover_writes_not_matching_schema",
            "Written documents that do not match the JSON Schema of their version, stored or refused."),
    QUARANTINED(
            "slipcover_documents_quarantined",
            "Replicated revisions that went to the quarantine database, each try counted."),
    BASE_LOOKUPS("slipcover_base_lookups", "Questions to CouchDB for the bases of edits; one may ask for many."),
    BASES_FOUND("slipcover_bases_found", "Bases of edits that CouchDB had."),
    BASES_MISSING("slipcover_bases_missing", "Bases of edits that CouchDB did not have."),
    RELOADS("slipcover_reloads", "Times that the configuration was read again and taken."),
    FAILED_RELOADS(
            "slipcover_failed_reloads",
            "Times that the configuration was read again and not taken, because it has mistakes."),
    OUT_OF_MEMORY("slipcover_out_of_memory", "Requests that ended because the memory did not suffice for them.");

    private final String metric;
    private final String help;

    Tally(String metric, String help) {
        this.metric = metric;
        this.help = help;
    }

    /** The name, as {@link Family#name}. */
    public String metric() {
        return metric;
    }

    /** A sentence that says what is counted. */
    public String help() {
        return help;
    }
}
