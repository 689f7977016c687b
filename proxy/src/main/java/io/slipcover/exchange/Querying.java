package io.slipcover.exchange;

import io.slipcover.document.ReleaseView;
import io.slipcover.route.Route;

/** What is done with the bodies of queries. */
record Querying(Site site, ReleaseView view, AsClient asClient) {
    RequestSide side(Route route, ReleaseHeaders releaseHeaders, BodyDecoder decoder) {
        if (route instanceof Route.Find) {
            return new FindExchange(
                    asClient,
                    decoder,
                    view,
                    site.releases().of(site.catalog().store()).view(),
                    new DocumentViewer(view, site.skipsUnshowable()),
                    releaseHeaders,
                    site.limits(),
                    site.sortLimits());
        }
        if (route instanceof Route.Explain) {
            return new ExplainExchange(asClient, decoder, view);
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
                    site.envelopes(),
                    site.limits());
        }
        decoder.close();
        throw new IllegalArgumentException("a route without documents: " + route);
    }
}
