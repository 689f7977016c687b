package io.slipcover.dispatch;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.slipcover.catalog.Release;
import io.slipcover.config.ClientVersionRules.PathPrefix;
import io.slipcover.document.ReleaseView;
import io.slipcover.document.Revision;
import io.slipcover.envelope.RelatedRequest;
import io.slipcover.exchange.AnswerSide;
import io.slipcover.exchange.BodyDecoder;
import io.slipcover.exchange.BufferSink;
import io.slipcover.exchange.Client;
import io.slipcover.exchange.ClientWishes;
import io.slipcover.exchange.Cors;
import io.slipcover.exchange.DocumentViewer;
import io.slipcover.exchange.Exchange;
import io.slipcover.exchange.HopByHop;
import io.slipcover.exchange.OwnAnswer;
import io.slipcover.exchange.PrefixedLocation;
import io.slipcover.exchange.Refused;
import io.slipcover.exchange.ReleasedAnswer;
import io.slipcover.exchange.RequestSide;
import io.slipcover.exchange.UnreadableBody;
import io.slipcover.exchange.VerbatimAnswer;
import io.slipcover.exchange.VerbatimRequest;
import io.slipcover.exchange.ViewedAnswer;
import io.slipcover.find.Querying;
import io.slipcover.question.AsClient;
import io.slipcover.release.EntityTags;
import io.slipcover.release.ReleaseChoice;
import io.slipcover.release.ReleaseHeaders;
import io.slipcover.release.ServedRelease;
import io.slipcover.route.AnswerKind;
import io.slipcover.route.DesignFunctions;
import io.slipcover.route.MethodOverride;
import io.slipcover.route.Query;
import io.slipcover.route.Route;
import io.slipcover.route.Target;
import io.slipcover.write.BatchAnswer;
import io.slipcover.write.BatchWrite;
import io.slipcover.write.DatabaseChangeAnswer;
import io.slipcover.write.DocumentUpgrade;
import io.slipcover.write.DocumentWrite;
import io.slipcover.write.FormWrite;
import io.slipcover.write.RelatedWrite;
import io.slipcover.write.Writer;
import org.jspecify.annotations.Nullable;

/** Decides from a request's head, before a byte of its body is read, what is done with it. */
public final class Dispatcher {
    private final Site site;
    private final Client client;
    private final HttpRequest request;
    private final ClientWishes wishes;

    private Dispatcher(Site site, Client client, HttpRequest request) {
        this.site = site;
        this.client = client;
        this.request = request;
        this.wishes = ClientWishes.of(request);
    }

    /**
     * The exchange for a request, not begun yet.
     *
     * @param trusted whether the client is a proxy whose {@code X-Forwarded-*} headers are believed
     * @param request the head as the client sent it; the exchange may change it
     */
    public static Exchange dispatch(Site site, Client client, boolean trusted, HttpRequest request) {
        return new Dispatcher(site, client, request).dispatch(trusted);
    }

    private Exchange dispatch(boolean trusted) {
        String method = request.method().name();
        String meant = MethodOverride.take(method, request.headers());
        if (!meant.equals(method)) {
            request.setMethod(HttpMethod.valueOf(meant));
        }
        OwnAnswer nonsense = Nonsense.in(request);
        if (nonsense != null) {
            request.headers().remove(HttpHeaderNames.ORIGIN);
            ClientWishes last = new ClientWishes(false, wishes.version10(), wishes.headOnly(), false);
            return new Exchange(
                    client, site.upstreams(), request, last, null, new Refused(nonsense), VerbatimAnswer.INSTANCE);
        }
        HttpHeaders headers = request.headers();
        HopByHop.remove(headers);
        Forwarded.apply(headers, client.address(), trusted);
        if (wishes.version10()) {
            speakVersion11();
        }
        request.setUri(Target.asciiOnly(Target.originForm(request.uri())));
        PathPrefix prefix = site.clientVersion().prefix(request.uri()).orElse(null);
        if (prefix != null) {
            request.setUri(prefix.rest());
        }
        Target target = Target.parse(request.uri());
        Route route = site.router().route(meant, target, headers);
        Exchange exchange = route.needsRelease() ? released(route, target, prefix) : unreleased(route, target, prefix);
        if (prefix != null) {
            exchange.locatedUnder(PrefixedLocation.of(prefix.text(), headers));
        }
        return target.isFeed() ? exchange.lasting() : exchange;
    }

    private void speakVersion11() {
        HttpHeaders headers = request.headers();
        request.setProtocolVersion(HttpVersion.HTTP_1_1);
        headers.remove(HttpHeaderNames.EXPECT);
        if (!headers.contains(HttpHeaderNames.HOST)) {
            headers.set(
                    HttpHeaderNames.HOST, site.upstreams().addresses().get(0).toString());
        }
    }

