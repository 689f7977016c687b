package io.slipcover.envelope;

/** How a kind of answer says that one of its documents cannot be shown. */
enum FailureForm {
    /** {@code "doc":null,"error":…,"reason":…}, in rows and changes. */
    BESIDE_DOCUMENT,
    /** {@code {"error":{"id","rev","error","reason"}}} in place of the entry, in {@code _bulk_get}. */
    INSTEAD_OF_ENTRY,
    /** Not within the answer: by {@link EntryFailedException}. */
    INSTEAD_OF_ANSWER
}
