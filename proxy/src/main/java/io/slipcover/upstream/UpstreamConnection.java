package io.slipcover.upstream;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection to CouchDB, with at most one request under way. Whoever takes the connection from the pool writes the
 * request, listens to the answer, and then gives the connection back with {@link #release} or ends it with {@link
 * #close}. The connection lives on one event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Channels tell their handlers what became of a write or a close.
public final class UpstreamConnection extends ChannelInboundHandlerAdapter {
    private static final Logger LOGGER = LoggerFactory.getLogger(UpstreamConnection.class);

    private final UpstreamPool pool;
    private final Node node;
    private final UpstreamAddress address;
    private final Channel channel;
    private final Observation observation;

    /** Null where the server's paths begin at the root. */
    private final @Nullable BehindPath path;

    private @Nullable AnswerListener listener;
    private boolean reused;
    private boolean keepAlive = true;

    /**
     * Whether the end of an interim answer is still to come. The decoder gives an interim answer an end, as if the
     * answer had a body.
     */
    private boolean interim;

    private @Nullable Throwable failure;
    private long idleSince;

    UpstreamConnection(UpstreamPool pool, Node node, Channel channel) {
        this.pool = pool;
        this.node = node;
        this.address = node.address();
        this.channel = channel;
        this.path = address.path().isEmpty() ? null : new BehindPath(address.path());
        this.observation = new Observation(node);
    }

    /** The node at the other end. */
    public Node node() {
        return node;
    }

    /** The server at the other end. */
    public UpstreamAddress address() {
        return address;
    }

    /** Whether the connection has served another request before. CouchDB may then be about to close it. */
    public boolean isReused() {
        return reused;
    }

    /** Whether the connection takes more bytes without piling them up in memory. */
    public boolean isWritable() {
        return channel.isWritable();
    }

    /** Writes a part of the request, which the connection owns from here on. */
    public void write(HttpObject part) {
        if (part instanceof HttpRequest request) {
            observation.asked(request);
        }
        channel.write(
                path != null && part instanceof HttpRequest request ? path.request(request) : part,
                channel.voidPromise());
    }

    public void flush() {
        channel.flush();
    }

    /** Stops reading the answer, or goes on. */
    public void reading(boolean wanted) {
        channel.config().setAutoRead(wanted);
    }

    /** Sets the listener who hears the answer to the request that is written next. */
    public void listen(AnswerListener answerListener) {
        this.listener = answerListener;
    }

    /** Gives the connection back to the pool. Request and answer must be whole. */
    public void release() {
        listener = null;
        if (keepAlive && failure == null && channel.isActive()) {
            reused = true;
            idleSince = System.nanoTime();
            if (!channel.config().isAutoRead()) {
                channel.config().setAutoRead(true);
            }
            pool.idle(this);
        } else {
            channel.close();
        }
    }

    /** Ends the connection at once, in the middle of a request that is under way. */
    public void close() {
        listener = null;
        channel.close();
    }

    boolean isUsable(long now, long idleNanoseconds) {
        return channel.isActive() && now - idleSince < idleNanoseconds;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        AnswerListener current = listener;
        if (current == null) {
            // Nothing was asked, so nothing may come: such a connection is not to be trusted with the next request.
            ReferenceCountUtil.release(message);
            channel.close();
            return;
        }
        if (message instanceof HttpObject object && object.decoderResult().isFailure()) {
            ReferenceCountUtil.release(message);
            fail(object.decoderResult().cause());
            channel.close();
            return;
        }
        if (message instanceof HttpResponse head) {
            interim = head.status().codeClass() == HttpStatusClass.INFORMATIONAL;
            if (interim) {
                current.interim(head);
                return;
            }
            keepAlive = HttpUtil.isKeepAlive(head);
            if (path != null) {
                path.answer(head.headers());
            }
            observation.heard(head);
            current.head(head);
            current = listener;
        }
        if (message instanceof HttpContent content) {
            if (interim) {
                content.release();
                interim = !(content instanceof LastHttpContent);
            } else if (current != null) {
                if (content instanceof LastHttpContent) {
                    observation.heardAll();
                }
                current.body(content);
            } else {
                content.release();
            }
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        AnswerListener current = listener;
        if (current != null) {
            current.pause();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        AnswerListener current = listener;
        if (current != null) {
            current.writabilityChanged();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        pool.gone(this);
        AnswerListener current = listener;
        listener = null;
        if (current != null) {
            Throwable cause = failure == null ? new ClosedChannelException() : failure;
            if (failure instanceof IOException) {
                LOGGER.atWarn()
                        .addKeyValue("upstream", address)
                        .addKeyValue("cause", cause)
                        .log("upstream connection failed");
            }
            if (!pool.isEnding()) {
                observation.lost(Loss.of(cause), reused);
            }
            current.lost(cause);
        }
    }

    /**
     * A failure to read ends the connection, and Netty sees to that. A failure to write does not end it. CouchDB may
     * have answered before it had the whole request, and closed the connection behind its answer. That answer is still
     * to be read.
     */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof IOException) {
            if (failure == null) {
                failure = cause;
            }
        } else {
            fail(cause);
            channel.close();
        }
    }

    private void fail(Throwable caught) {
        // What goes wrong with TLS comes wrapped.
        failure = caught instanceof DecoderException && caught.getCause() instanceof IOException inner ? inner : caught;
        switch (Loss.of(failure)) {
            case CLOSED -> {} // Told where the connection ends.
            case OUT_OF_MEMORY -> pool.reports().outOfMemory();
            // Not HTTP, or not TLS. What the codecs say of it quotes what came.
            case NO_HTTP ->
                LOGGER.atWarn()
                        .addKeyValue("upstream", address)
                        .setCause(Unquoted.of(caught))
                        .log("upstream does not speak as it should");
            case UNEXPECTED ->
                LOGGER.atError()
                        .addKeyValue("upstream", address)
                        .setCause(Unquoted.of(caught))
                        .log("an answer failed unexpectedly");
        }
    }
}
