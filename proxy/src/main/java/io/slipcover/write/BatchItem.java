package io.slipcover.write;

import io.slipcover.document.BaseChoice;
import io.slipcover.envelope.WrittenDocument;
import io.slipcover.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * One document of a batch, while it is decided what is sent in its place.
 *
 * @param id its own, null where it has none
 * @param newEdits how it is read: as an edit, or as a revision of another replica
 * @param choice what base it has
 * @param question the place of its question in the look-up; negative: there is none
 */
record BatchItem(
        WrittenDocument document,
        JsonObject written,
        @Nullable String id,
        boolean newEdits,
        BaseChoice choice,
        int question) {}
