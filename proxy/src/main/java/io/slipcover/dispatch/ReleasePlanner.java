package io.slipcover.dispatch;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.slipcover.config.Quarantine;
import io.slipcover.document.Revision;
import io.slipcover.envelope.EnvelopeLimits;
import io.slipcover.envelope.Envelopes;
import io.slipcover.envelope.RelatedRequest;
import io.slipcover.exchange.AnswerSide;
import io.slipcover.exchange.BodyDecoder;
import io.slipcover.exchange.BufferSink;
import io.slipcover.exchange.Client;
import io.slipcover.exchange.DocumentViewer;
import io.slipcover.exchange.Door;
import io.slipcover.exchange.OwnAnswer;
import io.slipcover.exchange.Plan;
import io.slipcover.exchange.RequestSide;
import io.slipcover.exchange.UnreadableBody;
import io.slipcover.exchange.ViewedAnswer;
import io.slipcover.find.Querying;
import io.slipcover.memory.HeldMemory;
import io.slipcover.question.ClientQuestions;
import io.slipcover.question.QuarantineQuestions;
import io.slipcover.release.ReleaseHeaders;
import io.slipcover.release.ServedRelease;
import io.slipcover.report.ClientReports;
import io.slipcover.route.AnswerKind;
import io.slipcover.route.QueryParameters;
import io.slipcover.route.Route;
import io.slipcover.route.Target;
import io.slipcover.write.BatchAnswer;
import io.slipcover.write.BatchWrite;
import io.slipcover.write.DocumentDecision;
import io.slipcover.write.DocumentWrite;
import io.slipcover.write.FormWrite;
import io.slipcover.write.QuarantinedWriter;
import io.slipcover.write.RelatedWrite;
import io.slipcover.write.WritingClient;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The planner for one request of a release's client. It knows where documents are in the request and in its answer. */
final class ReleasePlanner implements Route.ReleasedVisitor<Plan> {
    private final ProxyConfiguration configuration;
    private final Client client;
    private final HeldMemory memory;
    private final EnvelopeLimits limits;
    private final HttpRequest request;
    private final boolean headOnly;
    private final ServedRelease served;
    private final String clientVersion;
    private final ReleaseHeaders releaseHeaders;
    private final Planner planner;

    /**
     * @param memory counts what the exchange holds
     * @param headOnly whether the client does not want the answer's body
     * @param clientVersion the version that the client told, or that stands for clients which tell none
     * @param planner writes the plans down
     */
    ReleasePlanner(
            ProxyConfiguration configuration,
            Client client,
            HeldMemory memory,
            HttpRequest request,
            boolean headOnly,
            ServedRelease served,
            String clientVersion,
            Planner planner) {
        this.configuration = configuration;
        this.client = client;
        this.memory = memory;
        this.limits = configuration.limits().in(memory.heap());
        this.request = request;
        this.headOnly = headOnly;
        this.served = served;
        this.clientVersion = clientVersion;
        this.releaseHeaders = served.headers();
        this.planner = planner;
    }

    @Override
    public Plan viewed(Route.Viewed route) {
        HttpHeaders headers = request.headers();
        headers.remove(HttpHeaderNames.ACCEPT_ENCODING);
        headers.remove(HttpHeaderNames.RANGE);
        headers.remove(HttpHeaderNames.IF_RANGE);
        served.tags().unmarkIfNoneMatch(headers);
        if (headOnly && route.answer() == AnswerKind.DOCUMENT) {
            // The length of a view, and whether there is one, is known from the document alone.
            request.setMethod(HttpMethod.GET);
        }
        DocumentViewer viewer = new DocumentViewer(
                served.view(),
                reports(),
                route.answer() == AnswerKind.BULK_GET && configuration.skipsUnshowable(),
                limits.room());
        return planner.passing(
                releaseHeaders,
                new ViewedAnswer(
                        route.answer(),
                        releaseHeaders,
                        new Envelopes(limits, configuration.answers()),
                        viewer,
                        headOnly,
                        new BufferSink(client.allocator(), memory.buffers())));
    }

    @Override
    public Plan find() {
        return query(decoder -> querying().find(releaseHeaders, decoder));
    }

    @Override
    public Plan explain() {
        return query(decoder -> querying().explain(decoder));
    }

    @Override
    public Plan indexCreation() {
        return query(decoder -> querying().indexCreation(decoder));
    }

    @Override
    public Plan selectedChanges(Route.SelectedChanges route) {
        return query(decoder -> querying().selectedChanges(route.answer(), releaseHeaders, decoder));
    }

    private Plan query(Function<BodyDecoder, RequestSide> side) {
        return decoded(decoder -> {
            request.headers().remove(HttpHeaderNames.ACCEPT_ENCODING);
            return reading(side.apply(decoder));
        });
    }

    private Querying querying() {
        return new Querying(
                asClient(),
                served.view(),
                reports(),
                configuration
                        .releases()
                        .in(planner.database())
                        .of(configuration.catalog().store())
                        .view(),
                configuration.skipsUnshowable(),
                configuration.sortLimits().in(memory.heap()),
                limits,
                new Envelopes(limits));
    }

    @Override
    public Plan writtenDocument(Route.WrittenDocument route) {
        return decoded(decoder -> reading(new DocumentWrite(decision(route.id(), false), decoder)));
    }

