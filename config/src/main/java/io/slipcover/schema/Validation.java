package io.slipcover.schema;

/** What the proxy does with a written document that does not match the schema of its version. */
public enum Validation {
    /** Nothing: nobody looks. */
    OFF,
    /** It says so in the log and in the metrics. */
    REPORT,
    /** It refuses the document. */
    REJECT
}
