package io.slipcover.exchange;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import io.slipcover.question.UpstreamQuestion;
import io.slipcover.release.ReleaseHeaders;
import io.slipcover.upstream.Loss;
import io.slipcover.upstream.Node;
import io.slipcover.upstream.Upstreams;

/**
 * One request and its answer. The exchange carries parts from one connection to the other, holds back whichever side is
 * faster, and ends both. A connection is used again only after a whole request and a whole answer. An answer that
 * breaks off breaks the client's connection, so that nobody takes the answer for whole. The two sides of the exchange's
 * plan say what becomes of the bytes in between.
 *
 * <p>Lives on the event loop of the client's connection, as does the connection to CouchDB.
 */
public final class Exchange {
    private final Client client;
    private Upstreams upstreams;
    private final Plan plan;
    private Stage stage;

    public Exchange(Client client, Upstreams upstreams, Plan plan) {
        this.client = client;
        this.upstreams = upstreams;
        this.plan = plan;
        this.stage = new AwaitingConnection(this, false);
    }

    // ---- what the client's connection tells

    /** Starts the exchange. Call this once, before any other method. */
    public void begin() {
        plan.requestSide().begin(this);
    }

    /** Whether nobody should wait for the answer to come to its end. */
    public boolean isLasting() {
        return plan.lasting();
    }

    /** A part of the request's body, which the exchange owns. */
    public void content(HttpContent content) {
        if (stage.takesRequest()) {
            plan.requestSide().content(this, content);
        } else {
            content.release();
        }
    }

    /** The exchange has been given everything that could be read from the client for now. */
    public void pauseOfClient() {
        stage.pauseOfClient();
    }

    /** The client's connection takes more of the answer again, or takes no more for now. */
    public void clientWritabilityChanged() {
        stage.readingAnswer(client.isWritable());
        if (!isOver()) {
            plan.requestSide().clientWritabilityChanged(this);
        }
    }

    /** The client is gone. The exchange ends at once what CouchDB does for the client. */
    public void clientGone() {
        if (!isOver()) {
            end().leave();
        }
    }

    /** Ends the exchange after an unforeseen failure in a part of the request, so that nothing comes of the rest. */
    public void failed(Throwable cause) {
        giveUp(OwnAnswer.of(Loss.ofFailure(cause)));
    }

    /** Whether what comes of the request still matters. */
    public boolean takesRequest() {
        return stage.takesRequest();
    }

    /** Ends the exchange with an answer of Slipcover's own, or breaks the client's connection where an answer has begun. */
    public void giveUp(OwnAnswer answer) {
        if (stage.takesRequest()) {
            answerInstead(answer);
        } else if (!isOver()) {
            clientBreaks();
        }
    }

    // ---- what the stages do

    Stage stage() {
        return stage;
    }

    /** Begins the next stage. The one before has nothing left. */
    void enter(Stage next) {
        stage = next;
    }

    Upstreams upstreams() {
        return upstreams;
    }

    /** Lets other nodes come first from here on, because this one has failed. */
    void avoid(Node failed) {
        upstreams = upstreams.avoiding(failed);
    }

    RequestSide requestSide() {
        return plan.requestSide();
    }

    AnswerSide answerSide() {
        return plan.answerSide();
    }

    // ---- what the request side does

    public Client client() {
        return client;
    }

    /** The request's head as CouchDB gets it. It can be changed until there is a connection. */
    public HttpRequest request() {
        return plan.request();
    }

    public boolean isOver() {
        return stage == Stage.Over.INSTANCE;
    }

    /** Asks for a connection, and then sends the head on it. */
    public void connect() {
        stage.connect();
    }

    /** Sends a part of the request's body, or lets it wait for the connection. */
    public void send(HttpContent part) {
        stage.send(part);
    }

    /** Flushes what was sent. */
    public void flush() {
        stage.flush();
    }

    /** Whether CouchDB's connection takes more of the request. */
    public boolean canSend() {
        return stage.canSend();
    }

    // ---- what the answer side does

    /** Writes the answer's head to the client, without the headers about CouchDB's connection. */
    public void answerHead(HttpResponse head) {
        stage = stage.beginAnswer();
        HttpHeaders headers = head.headers();
        HopByHop.remove(headers);
        PrefixedLocation location = plan.location();
        if (location != null) {
            location.apply(headers);
        }
        Gzip gzip = plan.gzip();
        if (gzip != null) {
            gzip.begin(head);
        }
        client.begin(head);
    }

