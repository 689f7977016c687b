package io.slipcover.exchange;

import io.slipcover.document.BareTombstones;
import io.slipcover.document.Obstacle;
import io.slipcover.document.ReleaseView;
import io.slipcover.document.UnshowableException;
import io.slipcover.document.WayCounter;
import io.slipcover.envelope.Entry;
import io.slipcover.envelope.EntryHandler;
import io.slipcover.envelope.EntryOutcome;
import io.slipcover.envelope.ExceededLimit;
import io.slipcover.json.JsonObject;
import io.slipcover.json.Room;
import io.slipcover.onepass.OnePassView;
import io.slipcover.onepass.PlanMaker;
import io.slipcover.report.ClientReports;
import org.jspecify.annotations.Nullable;

/**
 * The maker of views of stored documents. Slipcover learns here, and nowhere else, which documents cannot be shown. So operators learn it
 * from here, too.
 *
 * @param reports tells operators which documents cannot be shown
 * @param viewed counts the documents that are shown
 * @param leavesOut whether a document that cannot be shown is left out, instead of said to be so
 * @param room room for what a lens makes of a document in between
 */
public record DocumentViewer(ReleaseView view, ClientReports reports, WayCounter viewed, boolean leavesOut, Room room)
        implements EntryHandler, OnePassView, BareTombstones {
    private static final String ERROR = "migration_failed";
    private static final String TOO_LARGE = "document_too_large";

    /** A maker of views that counts what it shows in the client's reports. */
    public DocumentViewer(ReleaseView view, ClientReports reports, boolean leavesOut, Room room) {
        this(view, reports, reports.counts().views(view), leavesOut, room);
    }

    @Override
    public void took(int way) {
        viewed.took(way);
    }

    @Override
    public OnePassView onePass() {
        return this;
    }

    @Override
    public PlanMaker planMaker() {
        return view;
    }

    /** {@inheritDoc} They may, unless operators are to learn that a document can be shown again. */
    @Override
    public boolean isOpen() {
        return !reports.awaitsShown();
    }

    @Override
    public EntryOutcome decide(Entry entry) {
        return view(entry.document(), entry.exceeded());
    }

    /**
     * The view of the stored document at [from, to), the word that it is left out, or the reason why it cannot be shown.
     *
     * @param exceeded the limit that the document exceeds, or null
     */
    public EntryOutcome view(byte[] bytes, int from, int to, @Nullable ExceededLimit exceeded) {
        return view(JsonObject.ofValidated(bytes, from, to), exceeded);
    }

    private EntryOutcome view(JsonObject stored, @Nullable ExceededLimit exceeded) {
        long working = exceeded == null ? view.memoryToLead(stored) : 0;
        room.take(working);
        try {
            return decide(stored, exceeded);
        } finally {
            room.giveBack(working);
        }
    }

    private EntryOutcome decide(JsonObject stored, @Nullable ExceededLimit exceeded) {
        try {
            String tooOld = view.tooOld(stored);
            if (tooOld != null) {
                reports.tooOld(stored, tooOld);
            }
            JsonObject shown = exceeded == null
                    ? view.view(stored, this)
                    : view.viewOfExceeding(stored, exceeded.isWhole(), exceeded.reason(), this);
            if (shown == stored) { // A tombstone that lost its members is another object.
                reports.shown(shown);
            }
            return EntryOutcome.replaced(shown);
        } catch (UnshowableException exception) {
            reports.notShown(stored, exception.obstacle());
            if (exception.isNewer()) {
                reports.metNewerVersion();
            }
            boolean tooLarge = exceeded != null && !exceeded.isWhole();
            return leavesOut
                    ? EntryOutcome.leftOut()
                    : EntryOutcome.failed(tooLarge ? TOO_LARGE : ERROR, exception.reason());
        } catch (RuntimeException | StackOverflowError exception) {
            // Whatever it was, the stored shape must not leave.
            Obstacle obstacle = Obstacle.ofFailure(exception);
            if (reports.notShown(stored, obstacle)) {
                reports.lensFailed(exception);
            }
            return EntryOutcome.failed(ERROR, obstacle.problem());
        }
    }

    @Override
    public void madeBare(JsonObject tombstone, Obstacle obstacle) {
        reports.shownBare(tombstone, obstacle);
    }
}
