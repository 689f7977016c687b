package io.slipcover.dispatch;

import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.slipcover.catalog.DesignDocuments;
import io.slipcover.catalog.Release;
import io.slipcover.config.ClientVersionRules.PathPrefix;
import io.slipcover.document.Revision;
import io.slipcover.exchange.AnswerSide;
import io.slipcover.exchange.Client;
import io.slipcover.exchange.Cors;
import io.slipcover.exchange.OwnAnswer;
import io.slipcover.exchange.Plan;
import io.slipcover.exchange.PrefixedLocation;
import io.slipcover.exchange.RefusedRequest;
import io.slipcover.exchange.RequestSide;
import io.slipcover.exchange.VerbatimRequest;
import io.slipcover.memory.HeldMemory;
import io.slipcover.question.ClientQuestions;
import io.slipcover.release.EntityTags;
import io.slipcover.release.ReleaseChoice;
import io.slipcover.release.ReleaseHeaders;
import io.slipcover.release.ServedRelease;
import io.slipcover.report.ClientReports;
import io.slipcover.route.DesignFunctions;
import io.slipcover.route.QueryParameters;
import io.slipcover.route.Route;
import io.slipcover.route.Target;
import io.slipcover.upstream.Upstreams;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The planner for one request. Where the plan depends on the client's release, the planner chooses the release. */
final class Planner implements Route.Visitor<Plan> {
    private final ProxyConfiguration configuration;
    private final Client client;
    private final Upstreams upstreams;
    private final HeldMemory memory;
    private final HttpRequest request;
    private final Target target;
    private final @Nullable PathPrefix prefix;

    /**
     * @param upstreams the nodes in the client's order
     * @param memory counts what the exchange holds
     * @param target the request's target, without the prefix
     * @param prefix the beginning of the path as the client sent it
     */
    Planner(
            ProxyConfiguration configuration,
            Client client,
            Upstreams upstreams,
            HeldMemory memory,
            HttpRequest request,
            Target target,
            @Nullable PathPrefix prefix) {
        this.configuration = configuration;
        this.client = client;
        this.upstreams = upstreams;
        this.memory = memory;
        this.request = request;
        this.target = target;
        this.prefix = prefix;
    }

    @Override
    public Plan opaque() {
        if (DesignFunctions.filter(target) != null
                && ReleaseChoice.of(configuration.releases(), request.headers(), prefix)
                        instanceof ReleaseChoice.Found found) {
            noteFilter(found.served().release());
        }
        return passing(null, AnswerSide.verbatim());
    }

    @Override
    public Plan preflight() {
        String header = configuration.clientVersion().header();
        return passing(
                null,
                Cors.takeOut(request.headers(), header)
                        ? AnswerSide.withHeaders(headers -> Cors.allow(headers, header))
                        : AnswerSide.verbatim());
    }

    @Override
    public Plan revised() {
        bareRevisions();
        return passing(null, AnswerSide.verbatim());
    }

    @Override
    public Plan released(Route.Released route) {
        ReleaseChoice choice = ReleaseChoice.of(configuration.releases().in(database()), request.headers(), prefix);
        if (choice instanceof ReleaseChoice.None none) {
            return refused(
                    new OwnAnswer(none.status(), none.error(), none.reason(), none.headers()),
                    ReleaseHeaders.unknown(none.vary()));
        }
        ReleaseChoice.Found found = (ReleaseChoice.Found) choice;
        ServedRelease served = found.served();
        client.record().served(served.release().name(), found.version());
        noteFilter(served.release());
        request.setUri(DesignFunctions.renamed(request.uri(), target, served.view()::answeringDesign));
        bareRevisions();
        askForNoScript();
        Plan plan = route.accept(new ReleasePlanner(
                configuration,
                client,
                memory,
                request,
                HttpMethod.HEAD.equals(request.method()),
                served,
                found.version(),
                this));
        List<MadeDesign> made = madeDesigns(served);
        return made.isEmpty()
                ? plan
                : plan.with(new MadeDesignAnswer(made, configuration.missingDesigns(), plan.answerSide()));
    }

    /** The design documents that Slipcover has made and whose functions the request calls. */
    private List<MadeDesign> madeDesigns(ServedRelease served) {
        if (!(served.release().design() instanceof DesignDocuments.Made)) {
            return List.of();
        }
        String release = served.release().name();
        return DesignFunctions.names(target).stream()
                .map(asked ->
                        new MadeDesign(release, database(), asked, served.view().answeringDesign(asked)))
                .toList();
    }

    /** Removes what asks for JSONP. A page's script sends nothing but GET, so nobody waits for JSONP as the answer to another method. */
    private void askForNoScript() {
        if (!request.method().equals(HttpMethod.GET) && !request.method().equals(HttpMethod.HEAD)) {
            request.setUri(QueryParameters.without(request.uri(), "callback"::equals));
        }
    }

    private void noteFilter(Release release) {
        DesignFunctions.Filter filter = DesignFunctions.filter(target);
        if (filter != null) {
            configuration.unmappedFilters().asked(release, filter);
        }
    }

    /** Turns revisions in the query and in {@code If-Match} into revisions that CouchDB knows. */
    private void bareRevisions() {
        EntityTags.bareIfMatch(request.headers());
        EntityTags.bareDestination(request.headers());
        request.setUri(QueryParameters.replacing(request.uri(), "rev", Revision::bare));
    }

    /** The nodes in the client's order. */
    Upstreams upstreams() {
        return upstreams;
    }

    /** The questions that Slipcover asks in the client's name, of the node that gets the client's request. */
    ClientQuestions asClient() {
        return new ClientQuestions(
                client.upstreamPool(), upstreams, request, configuration.admissions(), memory.heap());
    }

    /** The decoded name of the database. */
    String database() {
        return target.segments().get(0);
    }

    /** The reports that tell operators of the documents of a release's client. */
    ClientReports reports(Release release) {
        return new ClientReports(configuration.reports(), client.record().counts(), database(), release.name());
    }

    /** The plan for a request whose body goes through as it comes. */
    Plan passing(@Nullable ReleaseHeaders ownHeaders, AnswerSide answerSide) {
        return plan(ownHeaders, VerbatimRequest.INSTANCE, answerSide);
    }

    /** The plan for a request that does not reach CouchDB. */
    Plan refused(OwnAnswer answer, ReleaseHeaders ownHeaders) {
        return plan(ownHeaders, new RefusedRequest(answer), AnswerSide.verbatim());
    }

    /**
     * The plan that has these two sides.
     *
     * @param ownHeaders the headers of Slipcover's own answers; null where such answers are about no document
     */
    Plan plan(@Nullable ReleaseHeaders ownHeaders, RequestSide requestSide, AnswerSide answerSide) {
        return new Plan(
                request,
                target.isFeed(),
                prefix == null ? null : PrefixedLocation.of(prefix.text(), request.headers()),
                ownHeaders,
                requestSide,
                answerSide);
    }
}
