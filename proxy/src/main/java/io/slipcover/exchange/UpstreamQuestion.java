package io.slipcover.exchange;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.slipcover.json.JsonBuffer;
import io.slipcover.upstream.AnswerListener;
import io.slipcover.upstream.ConnectionTaker;
import io.slipcover.upstream.UpstreamConnection;
import io.slipcover.upstream.UpstreamPool;
import io.slipcover.upstream.Upstreams;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A question of Slipcover's own to CouchDB, which only reads, asked beside the client's request and on the same event loop. The answer
 * is held whole.
 */
final class UpstreamQuestion implements AnswerListener, ConnectionTaker {
    /** Who asked. Exactly one of the two is called, unless the question is {@linkplain UpstreamQuestion#cancel taken back}. */
    interface Asker {
        /** CouchDB's answer, whatever its status. */
        void answered(Answer answer);

        /** There is none. */
        void unanswered(String reason);
    }

    /** What CouchDB said. */
    static final class Answer {
        private final HttpResponse head;
        private final byte[] body;

        Answer(HttpResponse head, byte[] body) {
            this.head = head;
            this.body = body;
        }

        HttpResponse head() {
            return head;
        }

        /** The bytes themselves, not to be changed. */
        byte[] body() {
            return body;
        }

        int status() {
            return head.status().code();
        }

        /** The answer, for somebody else to have. */
        FullHttpResponse response() {
            FullHttpResponse response = new DefaultFullHttpResponse(
                    HttpVersion.HTTP_1_1,
                    head.status(),
                    Unpooled.wrappedBuffer(body),
                    head.headers(),
                    EmptyHttpHeaders.INSTANCE);
            response.headers().remove(HttpHeaderNames.TRANSFER_ENCODING);
            InPlace.set(response.headers(), HttpHeaderNames.CONTENT_LENGTH, Integer.toString(body.length));
            return response;
        }
    }

    private static final int PIECE = 16 * 1024;
    private static final long SILENCE_MILLISECONDS = 60_000;

    private final UpstreamPool pool;
    private final Upstreams upstreams;
    private final HttpRequest request;
    private final byte[] body;
    private final int maximumAnswer;
    private final Asker asker;
    private final long silenceMilliseconds;
    private final JsonBuffer answer = new JsonBuffer();

    private @Nullable UpstreamConnection connection;
    private @Nullable HttpResponse head;
    private boolean retried;
    private boolean over;

    /** What ends the wait. */
    private @Nullable Future<?> timer;

    /** Whether anything of the answer has come since the timer was set. */
    private boolean heard;

    UpstreamQuestion(
            UpstreamPool pool, Upstreams upstreams, HttpRequest request, byte[] body, int maximumAnswer, Asker asker) {
        this(pool, upstreams, request, body, maximumAnswer, asker, SILENCE_MILLISECONDS);
    }

    /**
     * One with a time limit of its own.
     *
     * @param silenceMilliseconds how long nothing of the answer may come, before it is given up; up to twice that once some of it has
     */
    UpstreamQuestion(
            UpstreamPool pool,
            Upstreams upstreams,
            HttpRequest request,
            byte[] body,
            int maximumAnswer,
            Asker asker,
            long silenceMilliseconds) {
        this.pool = pool;
        this.upstreams = upstreams;
        this.request = request;
        this.body = body;
        this.maximumAnswer = maximumAnswer;
        this.asker = asker;
        this.silenceMilliseconds = silenceMilliseconds;
        if (body.length > 0) {
            request.headers().set(HttpHeaderNames.CONTENT_LENGTH, body.length);
        }
    }

    void ask() {
        setTimer();
        acquire();
    }

    private void acquire() {
        pool.acquire(upstreams, retried, this);
    }

    private void setTimer() {
        timer = pool.later(this::timeIsUp, silenceMilliseconds, TimeUnit.MILLISECONDS);
    }

    private void timeIsUp() {
        if (over) {
            return;
        }
        if (heard) {
            heard = false;
            setTimer();
        } else {
            fail("no answer in time");
        }
    }

    private void end() {
        over = true;
        Future<?> waiting = timer;
        timer = null;
        if (waiting != null) {
            waiting.cancel(false);
        }
    }

    /** Nobody waits for the answer any more. */
    void cancel() {
        end();
        close();
    }

    private void close() {
        UpstreamConnection open = connection;
        connection = null;
        if (open != null) {
            open.close();
        }
    }

    private void fail(String reason) {
        if (!over) {
            end();
            close();
            asker.unanswered(reason);
        }
    }

    @Override
    public void connected(UpstreamConnection taken) {
        if (over) {
            taken.release();
            return;
        }
        connection = taken;
        taken.listen(this);
        taken.write(request);
        taken.write(
                body.length == 0
                        ? LastHttpContent.EMPTY_LAST_CONTENT
                        : new DefaultLastHttpContent(Unpooled.wrappedBuffer(body)));
        taken.flush();
    }

    @Override
    public void unreachable(Throwable cause) {
        fail("CouchDB cannot be reached");
    }

    @Override
    public void interim(HttpResponse interim) {}

    @Override
    public void head(HttpResponse response) {
        head = response;
        heard = true;
    }

    @Override
    public void body(HttpContent content) {
        ByteBuf bytes = content.content();
        heard = true;
        boolean last = content instanceof LastHttpContent;
        try {
            if (bytes.readableBytes() > maximumAnswer - answer.length()) {
                fail("CouchDB's answer is too long");
                return;
            }
            byte[] piece = new byte[Math.min(PIECE, bytes.readableBytes())];
            while (bytes.isReadable()) {
                int length = Math.min(piece.length, bytes.readableBytes());
                bytes.readBytes(piece, 0, length);
                answer.write(piece, 0, length);
            }
        } finally {
            content.release();
        }
        HttpResponse response = head;
        UpstreamConnection open = connection;
        if (last && response != null && open != null) {
            end();
            connection = null;
            open.release();
            asker.answered(new Answer(response, answer.toByteArray()));
        }
    }

    @Override
    public void pause() {}

    @Override
    public void writabilityChanged() {}

    @Override
    public void lost(Throwable cause) {
        UpstreamConnection lost = connection;
        connection = null;
        if (!over && !retried && head == null && lost != null && lost.isReused()) {
            retried = true;
            acquire();
        } else {
            fail("CouchDB closed the connection before its answer was whole");
        }
    }
}
