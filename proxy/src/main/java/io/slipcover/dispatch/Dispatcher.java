package io.slipcover.dispatch;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.slipcover.config.ClientVersionRules.PathPrefix;
import io.slipcover.exchange.AnswerSide;
import io.slipcover.exchange.Client;
import io.slipcover.exchange.ClientCertificate;
import io.slipcover.exchange.Exchange;
import io.slipcover.exchange.Gzip;
import io.slipcover.exchange.HopByHop;
import io.slipcover.exchange.OwnAnswer;
import io.slipcover.exchange.Plan;
import io.slipcover.exchange.RefusedRequest;
import io.slipcover.memory.HeldMemory;
import io.slipcover.release.EntityTags;
import io.slipcover.report.Fault;
import io.slipcover.route.MethodOverride;
import io.slipcover.route.Route;
import io.slipcover.route.Target;
import io.slipcover.upstream.ClientIdentity;
import io.slipcover.upstream.Upstreams;

/**
 * The dispatcher of requests. It changes a request's head into a head for CouchDB, has a plan made for the request, and
 * makes an exchange of the plan.
 */
public final class Dispatcher {
    /** The answer to {@code GET /_up} while the program is about to end. */
    private static final OwnAnswer LEAVING = OwnAnswer.later("Slipcover is about to end: go elsewhere");

    private Dispatcher() {}

    /**
     * The exchange for a request, not begun yet. Every exchange passes here.
     *
     * @param trusted whether the client is a proxy whose {@code X-Forwarded-*} headers are believed
     * @param request the head as the client sent it; the exchange may change it
     */
    public static Exchange dispatch(
            ProxyConfiguration configuration, Client client, boolean trusted, HttpRequest request) {
        HeldMemory memory = configuration.reports().memory().open();
        Upstreams upstreams = upstreams(configuration, client, trusted, request.headers());
        Plan plan = plan(configuration, client, upstreams, memory, trusted, request);
        return new Exchange(client, upstreams, memory, plan);
    }

    /** The nodes in the order of the one who sent these headers. */
    private static Upstreams upstreams(
            ProxyConfiguration configuration, Client client, boolean trusted, HttpHeaders headers) {
        Upstreams all = configuration.upstreams();
        if (!all.isChoice()) {
            return all;
        }
        return all.of(ClientIdentity.of(
                headers, () -> Forwarded.origin(headers, client.address(), trusted, configuration::trusts)));
    }

    private static Plan plan(
            ProxyConfiguration configuration,
            Client client,
            Upstreams upstreams,
            HeldMemory memory,
            boolean trusted,
            HttpRequest request) {
        String method = request.method().name();
        String meant = MethodOverride.take(method, request.headers());
        if (!meant.equals(method)) {
            request.setMethod(HttpMethod.valueOf(meant));
        }
        OwnAnswer nonsense =
                UnservableHead.in(request, configuration.limitsAsTold().head());
        if (nonsense != null) {
            configuration.reports().faults().tell(Fault.ofClient("a request's head was refused", nonsense.reason()));
            return refusal(client, request, nonsense);
        }
        HttpHeaders headers = request.headers();
        HopByHop.remove(headers, configuration.clientVersion().header());
        HostHeader.follow(request.uri(), headers);
        Forwarded.apply(headers, client.address(), client.isSecure(), trusted);
        ClientCertificate certificate = client.certificate();
        if (certificate != null) {
            certificate.apply(headers);
        }
        HttpVersion version = request.protocolVersion();
        if (!version.equals(HttpVersion.HTTP_1_1)) {
            speakVersion11(request);
        }
        request.setUri(Target.asciiOnly(Target.originForm(request.uri())));
        PathPrefix prefix = configuration.clientVersion().prefix(request.uri()).orElse(null);
        if (prefix != null) {
            request.setUri(prefix.rest());
            Forwarded.prefixed(headers, prefix.text());
        }
        Target target = Target.parse(request.uri());
        if (client.isToGoElsewhere() && target.asksWhetherUp()) {
            return new Plan(request, false, null, null, new RefusedRequest(LEAVING), AnswerSide.verbatim());
        }
        Route route = configuration.router().route(meant, target, headers);
        client.record().route(route.kind(), target.database());
        EntityTags.plainIfMatch(headers);
        Gzip gzip = configuration.compresses() ? Gzip.of(meant, version, target, headers, memory.buffers()) : null;
        return route.accept(new Planner(configuration, client, upstreams, memory, request, target, prefix))
                .with(gzip);
    }

    /** The plan for a head that cannot be read. Nobody can read anything else on that connection. */
    private static Plan refusal(Client client, HttpRequest request, OwnAnswer nonsense) {
        request.headers().clear(); // They are nobody's any more, and may be many.
        client.endAfterThis();
        return new Plan(request, false, null, null, new RefusedRequest(nonsense), AnswerSide.verbatim());
    }

    private static void speakVersion11(HttpRequest request) {
        request.setProtocolVersion(HttpVersion.HTTP_1_1);
        request.headers().remove(HttpHeaderNames.EXPECT);
    }
}