    /** Writes a part of the answer's body. The last part ends the exchange. */
    public void answerContent(HttpContent content) {
        boolean last = content instanceof LastHttpContent;
        Gzip gzip = plan.gzip();
        if (gzip == null) {
            client.write(content);
        } else {
            gzip.write(client, content);
        }
        if (last) {
            finish();
        } else if (!client.isWritable()) {
            stage.readingAnswer(false);
        }
    }

    /** Sends what has been written of the answer, because there is no more of it for now. */
    public void flushAnswer() {
        Gzip gzip = plan.gzip();
        if (gzip != null) {
            gzip.pause(client);
        }
        client.flush();
    }

    /** Writes what has been made of the answer's body so far, if anything. The last bytes end the exchange. */
    public void answerBytes(BufferSink made, boolean last) {
        ByteBuf bytes = made.take();
        if (last) {
            answerContent(new DefaultLastHttpContent(bytes == null ? Unpooled.EMPTY_BUFFER : bytes));
        } else if (bytes != null) {
            answerContent(new DefaultHttpContent(bytes));
        }
    }

    /**
     * Ends the exchange with an answer of Slipcover's own. If another answer has begun, it breaks the client's
     * connection instead.
     */
    public void answerInstead(OwnAnswer answer) {
        if (!takesOtherAnswer()) {
            return;
        }
        client.record().error(answer.error());
        HttpHeaders asked = request().headers();
        String origin = asked.get(HttpHeaderNames.ORIGIN);
        UpstreamQuestion cors = origin == null
                ? null
                : Cors.ask(client.upstreamPool(), upstreams, asked, origin, told -> answerSelf(answer, told));
        leaveFor(new Stage.AnsweringInstead(cors));
        client.reading(true);
        if (cors == null) {
            answerSelf(answer, EmptyHttpHeaders.INSTANCE);
        } else {
            cors.ask();
        }
    }

    /**
     * Ends the exchange with an answer that CouchDB gave to a question of Slipcover's own, if no other answer has
     * begun.
     */
    public void answerInstead(UpstreamQuestion.Answer answer) {
        if (takesOtherAnswer()) {
            leaveFor(new Stage.AnsweringInstead(null));
            answerWhole(answer.response(), EmptyHttpHeaders.INSTANCE);
        }
    }

    /** Whether another answer can take the place of CouchDB's. Where CouchDB's answer has begun already, the client's connection breaks. */
    private boolean takesOtherAnswer() {
        if (!stage.takesRequest()) {
            return false;
        }
        if (stage.hasBegunAnswer()) {
            clientBreaks();
            return false;
        }
        return true;
    }

    private void leaveFor(Stage next) {
        Stage left = stage;
        stage = next;
        left.leave();
    }

    private void answerSelf(OwnAnswer answer, HttpHeaders corsHeaders) {
        if (isOver()) {
            return;
        }
        answerWhole(answer.response(client.allocator()), corsHeaders);
    }

    private void answerWhole(FullHttpResponse response, HttpHeaders corsHeaders) {
        ReleaseHeaders ownHeaders = plan.ownHeaders();
        if (ownHeaders != null) {
            ownHeaders.apply(response.headers());
        }
        response.headers().add(corsHeaders);
        answerHead(response);
        finish();
    }

    /** Ends the exchange in the middle of the answer. */
    public void clientBreaks() {
        end().leave();
        client.abort();
    }

    private void finish() {
        client.flush();
        end().finish();
        client.finished();
    }

    /** Lets the exchange do nothing more. Gives the stage that the exchange ended in; the caller leaves that stage. */
    private Stage end() {
        Stage last = stage;
        stage = Stage.Over.INSTANCE;
        discard(plan.requestSide()::discard);
        discard(plan.answerSide()::discard);
        Gzip gzip = plan.gzip();
        if (gzip != null) {
            discard(gzip::discard);
        }
        return last;
    }

    /** Discards what one side holds. Even if that fails, the rest of the exchange has to end. */
    private void discard(Runnable discarding) {
        try {
            discarding.run();
        } catch (RuntimeException exception) {
            client.upstreamPool().reports().faults().unexpected("an exchange could not be tidied up", exception);
        }
    }
}
