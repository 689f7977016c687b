package io.slipcover.exchange;

import io.netty.buffer.ByteBufAllocator;
import io.slipcover.document.ReleaseView;
import io.slipcover.route.Route;

/** What is done with the bodies of queries. */
record Querying(Site site, ReleaseView view, AsClient asClient) {
    RequestSide side(Route route, ReleaseHeaders releaseHeaders, BodyDecoder decoder, ByteBufAllocator allocator) {
        if (route instanceof Route.Find) {
            return new FindExchange(
                    asClient,
                    decoder,
                    view,
                    new DocumentViewer(view, site.skipsUnshowable()),
                    releaseHeaders,
                    site.limits(),
                    site.sortLimits(),
                    new BufferSink(allocator));
        }
        decoder.close();
        throw new IllegalArgumentException("a route without documents: " + route);
    }
}
