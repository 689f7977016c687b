package io.slipcover.envelope;

import org.jspecify.annotations.Nullable;

/**
 * An entry as a test writes it down: a document by its id and its one revision.
 *
 * @param document the document's text, or null for none
 */
record WrittenEntry(
        String id,
        String revision,
        boolean deleted,
        String sequence,
        @Nullable String document) {
    static WrittenEntry of(String id) {
        String revision = "1-" + id;
        return new WrittenEntry(id, revision, false, "\"5-" + id + "\"", document(id, revision, 1));
    }

    static String document(String id, String revision, int value) {
        return "{\"_id\":\"" + id + "\",\"_rev\":\"" + revision + "\",\"v\":" + value + "}";
    }

    WrittenEntry withDocument(@Nullable String other) {
        return new WrittenEntry(id, revision, deleted, sequence, other);
    }

    /** {@code ,"doc":…}, or nothing. */
    String doc() {
        return document == null ? "" : ",\"doc\":" + document;
    }
}
