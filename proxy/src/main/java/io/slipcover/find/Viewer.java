package io.slipcover.find;

import io.slipcover.envelope.EntryOutcome;
import io.slipcover.envelope.ExceededLimit;
import org.jspecify.annotations.Nullable;

/** Makes views of stored documents. */
@FunctionalInterface
interface Viewer {
    /**
     * The view of the stored document at [from, to), the word that it is left out, or the reason why it cannot be shown.
     *
     * @param exceeded the limit that the document exceeds, or null
     */
    EntryOutcome view(byte[] bytes, int from, int to, @Nullable ExceededLimit exceeded);
}
