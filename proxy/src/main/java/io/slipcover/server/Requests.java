package io.slipcover.server;

import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.AsciiString;
import io.slipcover.dispatch.Dispatcher;
import io.slipcover.dispatch.ProxyConfiguration;
import io.slipcover.exchange.Client;
import io.slipcover.exchange.Exchange;
import io.slipcover.report.Reports;
import io.slipcover.report.RequestRecord;
import java.net.InetAddress;
import java.util.function.Supplier;

/**
 * Where requests of all connections begin, whichever HTTP they speak. Each begins with the configuration of its moment.
 *
 * @param configurations gives the configuration
 */
record Requests(Supplier<ProxyConfiguration> configurations) {
    private static final AsciiString TRACEPARENT = AsciiString.cached("traceparent");

    /** The exchange for a request, which the caller begins. */
    Exchange dispatch(Client client, Peer peer, HttpRequest request) {
        ProxyConfiguration configuration = configurations.get();
        RequestRecord record = client.record();
        record.begin();
        if (record.isLogged()) {
            record.asked(
                    request.method().name(),
                    peer.address().text(),
                    request.headers().get(TRACEPARENT));
        }
        InetAddress from = peer.address().address();
        Exchange begun =
                Dispatcher.dispatch(configuration, client, from != null && configuration.trusts(from), request);
        if (begun.isLasting()) {
            record.feed();
        }
        return begun;
    }

    /** Tells operators of an exchange that failed in a way that nobody has foreseen. */
    void failed(Throwable cause) {
        Reports reports = configurations.get().reports();
        if (cause instanceof OutOfMemoryError) {
            reports.outOfMemory();
        } else {
            reports.faults().unexpected("an exchange failed unexpectedly", cause);
        }
    }
}