    private Exchange unreleased(Route route, Target target, @Nullable PathPrefix prefix) {
        if (route instanceof Route.DatabaseChange change) {
            site.bases().forget(change.database());
            return passing(null, new DatabaseChangeAnswer(site.bases(), change.database()));
        }
        if (route instanceof Route.Revised) {
            bareRevisions();
        } else if (route instanceof Route.Preflight) {
            String header = site.clientVersion().header();
            if (Cors.takeOut(request.headers(), header)) {
                return passing(null, new PreflightAnswer(header));
            }
        } else if (DesignFunctions.filter(target) != null
                && ReleaseChoice.of(site.releases(), request.headers(), prefix) instanceof ReleaseChoice.Found found) {
            noteFilter(target, found.served().release());
        }
        return passing(null, VerbatimAnswer.INSTANCE);
    }

    private Exchange released(Route route, Target target, @Nullable PathPrefix prefix) {
        String header = site.clientVersion().header();
        ReleaseChoice choice = ReleaseChoice.of(site.releases(), request.headers(), prefix);
        if (choice instanceof ReleaseChoice.None none) {
            return refused(
                    new OwnAnswer(none.status(), none.error(), none.reason(), none.headers()),
                    ReleaseHeaders.unknown(header));
        }
        ServedRelease served = ((ReleaseChoice.Found) choice).served();
        Release release = served.release();
        noteFilter(target, release);
        request.setUri(DesignFunctions.renamed(request.uri(), target, release.design()));
        bareRevisions();
        if (route instanceof Route.Mapped) {
            return mapped(served);
        }
        if (route instanceof Route.Rewritten) {
            return rewritten(served);
        }
        return translated(route, served);
    }

    /** What is no document, but made by functions of the release's own: its tags are none of another release's, as those of documents. */
    private Exchange mapped(ServedRelease served) {
        served.tags().unmarkIfNoneMatch(request.headers());
        return passing(served.headers(), new ReleasedAnswer(served.headers()));
    }

    private Exchange rewritten(ServedRelease served) {
        String store = site.catalog().store().name();
        ReleaseHeaders verbatim = served.verbatim();
        return served.release().name().equals(store)
                ? passing(verbatim, new ReleasedAnswer(verbatim))
                : refused(
                        new OwnAnswer(
                                403,
                                "forbidden",
                                "_rewrite leads to a path that CouchDB alone knows, so that it is for clients of release "
                                        + store + " only, not for those of "
                                        + served.release().name()
                                        + ": ask for that path itself"),
                        verbatim);
    }

    private void noteFilter(Target target, Release release) {
        DesignFunctions.Filter filter = DesignFunctions.filter(target);
        if (filter != null) {
            site.unmappedFilters().asked(release, filter);
        }
    }

    private Exchange translated(Route route, ServedRelease served) {
        ReleaseView view = served.view();
        ReleaseHeaders releaseHeaders = served.headers();
        if (route instanceof Route.Viewed viewed) {
            return viewed(viewed, view, served.tags(), releaseHeaders);
        }
        if (route instanceof Route.WrittenInParts document) {
            return inParts(document, view, releaseHeaders);
        }
        if (route instanceof Route.WrittenInForm form) {
            return inForm(form, view, releaseHeaders);
        }
        BodyDecoder decoder = BodyDecoder.of(request.headers());
        if (decoder == null) {
            return new Exchange(
                    client,
                    site.upstreams(),
                    request,
                    wishes,
                    releaseHeaders,
                    UnreadableBody.INSTANCE,
                    new ReleasedAnswer(releaseHeaders));
        }
        if (route instanceof Route.WrittenBatch batch) {
            return batch(batch, view, releaseHeaders, decoder);
        }
        if (route instanceof Route.WrittenDocument document) {
            return document(document, view, releaseHeaders, decoder);
        }
        return query(route, view, releaseHeaders, decoder);
    }

    private Exchange query(Route route, ReleaseView view, ReleaseHeaders releaseHeaders, BodyDecoder decoder) {
        request.headers().remove(HttpHeaderNames.ACCEPT_ENCODING);
        Querying querying = new Querying(
                asClient(),
                view,
                site.releases().of(site.catalog().store()).view(),
                site.skipsUnshowable(),
                site.sortLimits(),
                site.limits(),
                site.envelopes());
        return new Exchange(
                client,
                site.upstreams(),
                request,
                wishes,
                releaseHeaders,
                querying.side(route, releaseHeaders, decoder),
                new ReleasedAnswer(releaseHeaders));
    }

    private Exchange document(
            Route.WrittenDocument route, ReleaseView view, ReleaseHeaders releaseHeaders, BodyDecoder decoder) {
        return writing(new DocumentWrite(upgrade(route.database(), route.id(), view), decoder), releaseHeaders);
    }

