package io.slipcover.find;

import io.slipcover.document.ReleaseView;
import io.slipcover.envelope.EnvelopeLimits;
import io.slipcover.envelope.Envelopes;
import io.slipcover.exchange.BodyDecoder;
import io.slipcover.exchange.DocumentViewer;
import io.slipcover.exchange.RequestSide;
import io.slipcover.question.ClientQuestions;
import io.slipcover.release.ReleaseHeaders;
import io.slipcover.report.ClientReports;
import io.slipcover.route.AnswerKind;

/**
 * The settings for the bodies of queries.
 *
 * @param view what the client sees
 * @param reports tells operators which documents cannot be shown
 * @param store what clients of the store's release see
 * @param skipsUnshowable whether a {@code _find} leaves out a document that cannot be shown, instead of saying that it cannot be shown
 */
public record Querying(
        ClientQuestions asClient,
        ReleaseView view,
        ClientReports reports,
        ReleaseView store,
        boolean skipsUnshowable,
        SortLimits sortLimits,
        EnvelopeLimits limits,
        Envelopes envelopes) {
    public RequestSide find(ReleaseHeaders releaseHeaders, BodyDecoder decoder) {
        return new FindExchange(
                asClient,
                decoder,
                view,
                store,
                new DocumentViewer(view, reports, skipsUnshowable, limits.room()),
                releaseHeaders,
                limits,
                sortLimits);
    }

    public RequestSide explain(BodyDecoder decoder) {
        return new ExplainExchange(asClient, decoder, view, store);
    }

    public RequestSide indexCreation(BodyDecoder decoder) {
        return new IndexCreation(asClient, decoder, view);
    }

    public RequestSide selectedChanges(AnswerKind kind, ReleaseHeaders releaseHeaders, BodyDecoder decoder) {
        return new SelectedChanges(
                kind,
                asClient,
                decoder,
                view,
                new DocumentViewer(view, reports, false, limits.room()),
                releaseHeaders,
                envelopes,
                limits);
    }
}
