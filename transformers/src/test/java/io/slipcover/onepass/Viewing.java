package io.slipcover.onepass;

import io.slipcover.document.BareTombstones;
import io.slipcover.document.Obstacle;
import io.slipcover.document.ReleaseView;
import io.slipcover.document.UnshowableException;
import io.slipcover.envelope.Entry;
import io.slipcover.envelope.EntryHandler;
import io.slipcover.envelope.EntryOutcome;
import io.slipcover.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** A maker of views as the proxy has it, which notes what it hears of documents. */
final class Viewing implements EntryHandler, BareTombstones, OnePassView {
    private final ReleaseView view;
    private final boolean leavesOut;

    /** What was heard, in order. */
    final List<String> heard = new ArrayList<>();

    /** Whether documents may pass. */
    boolean open = true;

    /** How often somebody wanted to know that. */
    int openAsked;

    /** Who makes the plans. */
    PlanMaker maker;

    /** How many documents this was asked about. */
    int asked;

    Viewing(ReleaseView view, boolean leavesOut) {
        this.view = view;
        this.maker = view;
        this.leavesOut = leavesOut;
    }

    @Override
    public EntryOutcome decide(Entry entry) {
        asked++;
        try {
            return EntryOutcome.replaced(
                    entry.exceeded() == null
                            ? view.view(entry.document(), this)
                            : view.viewOfExceeding(
                                    entry.document(),
                                    entry.exceeded().isWhole(),
                                    entry.exceeded().reason(),
                                    this));
        } catch (UnshowableException exception) {
            heard.add(exception.reason());
            return leavesOut ? EntryOutcome.leftOut() : EntryOutcome.failed("failed", exception.reason());
        }
    }

    @Override
    public OnePassView onePass() {
        return this;
    }

    @Override
    public PlanMaker planMaker() {
        return maker;
    }

    @Override
    public boolean isOpen() {
        openAsked++;
        return open;
    }

    @Override
    public void took(int way) {
        heard.add("way " + way);
    }

    @Override
    public void madeBare(JsonObject tombstone, Obstacle obstacle) {
        heard.add("bare " + tombstone + " " + obstacle);
    }
}
