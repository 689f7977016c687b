package io.slipcover.find;

import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import io.slipcover.budget.LimitException;
import io.slipcover.envelope.EntryTooLargeException;
import io.slipcover.exchange.BufferSink;
import io.slipcover.exchange.Exchange;
import io.slipcover.exchange.OwnAnswer;
import io.slipcover.json.JsonBuffer;
import io.slipcover.json.JsonFormatException;
import io.slipcover.mango.MangoException;
import io.slipcover.question.NoAnswer;
import io.slipcover.question.StreamedQuestion;
import io.slipcover.question.UpstreamQuestion;
import io.slipcover.release.ReleaseHeaders;
import io.slipcover.upstream.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * An answer that Slipcover makes of CouchDB's answers to one question after another, as they come. It has the head of the first of
 * CouchDB's answers. Where CouchDB refuses to answer, the refusal is the answer. If an answer has begun already, that answer breaks off.
 */
final class ComposedAnswer {
    private static final int MAXIMUM_REFUSAL = 1 << 20;

    private final Exchange exchange;
    private final ReleaseHeaders releaseHeaders;
    private final BufferSink out;
    private final int mostHeld;

    private @Nullable StreamedQuestion question;
    private @Nullable HttpResponse head;
    private boolean begun;

    /**
     * @param mostHeld how much of the body Slipcover holds back, so that an error can still take its place
     */
    ComposedAnswer(Exchange exchange, ReleaseHeaders releaseHeaders, int mostHeld) {
        this.exchange = exchange;
        this.releaseHeaders = releaseHeaders;
        this.out =
                new BufferSink(exchange.client().allocator(), exchange.memory().buffers());
        this.mostHeld = mostHeld;
    }

    /** A part of the answer, made of CouchDB's answer to one question. */
    abstract class Part implements StreamedQuestion.Listener {
        private final JsonBuffer refusal = new JsonBuffer(exchange.memory().heap());
        private @Nullable HttpResponse refused;

        /** Takes the next bytes of CouchDB's body. */
        abstract void feed(byte[] bytes, int from, int to);

        /** Hears that CouchDB's body was whole. */
        abstract void ended();

        /** Hears that CouchDB refuses to answer, and tells whether Slipcover asks something else instead. */
        boolean refused(UpstreamQuestion.Answer refusal) {
            return false;
        }

        /** Hears that it has been fed all that could be read for now. */
        void fed() {}

        @Override
        public final void head(HttpResponse answer) {
            if (answer.status().code() != 200) {
                refused = answer;
            } else if (head == null) {
                head = answer;
            }
        }

        @Override
        public final void content(HttpContent content) {
            try {
                Bytes.forEach(content.content(), refused == null ? this::feed : this::keepRefusal);
                if (content instanceof LastHttpContent) {
                    HttpResponse answer = refused;
                    if (answer == null) {
                        ended();
                    } else {
                        UpstreamQuestion.Answer whole = new UpstreamQuestion.Answer(answer, refusal.toByteArray());
                        if (!refused(whole)) {
                            exchange.answerInstead(whole);
                        }
                    }
                } else if (refused == null) {
                    write(false);
                }
            } catch (FindException exception) {
                fail(QueryRefusal.of(exception));
            } catch (MangoException exception) {
                fail(QueryRefusal.of(exception));
            } catch (LimitException exception) {
                fail(OwnAnswer.of(exception));
            } catch (EntryTooLargeException exception) {
                fail(new OwnAnswer(500, "document_too_large", String.valueOf(exception.getMessage())));
            } catch (JsonFormatException exception) {
                fail(new OwnAnswer(502, "bad_gateway", "CouchDB's answer is not JSON: " + exception.getMessage()));
            } finally {
                content.release();
            }
        }

        private void keepRefusal(byte[] bytes, int from, int to) {
            if (to - from > MAXIMUM_REFUSAL - refusal.length()) {
                throw new JsonFormatException(refusal.length(), "found more than an error");
            }
            refusal.write(bytes, from, to - from);
        }

        @Override
        public final void pause() {
            if (refused == null) {
                fed();
            }
            if (begun && !exchange.isOver()) {
                exchange.flushAnswer();
            }
        }

        @Override
        public final void failed(NoAnswer why) {
            exchange.answerInstead(OwnAnswer.of(why));
        }

        private void fail(OwnAnswer answer) {
            cancel();
            exchange.answerInstead(answer);
        }
    }

    /** Asks the next question. */
    void ask(StreamedQuestion next) {
        question = next;
        next.reading(exchange.client().isWritable());
        next.ask();
    }

    /** The sink that collects the body. */
    BufferSink out() {
        return out;
    }

    /** Lets the bytes go that were written to {@link #out}. */
    void write(boolean last) {
        if (!begun) {
            HttpResponse answer = head;
            if (answer == null || (!last && out.length() <= mostHeld)) {
                return;
            }
            begun = true;
            releaseHeaders.apply(answer.headers());
            answer.headers().remove(HttpHeaderNames.CONTENT_LENGTH);
            exchange.answerHead(answer);
        }
        exchange.answerBytes(out, last);
        if (!last) {
            writabilityChanged();
        }
    }

    /** Hears that the client takes more again, or takes no more for now. */
    void writabilityChanged() {
        StreamedQuestion asked = question;
        if (asked != null && begun) {
            asked.reading(exchange.client().isWritable());
        }
    }

    /** Cancels the question, because the rest of CouchDB's answer is not needed. */
    void cancel() {
        StreamedQuestion asked = question;
        question = null;
        if (asked != null) {
            asked.cancel();
        }
    }

    void discard() {
        cancel();
        out.discard();
    }
}
