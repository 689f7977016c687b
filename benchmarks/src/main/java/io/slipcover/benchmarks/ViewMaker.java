package io.slipcover.benchmarks;

import io.slipcover.document.ReleaseView;
import io.slipcover.envelope.Entry;
import io.slipcover.envelope.EntryHandler;
import io.slipcover.envelope.EntryOutcome;
import io.slipcover.onepass.OnePassView;
import io.slipcover.onepass.PlanMaker;

/** A maker of views, as the proxy's own handler is, without reports and metrics. */
public record ViewMaker(ReleaseView view) implements EntryHandler, OnePassView {
    @Override
    public EntryOutcome decide(Entry entry) {
        return EntryOutcome.replaced(view.view(entry.document()));
    }

    @Override
    public OnePassView onePass() {
        return this;
    }

    @Override
    public PlanMaker planMaker() {
        return view;
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public void took(int way) {
        // Nobody counts here.
    }
}
