package io.slipcover.question;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.slipcover.json.JsonBuffer;
import io.slipcover.report.Fault;
import io.slipcover.upstream.Bytes;
import io.slipcover.upstream.InPlace;
import io.slipcover.upstream.Loss;
import io.slipcover.upstream.Ticks;
import io.slipcover.upstream.UpstreamPool;
import io.slipcover.upstream.Upstreams;
import io.slipcover.upstream.Wait;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A question of Slipcover's own to CouchDB. Slipcover holds the answer whole, and gives the question up where the answer does not come in
 * time.
 */
public final class UpstreamQuestion implements StreamedQuestion.Listener, Ticks.Waiter {
    /**
     * The asker of a question. Exactly one of {@link #answered} and {@link #unanswered} is called, with two exceptions: neither is called
     * after the question was {@linkplain UpstreamQuestion#cancel taken back}, and where the asker fails at the answer, it hears that the
     * question is unanswered as well.
     */
    public interface Asker {
        /**
         * Whether the asker wants the body. Where it does not, the answer ends with its head, without a body, and CouchDB's connection
         * ends, too.
         */
        default boolean wantsBody(HttpResponse head) {
            return true;
        }

        /** Takes CouchDB's answer, whatever its status. */
        void answered(Answer answer);

        /** Hears that there is no answer. */
        void unanswered(NoAnswer why);
    }

    /** An answer of CouchDB's, held whole. */
    public static final class Answer {
        private final HttpResponse head;
        private final byte[] body;

        public Answer(HttpResponse head, byte[] body) {
            this.head = head;
            this.body = body;
        }

        public HttpResponse head() {
            return head;
        }

        /** The bytes of the body themselves, which nobody may change. */
        public byte[] body() {
            return body;
        }

        public int status() {
            return head.status().code();
        }

        /** The answer as a response that somebody else can own. */
        public FullHttpResponse response() {
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

    private final UpstreamPool pool;
    private final int maximumAnswer;
    private final Asker asker;
    private final StreamedQuestion question;
    private final Wait wait;
    private final @Nullable Duration patience;
    private final JsonBuffer answer = new JsonBuffer();

    private @Nullable HttpResponse head;
    private boolean over;

    public UpstreamQuestion(
            UpstreamPool pool, Upstreams upstreams, HttpRequest request, byte[] body, int maximumAnswer, Asker asker) {
        this(pool, upstreams, request, body, maximumAnswer, asker, null);
    }

    /**
     * A question with a time of its own.
     *
     * @param patience how long the whole answer may take; null: as long as the configuration says
     */
    UpstreamQuestion(
            UpstreamPool pool,
            Upstreams upstreams,
            HttpRequest request,
            byte[] body,
            int maximumAnswer,
            Asker asker,
            @Nullable Duration patience) {
        this.pool = pool;
        this.patience = patience;
        this.maximumAnswer = maximumAnswer;
        this.asker = asker;
        this.wait = new Wait(pool.ticks());
        this.question = new StreamedQuestion(pool, upstreams, request, body, this);
    }

    public void ask() {
        pool.ticks().add(this);
        question.ask();
    }

    @Override
    public void tick() {
        Duration own = patience;
        if (wait.isTooLong(this, own == null ? pool.ticks().timeouts().question() : own)) {
            pool.reports()
                    .faults()
                    .tell(Fault.ofUpstream("a question of Slipcover's is not answered", "", Loss.NOT_TOLD.reason()));
            failed(NoAnswer.of(Loss.NOT_TOLD));
        }
    }

    private void end() {
        over = true;
        pool.ticks().remove(this);
    }

    /** Gives the question up, because nobody waits for the answer any more. */
    public void cancel() {
        end();
        question.cancel();
    }

    @Override
    public void failed(NoAnswer why) {
        if (!over) {
            cancel();
            asker.unanswered(why);
        }
    }

    @Override
    public void head(HttpResponse response) {
        head = response;
        if (!asker.wantsBody(response)) {
            cancel();
            asker.answered(new Answer(response, new byte[0]));
        }
    }

    @Override
    public void content(HttpContent content) {
        ByteBuf bytes = content.content();
        boolean last = content instanceof LastHttpContent;
        try {
            if (bytes.readableBytes() > maximumAnswer - answer.length()) {
                failed(new NoAnswer("CouchDB's answer is too long", false));
                return;
            }
            Bytes.forEach(bytes, (array, from, to) -> answer.write(array, from, to - from));
        } finally {
            content.release();
        }
        HttpResponse response = head;
        if (last && response != null) {
            end();
            tell(response);
        }
    }

    /** Tells the asker one of the two things that it waits for. An answer that the asker cannot deal with is as good as none. */
    private void tell(HttpResponse response) {
        try {
            asker.answered(new Answer(response, answer.toByteArray()));
        } catch (RuntimeException | OutOfMemoryError | StackOverflowError failure) {
            asker.unanswered(NoAnswer.of(Loss.ofFailure(failure)));
            throw failure;
        }
    }
}
