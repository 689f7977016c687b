package io.slipcover.exchange;

import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.LastHttpContent;
import io.slipcover.route.FeedSilence;
import io.slipcover.route.Target;
import io.slipcover.upstream.AnswerListener;
import io.slipcover.upstream.Loss;
import io.slipcover.upstream.UpstreamConnection;
import java.time.Duration;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The stage in which CouchDB serves the exchange on a connection. The request goes to CouchDB, and the answer comes back. */
final class Forwarding implements Stage, AnswerListener {
    /**
     * The methods that change nothing (RFC 9110, section 9.2.1). Slipcover may send such a request again when a connection that was used
     * before broke without a word. Any other request may have been carried out as soon as CouchDB can have seen its head, even where a
     * second one would do no more than the first: what others wrote in between would be lost.
     */
    private static final Set<HttpMethod> HARMLESS = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    /** The methods of requests that Slipcover may send to another node when a node has failed (RFC 9110, section 9.2.1). */
    private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    /** How much of the request CouchDB has: its head, then some of its body, if the request has one, then all. */
    private enum Sent {
        HEAD,
        SOME_OF_BODY,
        ALL_WITHOUT_BODY,
        ALL_WITH_BODY;

        boolean isWhole() {
            return this == ALL_WITHOUT_BODY || this == ALL_WITH_BODY;
        }

        boolean hasBody() {
            return this == SOME_OF_BODY || this == ALL_WITH_BODY;
        }

        Sent and(HttpContent part) {
            boolean body = hasBody() || part.content().isReadable();
            if (part instanceof LastHttpContent) {
                return body ? ALL_WITH_BODY : ALL_WITHOUT_BODY;
            }
            return body ? SOME_OF_BODY : HEAD;
        }
    }

    private static final String EVENT_STREAM = "text/event-stream";

    /** CouchDB's answer, once its head has been heard. */
    private static final class Answer {
        /**
         * Whether the answer is an error. CouchDB may send an error before it has read all attachments that it was to write. Then it takes
         * the rest of the attachments on its connection for the next request. Where CouchDB has read nothing of a body, it says that it
         * closes the connection.
         */
        private final boolean error;

        /**
         * Whether the answer is an event source. CouchDB ends some event sources twice, so nothing may come behind one on its connection.
         */
        private final boolean eventSource;

        /** Whether the answer's head has been written to the client. */
        private boolean begun;

        /** Whether the answer has been heard to its end. */
        private boolean whole;

        Answer(HttpResponse head) {
            error = head.status().code() >= 400;
            eventSource = head.headers().contains(HttpHeaderNames.CONTENT_TYPE, EVENT_STREAM, true);
        }

        /** Whether something of this exchange may be left over on CouchDB's connection. */
        boolean leaves(Sent sent) {
            return eventSource || (error && sent.hasBody());
        }
    }

    private final Exchange exchange;
    private final UpstreamConnection connection;
    private final boolean again;
    private Sent sent = Sent.HEAD;

    /** Whether CouchDB can have seen the head. */
    private boolean seen;

    private @Nullable Target target;
    private @Nullable Answer answer;

    /**
     * @param again whether another connection broke before this one
     */
    Forwarding(Exchange exchange, UpstreamConnection connection, boolean again) {
        this.exchange = exchange;
        this.connection = connection;
        this.again = again;
    }

    /** Sends the request's head, and those parts of its body that have come, if there are any. */
    void begin(@Nullable Queue<HttpContent> parts) {
        connection.listen(this);
        writeHead(exchange.request());
        if (parts != null) {
            parts.forEach(this::write);
        }
        connection.flush();
        exchange.client().reading(connection.isWritable());
        exchange.requestSide().resume(exchange);
    }

    private void writeHead(HttpRequest head) {
        if (HARMLESS.contains(head.method()) || !connection.isReused()) {
            seen = true;
            connection.write(head);
        } else {
            connection.write(head, written -> seen |= written.isSuccess());
        }
    }

    private void write(HttpContent part) {
        sent = sent.and(part);
        connection.write(part);
    }

    // ---- Stage

    @Override
    public boolean takesRequest() {
        return true;
    }

    @Override
    public boolean hasBegunAnswer() {
        Answer heard = answer;
        return heard != null && heard.begun;
    }

    @Override
    public Stage beginAnswer() {
        Answer heard = answer;
        if (heard == null) {
            throw new IllegalStateException("CouchDB's answer is written before it is heard");
        }
        heard.begun = true;
        return this;
    }

    @Override
    public void send(HttpContent part) {
        write(part);
        if (sent.isWhole()) {
            connection.flush();
        } else if (!connection.isWritable()) {
            exchange.client().reading(false);
        }
    }

    @Override
    public void flush() {
        connection.flush();
    }

    @Override
    public void pauseOfClient() {
        if (!sent.isWhole()) {
            connection.flush();
        }
    }

    @Override
    public boolean canSend() {
        return connection.isWritable();
    }

    @Override
    public void readingAnswer(boolean wanted) {
        connection.reading(wanted);
    }

    @Override
    public void leave() {
        connection.close();
    }

    @Override
    public void finish() {
        Answer heard = answer;
        if (sent.isWhole() && heard != null && heard.whole && !heard.leaves(sent)) {
            connection.release();
        } else {
            connection.close();
        }
    }

    // ---- AnswerListener

    @Override
    public void interim(HttpResponse head) {
        if (head.status().code() == HttpResponseStatus.CONTINUE.code()) {
            exchange.client().sendContinue();
        }
    }

    @Override
    public void head(HttpResponse head) {
        answer = new Answer(head);
        exchange.answerSide().head(exchange, head);
    }

    @Override
    public void body(HttpContent content) {
        Answer heard = answer;
        if (heard != null) {
            heard.whole = content instanceof LastHttpContent;
        }
        exchange.answerSide().content(exchange, content);
    }

    @Override
    public void pause() {
        if (hasBegunAnswer()) {
            exchange.flushAnswer();
        }
    }

    @Override
    public Duration silence(Duration usual) {
        if (!exchange.isLasting()) {
            return usual;
        }
        Target asked = target;
        if (asked == null) {
            asked = Target.parse(exchange.request().uri());
            target = asked;
        }
        return FeedSilence.of(asked, usual);
    }

    @Override
    public void writabilityChanged() {
        exchange.client().reading(connection.isWritable());
        if (connection.isWritable()) {
            exchange.requestSide().resume(exchange);
        }
    }

    @Override
    public void lost(Throwable cause) {
        if (exchange.stage() != this) {
            return;
        }
        boolean neverSaid = answer == null && !sent.hasBody();
        boolean harmless = !seen || HARMLESS.contains(exchange.request().method());
        Loss loss = Loss.of(cause);
        // What is no HTTP may be left over from the answer before.
        boolean ofConnection = loss == Loss.CLOSED || loss == Loss.NO_HTTP;
        boolean elsewhere = !connection.isReused()
                && SAFE.contains(exchange.request().method())
                && exchange.upstreams().hasOther(connection.node());
        boolean anew = connection.isReused() && !again && harmless;
        if (ofConnection && neverSaid && (elsewhere || anew)) {
            if (elsewhere) {
                exchange.avoid(connection.node());
            }
            AwaitingConnection waiting = new AwaitingConnection(exchange, true);
            if (sent.isWhole()) {
                waiting.keep(LastHttpContent.EMPTY_LAST_CONTENT);
            }
            exchange.enter(waiting);
            waiting.connect();
        } else {
            exchange.answerInstead(OwnAnswer.of(loss));
        }
    }
}
