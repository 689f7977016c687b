package io.slipcover.find;

import io.slipcover.document.ReleaseView;
import io.slipcover.envelope.EnvelopeLimits;
import io.slipcover.envelope.Envelopes;
import io.slipcover.exchange.BodyDecoder;
import io.slipcover.exchange.DocumentViewer;
import io.slipcover.exchange.RequestSide;
import io.slipcover.question.AsClient;
import io.slipcover.release.ReleaseHeaders;
import io.slipcover.route.Route;

/**
 * What is done with the bodies of queries.
 *
 * @param view what the client sees
 * @param store what clients of the store's release see
 * @param skipsUnshowable whether a document that cannot be shown is left out of a {@code _find}, instead of said to be so
 */
public record Querying(
        AsClient asClient,
        ReleaseView view,
        ReleaseView store,
        boolean skipsUnshowable,
        SortLimits sortLimits,
        EnvelopeLimits limits,
        Envelopes envelopes) {
    public RequestSide side(Route route, ReleaseHeaders releaseHeaders, BodyDecoder decoder) {
        if (route instanceof Route.Find) {
            return new FindExchange(
                    asClient,
                    decoder,
                    view,
                    store,
                    new DocumentViewer(view, skipsUnshowable),
                    releaseHeaders,
                    limits,
                    sortLimits);
        }
        if (route instanceof Route.Explain) {
            return new ExplainExchange(asClient, decoder, view, store);
        }
        if (route instanceof Route.IndexCreation) {
            return new IndexCreation(asClient, decoder, view);
        }
        if (route instanceof Route.SelectedChanges changes) {
            return new SelectedChanges(
                    changes.answer(),
                    asClient,
                    decoder,
                    view,
                    new DocumentViewer(view, false),
                    releaseHeaders,
                    envelopes,
                    limits);
        }
        decoder.close();
        throw new IllegalArgumentException("a route without documents: " + route);
    }
}