    private Exchange inParts(Route.WrittenInParts route, ReleaseView view, ReleaseHeaders releaseHeaders) {
        String boundary = route.boundary();
        if (boundary == null) {
            return refused(new OwnAnswer(400, "bad_request", "multipart/related without a boundary"), releaseHeaders);
        }
        HttpHeaders headers = request.headers();
        if (headers.contains(HttpHeaderNames.CONTENT_ENCODING)
                && !headers.containsValue(HttpHeaderNames.CONTENT_ENCODING, HttpHeaderValues.IDENTITY, true)) {
            return refused(new OwnAnswer(415, "bad_ctype", "a content encoding of a body in parts"), releaseHeaders);
        }
        return writing(
                new RelatedWrite(
                        upgrade(route.database(), route.id(), view),
                        new RelatedRequest(boundary, site.limits()),
                        new BufferSink(client.allocator())),
                releaseHeaders);
    }

    /** Without a boundary it is no form, and CouchDB says so. */
    private Exchange inForm(Route.WrittenInForm route, ReleaseView view, ReleaseHeaders releaseHeaders) {
        String boundary = route.boundary();
        return writing(
                boundary == null
                        ? UnreadableBody.INSTANCE
                        : new FormWrite(upgrade(route.database(), route.id(), view, true), boundary),
                releaseHeaders);
    }

    private DocumentUpgrade upgrade(String database, @Nullable String id, ReleaseView view) {
        return upgrade(database, id, view, false);
    }

    /**
     * The decision about the document.
     *
     * @param editsAlone whether CouchDB knows nothing of replication here, whatever the query says
     */
    private DocumentUpgrade upgrade(String database, @Nullable String id, ReleaseView view, boolean editsAlone) {
        Writer writer = writer(view, database);
        if (id == null) {
            // POST /db knows edits alone, and no revision beside the document, whatever its query says.
            return new DocumentUpgrade(writer, null, true, null);
        }
        Query query = Target.parse(request.uri()).query();
        String match = request.headers().get(HttpHeaderNames.IF_MATCH);
        return new DocumentUpgrade(
                writer, id, editsAlone || query.isSet("new_edits", true), match == null ? query.first("rev") : match);
    }

    private Writer writer(ReleaseView view, String database) {
        return new Writer(
                view, database, asClient(), site.bases(), site.limits().maximumEntryBytes(), site.skipsRefused());
    }

    private AsClient asClient() {
        return new AsClient(client.upstreamPool(), site.upstreams(), request);
    }

    private Exchange writing(RequestSide requestSide, ReleaseHeaders releaseHeaders) {
        return new Exchange(
                client,
                site.upstreams(),
                request,
                wishes,
                releaseHeaders,
                requestSide,
                new ReleasedAnswer(releaseHeaders));
    }

    private Exchange batch(
            Route.WrittenBatch route, ReleaseView view, ReleaseHeaders releaseHeaders, BodyDecoder decoder) {
        request.headers().remove(HttpHeaderNames.ACCEPT_ENCODING);
        BatchWrite write = new BatchWrite(writer(view, route.database()), site.limits(), decoder);
        return new Exchange(
                client,
                site.upstreams(),
                request,
                wishes,
                releaseHeaders,
                write,
                new BatchAnswer(
                        releaseHeaders,
                        () -> write.answerEnvelope(site.envelopes()),
                        new BufferSink(client.allocator())));
    }

    private Exchange viewed(Route.Viewed route, ReleaseView view, EntityTags tags, ReleaseHeaders releaseHeaders) {
        HttpHeaders headers = request.headers();
        headers.remove(HttpHeaderNames.ACCEPT_ENCODING);
        headers.remove(HttpHeaderNames.RANGE);
        headers.remove(HttpHeaderNames.IF_RANGE);
        tags.unmarkIfNoneMatch(headers);
        if (wishes.headOnly() && route.answer() == AnswerKind.DOCUMENT) {
            // The length of a view, and whether there is one, is known from the document alone.
            request.setMethod(HttpMethod.GET);
        }
        DocumentViewer viewer =
                new DocumentViewer(view, route.answer() == AnswerKind.BULK_GET && site.skipsUnshowable());
        return passing(
                releaseHeaders,
                new ViewedAnswer(
                        route.answer(),
                        releaseHeaders,
                        site.envelopes(),
                        viewer,
                        wishes.headOnly(),
                        new BufferSink(client.allocator())));
    }

    /** Makes revisions in the query and in {@code If-Match} such that CouchDB knows them. */
    private void bareRevisions() {
        EntityTags.bareIfMatch(request.headers());
        EntityTags.bareDestination(request.headers());
        request.setUri(Query.replacing(request.uri(), "rev", Revision::bare));
    }

    private Exchange passing(@Nullable ReleaseHeaders ownHeaders, AnswerSide answerSide) {
        return new Exchange(
                client, site.upstreams(), request, wishes, ownHeaders, VerbatimRequest.INSTANCE, answerSide);
    }

    private Exchange refused(OwnAnswer answer, ReleaseHeaders ownHeaders) {
        return new Exchange(
                client, site.upstreams(), request, wishes, ownHeaders, new Refused(answer), VerbatimAnswer.INSTANCE);
    }
}
