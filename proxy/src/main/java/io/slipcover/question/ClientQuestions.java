package io.slipcover.question;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.slipcover.json.Room;
import io.slipcover.route.QueryParameters;
import io.slipcover.route.Target;
import io.slipcover.upstream.UpstreamPool;
import io.slipcover.upstream.Upstreams;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The questions that Slipcover asks in a client's name. They carry the client's credentials, whichever headers those are in. So CouchDB
 * decides what the client may know.
 */
public final class ClientQuestions {
    /** The headers that speak of the client's own request: its body, its conditions, what it takes. */
    private static final Set<String> OF_THE_REQUEST = Set.of(
            "accept",
            "accept-encoding",
            "content-encoding",
            "content-length",
            "content-md5",
            "content-type",
            "expect",
            "if-match",
            "if-modified-since",
            "if-none-match",
            "if-range",
            "if-unmodified-since",
            "range",
            "trailer",
            "transfer-encoding",
            "x-http-method-override");

    /** The headers among them that hold for the client's question with another body, too. */
    private static final Set<String> OF_THE_QUESTION = Set.of("accept", "content-type");

    /** A replicated batch without a document. */
    private static final byte[] NO_DOCUMENTS = "{\"docs\":[],\"new_edits\":false}".getBytes(UTF_8);

    private static final int MAXIMUM_INFORMATION = 1 << 20;

    private final UpstreamPool pool;
    private final Upstreams upstreams;
    private final HttpRequest request;
    private final Admissions admissions;
    private final Room memory;

    /**
     * Questions in the name of the client of a request.
     *
     * @param memory room for the answers
     */
    public ClientQuestions(
            UpstreamPool pool, Upstreams upstreams, HttpRequest request, Admissions admissions, Room memory) {
        this.pool = pool;
        this.upstreams = upstreams;
        this.request = request;
        this.admissions = admissions;
        this.memory = memory;
    }

    /** Whether CouchDB has let the client in lately. Then Slipcover need not ask again before it works on the request. */
    public boolean wasLetIn() {
        return admissions.has(knocking());
    }

    /** Remembers that CouchDB has let the client in. */
    public void letIn() {
        admissions.add(knocking());
    }

    /**
     * Asks whether CouchDB lets the client into its request's database. This is the cheapest way that CouchDB has: one of its nodes looks
     * at one shard.
     */
    public UpstreamQuestion knock(UpstreamQuestion.Asker asker) {
        return new UpstreamQuestion(pool, upstreams, memory, knocking(), new byte[0], MAXIMUM_INFORMATION, asker);
    }

    private HttpRequest knocking() {
        return head(HttpMethod.GET, "/_security");
    }

    /**
     * Asks whether the client may read and write in its request's database. The question asks for the database's own description, which a
     * member may have.
     */
    public UpstreamQuestion mayEnter(UpstreamQuestion.Asker asker) {
        return new UpstreamQuestion(
                pool, upstreams, memory, head(HttpMethod.GET, ""), new byte[0], MAXIMUM_INFORMATION, asker);
    }

    /**
     * Asks whether the client may write. The question goes the way of the client's own writes, with a batch of no documents. (An edit of a
     * revision that does not exist would not do: of a document that does not exist, CouchDB 3.5 stores such an edit in some shards.)
     */
    public UpstreamQuestion mayWrite(UpstreamQuestion.Asker asker) {
        HttpRequest question = head(HttpMethod.POST, "/_bulk_docs");
        question.headers().set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_JSON);
        return new UpstreamQuestion(
                pool, upstreams, memory, question, NO_DOCUMENTS.clone(), MAXIMUM_INFORMATION, asker);
    }

    /** Asks who the client is. */
    public UpstreamQuestion session(UpstreamQuestion.Asker asker) {
        HttpRequest question = head(HttpMethod.GET, "");
        question.setUri("/_session");
        return new UpstreamQuestion(pool, upstreams, memory, question, new byte[0], MAXIMUM_INFORMATION, asker);
    }

    /**
     * Asks for many revisions at once.
     *
     * @param histories whether CouchDB gives the revisions with their ancestors, which takes it a third longer
     */
    public UpstreamQuestion bulkGet(byte[] body, boolean histories, int maximumAnswer, UpstreamQuestion.Asker asker) {
        HttpRequest question = head(HttpMethod.POST, histories ? "/_bulk_get?revs=true" : "/_bulk_get");
        question.headers().set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_JSON);
        return new UpstreamQuestion(pool, upstreams, memory, question, body, maximumAnswer, asker);
    }

    /** Asks what the client asks, with another body. */
    public UpstreamQuestion again(byte[] body, int maximumAnswer, UpstreamQuestion.Asker asker) {
        return again(request.uri(), body, maximumAnswer, asker);
    }

    /** Asks what the client asks, with another target and body. */
    public UpstreamQuestion again(String target, byte[] body, int maximumAnswer, UpstreamQuestion.Asker asker) {
        return new UpstreamQuestion(pool, upstreams, memory, same(target), body, maximumAnswer, asker);
    }

    /** Asks what the client asks, with another body. The listener hears the answer as it comes. */
    public StreamedQuestion stream(byte[] body, StreamedQuestion.Listener listener) {
        return stream(request.uri(), body, listener);
    }

    /** Asks what the client asks, with another target and body. The listener hears the answer as it comes. */
    public StreamedQuestion stream(String target, byte[] body, StreamedQuestion.Listener listener) {
        return new StreamedQuestion(pool, upstreams, same(target), body, listener);
    }

    /** Asks how many changes there are behind one. The question is a feed that has no change in it. */
    public UpstreamQuestion changesBehind(String sequence, int maximumAnswer, UpstreamQuestion.Asker asker) {
        HttpRequest question = head(HttpMethod.GET, QueryParameters.with("/_changes?limit=0", "since", sequence));
        return new UpstreamQuestion(pool, upstreams, memory, question, new byte[0], maximumAnswer, asker);
    }

    /** Asks which indexes the database has. */
    public UpstreamQuestion indexes(int maximumAnswer, UpstreamQuestion.Asker asker) {
        return new UpstreamQuestion(
                pool, upstreams, memory, head(HttpMethod.GET, "/_index"), new byte[0], maximumAnswer, asker);
    }

    private HttpRequest same(String target) {
        HttpRequest question = new DefaultHttpRequest(HttpVersion.HTTP_1_1, request.method(), target);
        for (Map.Entry<String, String> header : request.headers()) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            if (!OF_THE_REQUEST.contains(name) || OF_THE_QUESTION.contains(name)) {
                question.headers().add(header.getKey(), header.getValue());
            }
        }
        question.headers().set(HttpHeaderNames.CONTENT_LENGTH, 0);
        return question;
    }

    private HttpRequest head(HttpMethod method, String behindDatabase) {
        HttpRequest question = new DefaultHttpRequest(
                HttpVersion.HTTP_1_1, method, Target.rawDatabase(request.uri()) + behindDatabase);
        HttpHeaders headers = question.headers();
        for (Map.Entry<String, String> header : request.headers()) {
            if (!OF_THE_REQUEST.contains(header.getKey().toLowerCase(Locale.ROOT))) {
                headers.add(header.getKey(), header.getValue());
            }
        }
        headers.set(HttpHeaderNames.ACCEPT, HttpHeaderValues.APPLICATION_JSON);
        return question;
    }
}
