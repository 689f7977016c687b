package io.slipcover.exchange;

import io.slipcover.document.ReleaseView;
import io.slipcover.document.UnshowableException;
import io.slipcover.envelope.Entry;
import io.slipcover.envelope.EntryHandler;
import io.slipcover.envelope.EntryOutcome;
import io.slipcover.json.JsonObject;
import io.slipcover.upstream.Unquoted;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes views of stored documents.
 *
 * @param leavesOut whether one that cannot be shown is left out, instead of said to be so
 */
record DocumentViewer(ReleaseView view, boolean leavesOut) implements EntryHandler {
    private static final Logger LOGGER = LoggerFactory.getLogger(DocumentViewer.class);
    private static final String ERROR = "migration_failed";

    @Override
    public EntryOutcome document(Entry entry, byte[] bytes, int from, int to) {
        return view(entry.document());
    }

    /** The view of the stored document at [from, to), that it is left out, or why it cannot be shown. */
    EntryOutcome view(byte[] bytes, int from, int to) {
        return view(JsonObject.ofValidated(bytes, from, to));
    }

    private EntryOutcome view(JsonObject stored) {
        try {
            return EntryOutcome.replaced(view.view(stored));
        } catch (UnshowableException exception) {
            return leavesOut ? EntryOutcome.leftOut() : EntryOutcome.failed(ERROR, exception.reason());
        } catch (RuntimeException exception) {
            // A lens that fails in a way of its own: whatever it was, the stored shape must not leave.
            LOGGER.atError()
                    .addKeyValue("release", view.release().name())
                    .setCause(Unquoted.of(exception))
                    .log("a lens failed unexpectedly");
            return EntryOutcome.failed(
                    ERROR, "unexpected: " + exception.getClass().getSimpleName());
        }
    }
}
