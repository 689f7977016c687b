package io.slipcover.server;

import static java.util.Objects.requireNonNull;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.slipcover.exchange.Client;
import io.slipcover.exchange.ClientCertificate;
import io.slipcover.exchange.Exchange;
import io.slipcover.upstream.UpstreamPool;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One client's connection. It serves requests one after the other, in the order in which they came; what a client sends ahead
 * waits, and is not read further meanwhile. Lives on one event loop.
 *
 * <p>The class is long, because the end of a connection depends on all that it knows: what is asked, what is answered and what is unread.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Channels tell their handlers what became of a write or a close.
final class ClientConnection extends ChannelInboundHandlerAdapter implements Client, OpenConnection {
    /** How much of a body is read and thrown away so that the connection can be used for another request. */
    private static final long MAXIMUM_DISCARDED = 4 << 20;

    /** How long a client is given to read an answer that came before its request was whole. */
    private static final int LINGER_SECONDS = 5;

    private final Requests requests;
    private final UpstreamPool pool;
    private final Channel channel;
    private final Drain drain;

    private final Peer peer;

    private @Nullable Exchange exchange;

    /** Of the answer to the last request that was begun. */
    private @Nullable AnswerFraming framing;

    /** What came after the request under way. */
    private final SentAhead ahead = new SentAhead();

    /** Whether the body of the last request that was begun has not come to its end yet. */
    private boolean receiving;

    /** Whether the client has closed its sending half: it may wait for answers still, but asks nothing more. */
    private boolean sentAll;

    private boolean held;
    private boolean advancing;
    private boolean closing;
    private long discarded;
    private long idleSince = System.nanoTime();

    ClientConnection(Requests requests, UpstreamPool pool, Channel channel, Peer peer, Drain drain) {
        this.requests = requests;
        this.pool = pool;
        this.channel = channel;
        this.peer = peer;
        this.drain = drain;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        HttpObject object = (HttpObject) message;
        if (closing) {
            ReferenceCountUtil.release(object);
            return;
        }
        if (!ahead.isEmpty() || (object instanceof HttpRequest && exchange != null)) {
            ahead.add(object);
            updateReading();
            return;
        }
        take(object);
    }

    private void take(HttpObject object) {
        if (object instanceof HttpRequest request) {
            begin(request);
        }
        if (object instanceof HttpContent content) {
            receiving = !(content instanceof LastHttpContent);
            Exchange current = exchange;
            if (content.decoderResult().isFailure()) {
                content.release();
                abort();
            } else if (current != null) {
                current.content(content);
            } else {
                discard(content);
            }
            if (held && !receiving) {
                updateReading();
            }
        }
    }

    private void begin(HttpRequest request) {
        receiving = true;
        discarded = 0;
        framing = new AnswerFraming(request);
        Exchange next = requests.dispatch(this, peer, request);
        exchange = next;
        next.begin();
        if (request.decoderResult().isFailure()) {
            closing = true;
        }
    }

