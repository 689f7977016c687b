package io.slipcover.exchange;

import io.slipcover.document.ReleaseView;
import io.slipcover.document.UnshowableException;
import io.slipcover.envelope.Entry;
import io.slipcover.envelope.EntryHandler;
import io.slipcover.envelope.EntryOutcome;
import io.slipcover.json.JsonObject;

/**
 * Makes views of stored documents.
 *
 * @param leavesOut whether one that cannot be shown is left out, instead of said to be so
 */
public record DocumentViewer(ReleaseView view, boolean leavesOut) implements EntryHandler {
    private static final String ERROR = "migration_failed";

    @Override
    public EntryOutcome document(Entry entry, byte[] bytes, int from, int to) {
        return view(entry.document());
    }

    /** The view of the stored document at [from, to), that it is left out, or why it cannot be shown. */
    public EntryOutcome view(byte[] bytes, int from, int to) {
        return view(JsonObject.ofValidated(bytes, from, to));
    }

    private EntryOutcome view(JsonObject stored) {
        try {
            return EntryOutcome.replaced(view.view(stored));
        } catch (UnshowableException exception) {
            return leavesOut ? EntryOutcome.leftOut() : EntryOutcome.failed(ERROR, exception.reason());
        } catch (RuntimeException exception) {
            // Whatever it was, the stored shape must not leave.
            return EntryOutcome.failed(ERROR, LensFailure.reason(view, exception));
        }
    }
}
