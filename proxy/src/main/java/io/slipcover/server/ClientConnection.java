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
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.AsciiString;
import io.netty.util.ReferenceCountUtil;
import io.slipcover.exchange.Client;
import io.slipcover.exchange.ClientCertificate;
import io.slipcover.exchange.Exchange;
import io.slipcover.json.NoRoomException;
import io.slipcover.memory.HeldMemory;
import io.slipcover.memory.Untaken;
import io.slipcover.report.RequestRecord;
import io.slipcover.upstream.Outflow;
import io.slipcover.upstream.Ticks;
import io.slipcover.upstream.UpstreamPool;
import io.slipcover.upstream.Wait;
import java.io.IOException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One client's connection. It serves requests one after the other, in the order in which they came; what a client sends ahead
 * waits, and is not read further meanwhile. Lives on one event loop.
 *
 * <p>The class is long, because the end of a connection depends on all that it knows: what is asked, what is answered and what is unread.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Channels tell their handlers what became of a write or a close.
final class ClientConnection extends ChannelInboundHandlerAdapter implements Client, OpenConnection, Ticks.Waiter {
    /** How much of a body is read and thrown away so that the connection can be used for another request. */
    private static final long MAXIMUM_DISCARDED = 4 << 20;

    private static final AsciiString REQUEST_ID = AsciiString.cached("X-Couch-Request-ID");

    private final Requests requests;
    private final UpstreamPool pool;
    private final Channel channel;
    private final Drain drain;

    private final Peer peer;
    private final RequestRecord record;

    private @Nullable Exchange exchange;

    /** Of the answer to the last request that was begun. */
    private @Nullable AnswerFraming framing;

    /** What came after the request under way. */
    private final SentAhead ahead;

    /** What this connection holds beside its exchanges. */
    private final HeldMemory memory;

    private final Untaken untaken;

    /** Counts heads that are not whole. */
    private @Nullable HeadMemory heads;

    /** Whether the body of the last request that was begun has not come to its end yet. */
    private boolean receiving;

    /** Whether the client has closed its sending half: it may wait for answers still, but asks nothing more. */
    private boolean sentAll;

    private boolean held;
    private boolean advancing;
    private boolean closing;
    private long discarded;

    private final Wait wait;
    private final Outflow outflow;

    ClientConnection(Requests requests, UpstreamPool pool, Channel channel, Peer peer, Drain drain, HeldMemory memory) {
        this.requests = requests;
        this.pool = pool;
        this.channel = channel;
        this.peer = peer;
        this.drain = drain;
        this.memory = memory;
        this.ahead = new SentAhead(memory);
        this.untaken = new Untaken(channel, memory);
        this.wait = new Wait(pool.ticks());
        this.outflow = new Outflow(channel);
        this.record = new RequestRecord(pool.reports(), pool.counts());
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        pool.ticks().add(this);
    }

    /** Has these count the heads of the connection's requests. */
    void counts(HeadMemory headMemory) {
        heads = headMemory;
    }

