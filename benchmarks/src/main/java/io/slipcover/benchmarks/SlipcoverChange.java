package io.slipcover.benchmarks;

import io.slipcover.envelope.EntryHandler;
import io.slipcover.envelope.Envelope;
import io.slipcover.envelope.EnvelopeLimits;
import io.slipcover.envelope.Envelopes;
import io.slipcover.onepass.AnswerReading;

/** What the proxy does with the answer to a {@code GET} of one document. */
final class SlipcoverChange implements DocumentChange {
    private final Envelopes envelopes = new Envelopes(EnvelopeLimits.DEFAULT, AnswerReading.TRUSTED);
    private final EntryHandler viewer;

    SlipcoverChange(int versions) {
        viewer = viewer(versions);
    }

    /** Leads each document to the version that is so many behind, as the proxy's own handler does. */
    static EntryHandler viewer(int versions) {
        return new ViewMaker(SampleSchema.view(versions));
    }

    @Override
    public void write(byte[] document, Output out) {
        Envelope envelope = envelopes.document(viewer);
        envelope.feed(document, 0, document.length, out);
        envelope.end(out);
    }
}
