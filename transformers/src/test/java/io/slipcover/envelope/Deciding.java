package io.slipcover.envelope;

import java.util.function.Function;

/** A handler that is asked about all entries. */
record Deciding(Function<Entry, EntryOutcome> decision) implements EntryHandler {
    @Override
    public EntryOutcome decide(Entry entry) {
        return decision.apply(entry);
    }

    @Override
    public EntryInterest interest() {
        return EntryInterest.ALL;
    }
}