    private void discard(HttpContent content) {
        discarded += content.content().readableBytes();
        content.release();
        if (discarded > MAXIMUM_DISCARDED) {
            closing = true;
            channel.close();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        Exchange current = exchange;
        if (current != null) {
            current.pauseOfClient();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        Exchange current = exchange;
        if (current != null) {
            current.clientWritabilityChanged();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        drain.gone(this);
        closing = true;
        Exchange current = exchange;
        exchange = null;
        if (current != null) {
            current.clientGone();
        }
        ahead.release();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            sentAll = true;
            if (closing && channel instanceof DuplexChannel duplex && duplex.isOutputShutdown()) {
                channel.close();
            }
            endWhereAllIsSent();
        }
        ReferenceCountUtil.release(event);
    }

    /**
     * Ends the connection of a client that has closed its sending half, unless it waits for an answer to a whole request. A client that waits
     * for a feed is taken for gone, as most are that look like this: it might be told nothing for hours, and CouchDB would work for it.
     */
    private void endWhereAllIsSent() {
        if (!sentAll || closing || !ahead.isEmpty()) {
            return;
        }
        Exchange current = exchange;
        if (current == null) {
            end();
        } else if (receiving || current.isLasting()) {
            channel.close();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        Exchange current = exchange;
        if (cause instanceof IOException) {
            channel.close(); // A reset is the client's business.
            return;
        }
        requests.failed(cause);
        if (current == null || closing) {
            channel.close();
        } else {
            current.failed(cause);
        }
    }

    // ---- Client

    @Override
    public String address() {
        return peer.address().text();
    }

    @Override
    public boolean isSecure() {
        return peer.secure();
    }

    @Override
    public @Nullable ClientCertificate certificate() {
        return peer.certificate();
    }

    @Override
    public boolean isToGoElsewhere() {
        return drain.isAnnounced();
    }

    @Override
    public UpstreamPool upstreamPool() {
        return pool;
    }

    @Override
    public ByteBufAllocator allocator() {
        return channel.alloc();
    }

    private AnswerFraming framing() {
        return requireNonNull(framing, "nothing is answered before it is asked");
    }

    @Override
    public void sendContinue() {
        if (framing().takeContinue()) {
            channel.writeAndFlush(
                    new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE),
                    channel.voidPromise());
        }
    }

    @Override
    public void begin(HttpResponse head) {
        AnswerFraming answer = framing();
        if (drain.isAnnounced() || (sentAll && ahead.isEmpty())) {
            answer.endConnection();
        }
        answer.frame(head, !receiving);
        channel.write(head, channel.voidPromise());
    }

    @Override
    public void write(HttpContent part) {
        channel.write(part, channel.voidPromise());
    }

    @Override
    public void flush() {
        channel.flush();
    }

    @Override
    public boolean isWritable() {
        return channel.isWritable();
    }

    @Override
    public void reading(boolean wanted) {
        held = !wanted;
        updateReading();
    }

    private void updateReading() {
        boolean wanted = !(held && receiving) && ahead.isEmpty();
        if (channel.config().isAutoRead() != wanted) {
            channel.config().setAutoRead(wanted);
        }
    }

    @Override
    public void endAfterThis() {
        framing().endConnection();
    }

    @Override
    public void finished() {
        exchange = null;
        held = false;
        if (!channel.isActive()) {
            return;
        }
        if (!framing().staysOpen() || drain.isAnnounced()) {
            end();
            return;
        }
        idleSince = System.nanoTime();
        advance();
    }

    /** Goes on with what was sent ahead. */
    private void advance() {
        if (advancing) {
            return;
        }
        advancing = true;
        while (!closing) {
            HttpObject next = ahead.next(exchange != null);
            if (next == null) {
                break;
            }
            take(next);
        }
        advancing = false;
        updateReading();
        Exchange current = exchange;
        if (current != null) {
            current.pauseOfClient();
        }
        endWhereAllIsSent();
    }

    /** Closes after all that was written has gone out, and not before the client could read it. */
    private void end() {
        boolean unread = receiving || !ahead.isEmpty();
        // What is still to go out has as long as an idle connection has.
        idleSince = System.nanoTime();
        closing = true;
        ahead.release();
        updateReading();
        if (!unread || sentAll || !(channel instanceof DuplexChannel duplex)) {
            channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
            return;
        }
        // A close with bytes unread would reset the connection, and the answer with it: the client is to close first.
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(written -> Secured.finishOutput(duplex));
        channel.eventLoop().schedule(() -> channel.close(), LINGER_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void abort() {
        Exchange current = exchange;
        exchange = null;
        closing = true;
        if (current != null) {
            // Where the exchange has not ended by itself: what it holds, and what CouchDB does for it.
            current.clientGone();
        }
        // A reset, since an answer that ends with the connection would look whole otherwise.
        Secured.breakOff(channel);
    }

    // ---- what the server asks for, from any thread

    /** Ends the connection where nothing is under way on it, or a feed that has no end; else it ends after what is. */
    @Override
    public void drain() {
        channel.eventLoop().execute(() -> {
            Exchange current = exchange;
            if (current == null && !closing) {
                end();
            } else if (current != null && current.isLasting()) {
                channel.close();
            }
        });
    }

    /** Ends the connection where nothing has been asked on it since then, by {@link System#nanoTime}. */
    @Override
    public void closeIfIdleSince(long before) {
        channel.eventLoop().execute(() -> {
            if (exchange == null && idleSince - before < 0) {
                channel.close();
            }
        });
    }

    void close() {
        channel.close();
    }
}
