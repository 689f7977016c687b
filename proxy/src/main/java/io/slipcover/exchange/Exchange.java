package io.slipcover.exchange;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.slipcover.question.UpstreamQuestion;
import io.slipcover.release.ReleaseHeaders;
import io.slipcover.upstream.AnswerListener;
import io.slipcover.upstream.ConnectionTaker;
import io.slipcover.upstream.Unquoted;
import io.slipcover.upstream.UpstreamConnection;
import io.slipcover.upstream.Upstreams;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request and its answer. It carries the parts from one connection to the other, holds back whichever side is faster, and
 * ends both as they deserve: a connection is used again only after a whole request and a whole answer, and an answer that breaks
 * off breaks the client's connection, so that nobody takes it for whole. What becomes of the bytes in between is for its two
 * sides to say.
 *
 * <p>Lives on the event loop of the client's connection, as does the connection to CouchDB.
 */
public final class Exchange implements AnswerListener, ConnectionTaker {
    private static final Logger LOGGER = LoggerFactory.getLogger(Exchange.class);

    /** What may be asked again when a connection that was used before broke without a word (RFC 9110, section 9.2.2). */
    private static final Set<HttpMethod> REPEATABLE =
            Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS, HttpMethod.PUT, HttpMethod.DELETE);

    private final Client client;
    private final Upstreams upstreams;
    private final Plan plan;

    private @Nullable UpstreamConnection upstream;

    /** Parts of the request that wait for a connection. */
    private final Queue<HttpObject> waiting = new ArrayDeque<>(2);

    private boolean retried;
    private boolean requestReceived;
    private boolean requestSent;
    private boolean bodyBegun;
    private boolean continued;
    private boolean answerHeard;

    /** Whether CouchDB's answer has come to its end. */
    private boolean answerWhole;

    /**
     * Whether CouchDB's answer is an error. Where attachments were to be written, it may come before all of them were read, and CouchDB
     * takes what is left of them on its connection for the next request. Where it has read nothing of a body, it says that it closes.
     */
    private boolean failed;

    private boolean answerBegun;
    private boolean stays;

    /** Whether an answer of Slipcover's own is on its way. */
    private boolean answering;

    /** The question whose answer is waited for before that. */
    private @Nullable UpstreamQuestion cors;

    private boolean over;

    public Exchange(Client client, Upstreams upstreams, Plan plan) {
        this.client = client;
        this.upstreams = upstreams;
        this.plan = plan;
    }

    // ---- what the client's connection tells

    /** Starts; to be called once, before anything else. */
    public void begin() {
        plan.requestSide().begin(this);
    }

    /** Whether nobody should wait for the answer to come to its end: a feed, which clients ask for anew when it breaks off. */
    public boolean isEndless() {
        return plan.lasting();
    }

    /** A part of the request's body, which the exchange owns. */
    public void content(HttpContent content) {
        if (content instanceof LastHttpContent) {
            requestReceived = true;
        }
        if (over || answering) {
            content.release();
        } else {
            plan.requestSide().content(this, content);
        }
    }

    /** All that could be read from the client for now has been handed over. */
    public void pauseOfClient() {
        UpstreamConnection connection = upstream;
        if (connection != null && !requestSent) {
            connection.flush();
        }
    }

    /** The client's connection takes more of the answer again, or takes no more for now. */
    public void clientWritabilityChanged() {
        UpstreamConnection connection = upstream;
        if (connection != null) {
            connection.reading(client.isWritable());
        }
        if (!over) {
            plan.requestSide().clientWritabilityChanged(this);
        }
    }

    /** The client is gone: what CouchDB does for it is ended at once. */
    public void clientGone() {
        if (!over) {
            end();
            closeUpstream();
        }
    }

    // ---- what the request side does

    public Client client() {
        return client;
    }

    Upstreams upstreams() {
        return upstreams;
    }

    /** The head as CouchDB gets it; it can be changed until there is a connection. */
    public HttpRequest request() {
        return plan.request();
    }

    public boolean isOver() {
        return over;
    }

    /** Asks for a connection, on which the head is then sent. */
    public void connect() {
        client.upstreamPool().acquire(upstreams, retried, this);
    }

    /** Sends a part of the request's body, or lets it wait for the connection. */
    public void send(HttpContent part) {
        if (over || answering) {
            part.release();
            return;
        }
        UpstreamConnection connection = upstream;
        if (connection == null) {
            waiting.add(part);
            if (!requestReceived) {
                client.reading(false);
            }
            return;
        }
        write(connection, part);
        if (requestSent) {
            connection.flush();
        } else if (!connection.isWritable()) {
            client.reading(false);
        }
    }

    /** Lets go what was sent. */
    public void flush() {
        UpstreamConnection connection = upstream;
        if (connection != null) {
            connection.flush();
        }
    }

    private void write(UpstreamConnection connection, HttpObject part) {
        if (part instanceof HttpContent content) {
            bodyBegun |= content.content().isReadable();
            requestSent = content instanceof LastHttpContent;
        }
        connection.write(part);
    }

    /** Whether CouchDB's connection takes more of the request. */
    public boolean canSend() {
        UpstreamConnection connection = upstream;
        return connection != null && connection.isWritable();
    }

    // ---- what the answer side does

    /** Writes the answer's head to the client, without what spoke of CouchDB's connection. */
    public void answerHead(HttpResponse head) {
        answerBegun = true;
        HttpHeaders headers = head.headers();
        HopByHop.remove(headers);
        PrefixedLocation location = plan.location();
        if (location != null) {
            location.apply(headers);
        }
        stays = plan.wishes().keepAlive()
                && client.mayStay()
                && (requestReceived || continued || !plan.wishes().expectsContinue());
        if (plan.wishes().version10()) {
            if (!HttpUtil.isContentLengthSet(head) && !isBodiless(head)) {
                headers.remove(HttpHeaderNames.TRANSFER_ENCODING);
                stays = false;
            } else if (stays) {
                headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.KEEP_ALIVE);
            }
        } else if (!HttpUtil.isContentLengthSet(head)
                && !HttpUtil.isTransferEncodingChunked(head)
                && !isBodiless(head)) {
            headers.set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
        }
        if (!stays) {
            headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
        client.write(head);
    }

    private boolean isBodiless(HttpResponse head) {
        int status = head.status().code();
        return plan.wishes().headOnly() || status == 204 || status == 304;
    }

    /** Writes a part of the answer's body; the last one ends the exchange. */
    public void answerContent(HttpContent content) {
        boolean last = content instanceof LastHttpContent;
        client.write(content);
        if (last) {
            finish();
        } else if (!client.isWritable()) {
            UpstreamConnection connection = upstream;
            if (connection != null) {
                connection.reading(false);
            }
        }
    }

    /** Writes what has been made of the answer's body so far, if anything; the last of it ends the exchange. */
    public void answerBytes(BufferSink made, boolean last) {
        ByteBuf bytes = made.take();
        if (last) {
            answerContent(new DefaultLastHttpContent(bytes == null ? Unpooled.EMPTY_BUFFER : bytes));
        } else if (bytes != null) {
            answerContent(new DefaultHttpContent(bytes));
        }
    }

    /** Ends the exchange with an answer of Slipcover's own, where none has begun; else breaks the client's connection. */
    public void answerInstead(OwnAnswer answer) {
        if (over || answering) {
            return;
        }
        if (answerBegun) {
            clientBreaks();
            return;
        }
        answering = true;
        closeUpstream();
        release(waiting);
        client.reading(true);
        String origin = plan.request().headers().get(HttpHeaderNames.ORIGIN);
        if (origin == null) {
            answerSelf(answer, EmptyHttpHeaders.INSTANCE);
        } else {
            cors = Cors.ask(
                    client.upstreamPool(),
                    upstreams,
                    plan.request().headers(),
                    origin,
                    told -> answerSelf(answer, told));
            cors.ask();
        }
    }

    /** Ends the exchange with an answer that CouchDB gave to a question of ours, where none has begun. */
    public void answerInstead(UpstreamQuestion.Answer answer) {
        if (over || answering) {
            return;
        }
        if (answerBegun) {
            clientBreaks();
            return;
        }
        answering = true;
        closeUpstream();
        FullHttpResponse response = answer.response();
        applyOwnHeaders(response);
        answerHead(response);
        finish();
    }

    /** Lets a client send its body that waits to be told so. */
    public void sendContinue() {
        if (plan.wishes().expectsContinue() && !continued) {
            continued = true;
            client.write(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE));
            client.flush();
        }
    }

    private void answerSelf(OwnAnswer answer, HttpHeaders corsHeaders) {
        if (over) {
            return;
        }
        FullHttpResponse response = answer.response(client.allocator());
        applyOwnHeaders(response);
        response.headers().add(corsHeaders);
        answerHead(response);
        finish();
    }

    private void applyOwnHeaders(HttpResponse response) {
        ReleaseHeaders ownHeaders = plan.ownHeaders();
        if (ownHeaders != null) {
            ownHeaders.apply(response.headers());
        }
    }

    /** Ends the exchange in the middle of the answer. */
    public void clientBreaks() {
        end();
        closeUpstream();
        client.abort();
    }

    private void finish() {
        client.flush();
        UpstreamConnection connection = upstream;
        upstream = null;
        end();
        if (connection != null) {
            if (requestSent && answerWhole && !(bodyBegun && failed)) {
                connection.release();
            } else {
                connection.close();
            }
        }
        client.finished(stays);
    }

    private void end() {
        over = true;
        UpstreamQuestion question = cors;
        cors = null;
        if (question != null) {
            question.cancel();
        }
        release(waiting);
        discard(plan.requestSide()::discard);
        discard(plan.answerSide()::discard);
    }

    /** Whatever becomes of one side's leavings, the rest of the exchange has to end all the same. */
    private static void discard(Runnable discarding) {
        try {
            discarding.run();
        } catch (RuntimeException exception) {
            LOGGER.atError().setCause(Unquoted.of(exception)).log("an exchange could not be tidied up");
        }
    }

    private static void release(Queue<HttpObject> parts) {
        for (HttpObject part = parts.poll(); part != null; part = parts.poll()) {
            ReferenceCountUtil.release(part);
        }
    }

    private void closeUpstream() {
        UpstreamConnection connection = upstream;
        upstream = null;
        if (connection != null) {
            connection.close();
        }
    }

    // ---- what CouchDB's connection tells

    @Override
    public void connected(UpstreamConnection connection) {
        if (over || answering) {
            connection.release();
            return;
        }
        upstream = connection;
        connection.listen(this);
        connection.write(plan.request());
        for (HttpObject part = waiting.poll(); part != null; part = waiting.poll()) {
            write(connection, part);
        }
        connection.flush();
        if (!requestReceived) {
            client.reading(connection.isWritable());
        }
        plan.requestSide().resume(this);
    }

    @Override
    public void unreachable(Throwable cause) {
        answerInstead(OwnAnswer.later("CouchDB cannot be reached"));
    }

    @Override
    public void interim(HttpResponse head) {
        if (head.status().code() == HttpResponseStatus.CONTINUE.code()
                && plan.wishes().expectsContinue()
                && !answerBegun) {
            continued = true;
            client.write(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE));
            client.flush();
        }
    }

    @Override
    public void head(HttpResponse head) {
        answerHeard = true;
        failed = head.status().code() >= 400;
        plan.answerSide().head(this, head);
    }

    @Override
    public void body(HttpContent content) {
        answerWhole = content instanceof LastHttpContent;
        plan.answerSide().content(this, content);
    }

    @Override
    public void pause() {
        if (answerBegun && !over) {
            client.flush();
        }
    }

    @Override
    public void writabilityChanged() {
        UpstreamConnection connection = upstream;
        if (connection != null && !requestReceived) {
            client.reading(connection.isWritable());
        }
        if (connection != null && connection.isWritable()) {
            plan.requestSide().resume(this);
        }
    }

    @Override
    public void lost(Throwable cause) {
        UpstreamConnection connection = upstream;
        upstream = null;
        if (over || answering) {
            return;
        }
        boolean neverSaid = !answerHeard && !bodyBegun;
        boolean harmless = REPEATABLE.contains(plan.request().method()) || !requestSent;
        if (connection != null && connection.isReused() && !retried && neverSaid && harmless) {
            retried = true;
            if (requestSent) {
                requestSent = false;
                waiting.add(LastHttpContent.EMPTY_LAST_CONTENT);
            }
            connect();
        } else {
            answerInstead(
                    new OwnAnswer(502, "bad_gateway", "CouchDB closed the connection before its answer was whole"));
        }
    }
}
