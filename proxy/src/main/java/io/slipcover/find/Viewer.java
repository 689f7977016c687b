package io.slipcover.find;

import io.slipcover.envelope.EntryOutcome;

/** Makes views of stored documents. */
@FunctionalInterface
interface Viewer {
    /** The view of the stored document at [from, to), that it is left out, or why it cannot be shown. */
    EntryOutcome view(byte[] bytes, int from, int to);
}
