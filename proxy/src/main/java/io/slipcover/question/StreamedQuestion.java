package io.slipcover.question;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import io.slipcover.route.FeedSilence;
import io.slipcover.route.Target;
import io.slipcover.upstream.AnswerListener;
import io.slipcover.upstream.ConnectionTaker;
import io.slipcover.upstream.Loss;
import io.slipcover.upstream.TooManyWaitingException;
import io.slipcover.upstream.UpstreamConnection;
import io.slipcover.upstream.UpstreamPool;
import io.slipcover.upstream.Upstreams;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A question of Slipcover's own to CouchDB, which only reads. Slipcover asks it beside the client's request, on that
 * request's event loop. A listener hears the answer as it comes.
 */
public final class StreamedQuestion implements AnswerListener, ConnectionTaker {
    /**
     * The listener to an answer. It hears nothing more after the last part or a failure, nor after the question was
     * {@linkplain #cancel taken back}.
     */
    public interface Listener {
        void head(HttpResponse head);

        /** A part of the body. The listener owns the part. */
        void content(HttpContent content);

        /** The listener has heard everything that could be read for now. */
        default void pause() {}

        /** CouchDB gives no answer, or no more of the answer. */
        void failed(NoAnswer why);
    }

    private final UpstreamPool pool;
    private Upstreams upstreams;
    private final HttpRequest request;
    private final byte[] body;
    private final Listener listener;

    private @Nullable UpstreamConnection connection;
    private boolean reading = true;
    private boolean retried;
    private boolean heard;
    private boolean over;

    StreamedQuestion(UpstreamPool pool, Upstreams upstreams, HttpRequest request, byte[] body, Listener listener) {
        this.pool = pool;
        this.upstreams = upstreams;
        this.request = request;
        this.body = body;
        this.listener = listener;
        if (body.length > 0) {
            request.headers().set(HttpHeaderNames.CONTENT_LENGTH, body.length);
        }
    }

    public void ask() {
        pool.acquire(upstreams, retried, this);
    }

    /** Gives the question up, because nobody waits for the answer any more. */
    public void cancel() {
        over = true;
        close();
    }

    /** Stops reading the answer, or goes on. */
    public void reading(boolean wanted) {
        reading = wanted;
        UpstreamConnection open = connection;
        if (open != null) {
            open.reading(wanted);
        }
    }

    boolean isOver() {
        return over;
    }

    private void close() {
        UpstreamConnection open = connection;
        connection = null;
        if (open != null) {
            open.close();
        }
    }

    private void fail(NoAnswer why) {
        if (!over) {
            cancel();
            listener.failed(why);
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
        if (!reading) {
            taken.reading(false);
        }
    }

    @Override
    public void unreachable(Throwable cause) {
        fail(
                cause instanceof TooManyWaitingException
                        ? new NoAnswer(String.valueOf(cause.getMessage()), false)
                        : NoAnswer.of(Loss.ofConnecting(cause)));
    }

    @Override
    public void interim(HttpResponse interim) {}

    @Override
    public void head(HttpResponse response) {
        heard = true;
        listener.head(response);
    }

    @Override
    public void body(HttpContent content) {
        if (over) {
            content.release();
            return;
        }
        boolean last = content instanceof LastHttpContent;
        UpstreamConnection open = connection;
        if (last) {
            over = true;
            connection = null;
            if (open != null) {
                open.release();
            }
        }
        try {
            listener.content(content);
        } catch (RuntimeException | OutOfMemoryError | StackOverflowError failure) {
            if (!last || open == null) {
                throw failure;
            }
            // The connection is not this question's any more: the failure must not end a request that has begun on it
            // meanwhile.
            open.report(failure);
            listener.failed(NoAnswer.of(Loss.ofFailure(failure)));
        }
    }

    @Override
    public void pause() {
        if (!over) {
            listener.pause();
        }
    }

    @Override
    public Duration silence(Duration usual) {
        return FeedSilence.of(Target.parse(request.uri()), usual);
    }

    @Override
    public void writabilityChanged() {}

    @Override
    public void lost(Throwable cause) {
        UpstreamConnection lost = connection;
        connection = null;
        Loss loss = Loss.of(cause);
        if (!over && !retried && !heard && !loss.isLate() && lost != null && lost.isReused()) {
            retried = true;
            ask();
        } else if (!over && !heard && lost != null && upstreams.hasOther(lost.node())) {
            upstreams = upstreams.avoiding(lost.node());
            ask();
        } else {
            fail(NoAnswer.of(loss));
        }
    }
}
