package io.slipcover.admin;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One operator's connection. It answers one question after the other, and reads the next one when the operator has taken the answer to the
 * last one. Lives on one event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Channels tell their handlers what became of a write or a close.
final class AdminConnection extends ChannelInboundHandlerAdapter {
    private static final Logger LOGGER = LoggerFactory.getLogger(AdminConnection.class);

    private final AdminConnections connections;
    private final AdminQuestions questions;
    private final Channel channel;
    private final long patienceMilliseconds;

    /** The most questions that an operator may ask ahead. */
    private static final int MOST_AHEAD = 16;

    /** The question that is arriving. */
    private @Nullable ArrivingQuestion arriving;

    /** The questions that have come whole and are not answered yet. */
    private final Queue<ArrivingQuestion> asked = new ArrayDeque<>();

    /** Whether a question is being answered, or its answer is being taken. */
    private boolean answering;

    /** Whether an operator has asked too far ahead. What was asked before is answered, and then the connection ends. */
    private boolean overfull;

    /** Whether the connection waits for questions. A connection with a handshake before it is active before it does. */
    private boolean begun;

    /** The answer that is being made. */
    private @Nullable Future<?> making;

    private @Nullable Future<?> deadline;

    AdminConnection(AdminConnections connections, AdminQuestions questions, Channel channel, Duration patience) {
        this.connections = connections;
        this.questions = questions;
        this.channel = channel;
        this.patienceMilliseconds = patience.toMillis();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        if (channel.isActive()) {
            begin();
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        begin();
    }

    private void begin() {
        if (begun) {
            return;
        }
        begun = true;
        channel.config().setAutoRead(false);
        connections.opened(this);
        beginToWait();
        channel.read();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        connections.gone(this);
        Future<?> running = deadline;
        if (running != null) {
            running.cancel(false);
        }
        ArrivingQuestion unfinished = arriving;
        if (unfinished != null) {
            arriving = null;
            unfinished.letGo();
        }
        asked.forEach(ArrivingQuestion::letGo);
        asked.clear();
        Future<?> unwanted = making;
        if (unwanted != null) {
            unwanted.cancel(false);
        }
    }

    private void beginToWait() {
        Future<?> running = deadline;
        if (running != null) {
            running.cancel(false);
        }
        deadline = channel.eventLoop().schedule(this::close, patienceMilliseconds, TimeUnit.MILLISECONDS);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        overfull |= asked.size() == MOST_AHEAD;
        if (overfull) {
            ReferenceCountUtil.release(message);
            return;
        }
        if (message instanceof HttpRequest request) {
            ArrivingQuestion begun = questions.arriving(request);
            arriving = begun;
            if (request.decoderResult().isFailure()) {
                ReferenceCountUtil.release(message);
                whole(begun);
                return;
            }
            if (HttpUtil.is100ContinueExpected(request)) {
                askForTheBody(context);
            }
        }
        ArrivingQuestion question = arriving;
        if (message instanceof HttpContent content) {
            boolean failed = content.decoderResult().isFailure();
            if (question != null) {
                question.take(content.content());
                failed |= question.isEndless();
            }
            content.release();
            if (failed) {
                close();
            } else if (content instanceof LastHttpContent && question != null) {
                whole(question);
            }
        }
    }

    /** Tells an operator who waits for it to send the body, unless answers to other questions have to come before. */
    private void askForTheBody(ChannelHandlerContext context) {
        if (!answering) {
            // Beside the codec, which would take this for the answer.
            context.pipeline()
                    .context(HttpServerCodec.class)
                    .writeAndFlush(Unpooled.copiedBuffer("HTTP/1.1 100 Continue\r\n\r\n", US_ASCII));
        }
    }

    private void whole(ArrivingQuestion question) {
        arriving = null;
        asked.add(question);
        advance();
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (!answering) {
            channel.read();
        }
    }

    /** Answers the next question that has come whole, if there is one. */
    private void advance() {
        ArrivingQuestion question = answering ? null : asked.poll();
        if (question == null) {
            return;
        }
        answering = true;
        connections.asked(this);
        beginToWait();
        CompletableFuture<AdminAnswer> answered = questions.answer(question).toCompletableFuture();
        making = answered;
        answered.whenCompleteAsync(
                (answer, failure) -> {
                    making = null;
                    question.letGo();
                    if (answered.isCancelled()) {
                        close();
                    } else if (answer == null) {
                        LOGGER.atError().setCause(failure).log("a question of an operator failed");
                        close();
                    } else {
                        write(question.head(), answer);
                    }
                },
                channel.eventLoop());
    }

    private void write(HttpRequest question, AdminAnswer answer) {
        boolean stays = HttpUtil.isKeepAlive(question)
                && !question.decoderResult().isFailure()
                && !(overfull && asked.isEmpty());
        boolean headOnly = HttpMethod.HEAD.equals(question.method());
        byte[] body = answer.body().getBytes(UTF_8);
        FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.valueOf(answer.status()),
                headOnly ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(body));
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, answer.type())
                .set(HttpHeaderNames.CONTENT_LENGTH, body.length)
                .set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_STORE)
                .set("X-Content-Type-Options", "nosniff");
        answer.headers().forEach((name, value) -> response.headers().set(name, value));
        HttpUtil.setKeepAlive(response, stays);
        channel.writeAndFlush(response).addListener(taken -> {
            if (taken.isSuccess() && stays) {
                answering = false;
                beginToWait();
                advance();
                if (!answering) {
                    channel.read();
                }
            } else {
                close();
            }
        });
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (!(cause instanceof IOException)) {
            LOGGER.atError().setCause(cause).log("a connection of an operator failed");
        }
        close();
    }

    void close() {
        channel.close();
    }
}