    /** Refuses a head that is not whole, and for which there is no more room. */
    void refuseHead(Throwable cause) {
        if (closing) {
            return;
        }
        if (receiving) {
            abort(); // Of a body that has no end.
            return;
        }
        ahead.refuse(new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/"), cause);
        advance();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        HttpObject object = (HttpObject) message;
        HeadMemory counting = heads;
        long head = 0;
        if (counting != null) {
            head = object instanceof HttpRequest || object instanceof LastHttpContent ? counting.complete() : 0;
        }
        if (closing) {
            ReferenceCountUtil.release(object);
            return;
        }
        wait.moved();
        if (!ahead.isEmpty() || (object instanceof HttpRequest && isBusy())) {
            if (!ahead.add(object, requests.limits().connections().ahead())) {
                pool.reports().shed("ahead");
            }
            updateReading();
            return;
        }
        take(object, head);
    }

    /** Whether another request has to wait: for the answer to one before it, or until the client takes what it was answered. */
    private boolean isBusy() {
        return exchange != null || !channel.isWritable();
    }

    private void take(HttpObject object, long head) {
        if (object instanceof HttpRequest request) {
            begin(request, head);
            if (request.decoderResult().isFailure()) {
                // What follows is unreadable. The client hears why, and is not cut off before it has.
                ReferenceCountUtil.release(request);
                return;
            }
        }
        if (object instanceof HttpContent content) {
            if (content instanceof LastHttpContent last
                    && !last.trailingHeaders().isEmpty()) {
                last.trailingHeaders().clear(); // Headers that come when everything is decided decide nothing.
            }
            receiving = !(content instanceof LastHttpContent);
            record.received(content.content().readableBytes());
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

    private void begin(HttpRequest request, long head) {
        receiving = true;
        discarded = 0;
        framing = new AnswerFraming(request);
        if (!request.headers().contains(HttpHeaderNames.HOST)
                && request.protocolVersion().equals(HttpVersion.HTTP_1_0)) {
            // CouchDB makes a Location of it, which has to lead here.
            request.headers().set(HttpHeaderNames.HOST, peer.address().local());
        }
        Exchange next = requests.dispatch(this, peer, request);
        exchange = next;
        next.memory().heap().take(head);
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
        countUntaken();
        Exchange current = exchange;
        if (current != null) {
            current.clientWritabilityChanged();
        } else if (!ahead.isEmpty() && channel.isWritable()) {
            advance();
        }
    }

    /** Counts what the client does not take. Where there is no room for it, the connection breaks: nothing else would make any. */
    private void countUntaken() {
        try {
            untaken.count();
        } catch (NoRoomException exception) {
            channel.eventLoop().execute(this::abort);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        pool.ticks().remove(this);
        drain.gone(this);
        closing = true;
        Exchange current = exchange;
        exchange = null;
        if (current != null) {
            record.end(RequestRecord.Ending.CLIENT_GONE);
            current.clientGone();
        }
        ahead.release();
        memory.close();
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
        if (cause instanceof IOException) {
            channel.close(); // A reset is the client's business.
        } else {
            failed(cause);
        }
    }

    private void failed(Throwable cause) {
        Exchange current = exchange;
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
    public RequestRecord record() {
        return record;
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
        record.answered(head.status().code());
        if (record.isLogged()) {
            record.requestId(head.headers().get(REQUEST_ID));
        }
        if (head instanceof HttpContent whole) {
            record.sent(whole.content().readableBytes());
        }
        channel.write(head, channel.voidPromise());
        if (!channel.isWritable()) {
            countUntaken();
        }
    }

    @Override
    public void write(HttpContent part) {
        record.sent(part.content().readableBytes());
        channel.write(part, channel.voidPromise());
        if (!channel.isWritable()) {
            countUntaken();
        }
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
        record.end(RequestRecord.Ending.WHOLE);
        if (!channel.isActive()) {
            return;
        }
        if (!framing().staysOpen() || drain.isAnnounced()) {
            end();
            return;
        }
        wait.moved();
        advance();
    }

    /** Goes on with what was sent ahead. */
    private void advance() {
        if (advancing) {
            return;
        }
        advancing = true;
        try {
            takeAhead();
        } finally {
            advancing = false;
        }
        updateReading();
        Exchange current = exchange;
        if (current != null) {
            current.pauseOfClient();
        }
        endWhereAllIsSent();
    }

    private void takeAhead() {
        while (!closing) {
            HttpObject next = ahead.next(isBusy());
            if (next == null) {
                return;
            }
            try {
                take(next, next instanceof HttpRequest ? SentAhead.heap(next) : 0);
            } catch (RuntimeException | OutOfMemoryError | StackOverflowError failure) {
                // The failure is this request's, and not that of the request whose end led here.
                failed(failure);
            }
        }
    }

    /** Closes after all that was written has gone out, and not before the client could read it. */
    private void end() {
        boolean unread = receiving || isHeadBegun() || !ahead.isEmpty();
        wait.moved();
        closing = true;
        ahead.release();
        updateReading();
        if (!unread || sentAll || !(channel instanceof DuplexChannel duplex)) {
            channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
            return;
        }
        // A close with bytes unread would reset the connection, and the answer with it: the client is to close first.
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(written -> Secured.finishOutput(duplex));
    }

    @Override
    public void abort() {
        Exchange current = exchange;
        exchange = null;
        closing = true;
        record.end(RequestRecord.Ending.BROKEN);
        if (current != null) {
            // Where the exchange has not ended by itself: what it holds, and what CouchDB does for it.
            current.clientGone();
        }
        // A reset, since an answer that ends with the connection would look whole otherwise.
        Secured.breakOff(channel);
    }

    // ---- what is waited for

    @Override
    public void tick() {
        if (outflow.isReset()) {
            channel.close();
            return;
        }
        ClientLimit waited = waitedFor();
        if (waited == null) {
            wait.moved();
        } else if (wait.isTooLong(waited, waited.of(pool.ticks().timeouts()))) {
            giveUp(waited);
        }
    }

    /** What is the client's turn to do; null where it is somebody else's turn. */
    private @Nullable ClientLimit waitedFor() {
        if (outflow.isWaiting()) {
            if (outflow.hasMoved()) {
                wait.moved();
            }
            return ClientLimit.CLIENT;
        }
        if (closing) {
            return ClientLimit.CLOSE;
        }
        Exchange current = exchange;
        if (receiving) {
            boolean wanted = current == null
                    || (!held
                            && ahead.isEmpty()
                            && current.takesRequest()
                            && !framing().awaitsContinue());
            return wanted ? ClientLimit.BODY : null;
        }
        if (current != null) {
            return null;
        }
        return isHeadBegun() ? ClientLimit.HEAD : ClientLimit.IDLE;
    }

    /** Whether some of a request's head has come, and not yet all of it. */
    private boolean isHeadBegun() {
        HeadMemory counting = heads;
        return counting != null && counting.isPartThere();
    }

    private void giveUp(ClientLimit waited) {
        waited.tell(pool.reports().faults());
        Exchange current = exchange;
        switch (waited) {
            case CLIENT -> abort();
            case CLOSE, IDLE -> channel.close();
            case HEAD -> {
                FullHttpResponse late = waited.answer().response(channel.alloc());
                late.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
                channel.write(late, channel.voidPromise());
                end();
            }
            case BODY -> {
                if (current == null) {
                    channel.close();
                } else {
                    endAfterThis();
                    current.giveUp(waited.answer());
                }
            }
        }
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
                record.end(RequestRecord.Ending.BROKEN);
                channel.close();
            }
        });
    }

    @Override
    public void endFeedUnless(Predicate<RequestRecord> holds) {
        channel.eventLoop().execute(() -> {
            Exchange current = exchange;
            if (current != null && current.isLasting() && !holds.test(record)) {
                record.end(RequestRecord.Ending.BROKEN);
                channel.close();
            }
        });
    }

    void close() {
        channel.close();
    }
}