    @Override
    public Plan writtenInParts(Route.WrittenInParts route) {
        String boundary = route.boundary();
        if (boundary == null) {
            return planner.refused(
                    new OwnAnswer(400, "bad_request", "multipart/related without a boundary"), releaseHeaders);
        }
        HttpHeaders headers = request.headers();
        if (headers.contains(HttpHeaderNames.CONTENT_ENCODING)
                && !headers.containsValue(HttpHeaderNames.CONTENT_ENCODING, HttpHeaderValues.IDENTITY, true)) {
            return planner.refused(
                    new OwnAnswer(415, "bad_ctype", "a content encoding of a body in parts"), releaseHeaders);
        }
        return reading(new RelatedWrite(
                decision(route.id(), false),
                new RelatedRequest(boundary, limits),
                new BufferSink(client.allocator(), memory.buffers())));
    }

    /** A request without a boundary holds no form, and CouchDB says so. */
    @Override
    public Plan writtenInForm(Route.WrittenInForm route) {
        String boundary = route.boundary();
        return boundary == null ? unread() : reading(new FormWrite(decision(route.id(), true), boundary));
    }

    /**
     * The decision about the document.
     *
     * @param editsAlone whether CouchDB knows nothing of replication here, whatever the query says
     */
    private DocumentDecision decision(@Nullable String id, boolean editsAlone) {
        WritingClient writer = writer();
        if (id == null) {
            // POST /db knows edits alone, and no revision beside the document, whatever its query says.
            return new DocumentDecision(writer, null, true, null);
        }
        QueryParameters query = Target.parse(request.uri()).query();
        return new DocumentDecision(writer, id, editsAlone || query.isSet("new_edits", true), named(query.all("rev")));
    }

    /**
     * The revision that the request names beside the document, or null. CouchDB reads every {@code rev} of the query, and refuses the request
     * for one that is no revision, whichever counts. So such a revision comes before all others.
     */
    private @Nullable String named(List<String> revisions) {
        for (String revision : revisions) {
            if (Revision.parse(Revision.bare(revision)).isEmpty()) {
                return revision;
            }
        }
        String match = request.headers().get(HttpHeaderNames.IF_MATCH);
        return match == null && !revisions.isEmpty() ? revisions.get(0) : match;
    }

    /** The plan for a request whose body Slipcover reads. */
    private Plan reading(RequestSide requestSide) {
        return planner.plan(releaseHeaders, behindDoor(requestSide), AnswerSide.withHeaders(releaseHeaders::apply));
    }

    /** A side that reads the request's body once CouchDB has let the client in. */
    private Door behindDoor(RequestSide reading) {
        return new Door(asClient(), reading);
    }

    @Override
    public Plan writtenBatch(Route.WrittenBatch route) {
        return decoded(decoder -> {
            request.headers().remove(HttpHeaderNames.ACCEPT_ENCODING);
            BatchWrite write = new BatchWrite(writer(), limits, decoder);
            return planner.plan(
                    releaseHeaders,
                    behindDoor(write),
                    new BatchAnswer(
                            releaseHeaders,
                            () -> write.answerEnvelope(new Envelopes(limits)),
                            new BufferSink(client.allocator(), memory.buffers())));
        });
    }

    /**
     * The plan for an answer that holds no document, but what functions of the release's own make. As with documents, the answer's tags do
     * not hold for another release.
     */
    @Override
    public Plan mapped() {
        served.tags().unmarkIfNoneMatch(request.headers());
        return planner.passing(releaseHeaders, AnswerSide.withHeaders(releaseHeaders::apply));
    }

    @Override
    public Plan rewritten() {
        String own = served.release().name();
        String store = configuration.catalog().store().name();
        ReleaseHeaders verbatim = served.verbatim();
        return own.equals(store)
                ? planner.passing(verbatim, AnswerSide.withHeaders(verbatim::apply))
                : planner.refused(
                        new OwnAnswer(
                                403,
                                "forbidden",
                                "_rewrite leads to a path that CouchDB alone knows, so that it is for clients of release "
                                        + store + " only, not for those of " + own + ": ask for that path itself"),
                        verbatim);
    }

    /** The plan where Slipcover can read the body. Where it cannot, CouchDB says so. */
    private Plan decoded(Function<BodyDecoder, Plan> plan) {
        BodyDecoder decoder =
                BodyDecoder.of(request.headers(), configuration.limitsAsTold().unpacking());
        return decoder == null ? unread() : plan.apply(decoder);
    }

    private Plan unread() {
        return planner.plan(releaseHeaders, UnreadableBody.INSTANCE, AnswerSide.withHeaders(releaseHeaders::apply));
    }

    private ClientReports reports() {
        return planner.reports(served.release());
    }

    private WritingClient writer() {
        return new WritingClient(
                served.view(),
                asClient(),
                reports(),
                limits,
                configuration.limitsAsTold().document(),
                configuration.skipsRefused(),
                quarantined(),
                configuration.alwaysLooksUpBases(),
                configuration.rehearses(),
                configuration.schemaGuard());
    }

    private @Nullable QuarantinedWriter quarantined() {
        Quarantine quarantine = configuration.quarantine();
        return quarantine == null
                ? null
                : new QuarantinedWriter(
                        new QuarantineQuestions(client.upstreamPool(), planner.upstreams(), quarantine),
                        planner.database(),
                        served.release().name(),
                        clientVersion);
    }

    private ClientQuestions asClient() {
        return planner.asClient();
    }
}
