package io.slipcover.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.util.AsciiString;
import io.netty.util.ReferenceCountUtil;
import io.slipcover.config.Timeouts;
import io.slipcover.exchange.Client;
import io.slipcover.exchange.ClientCertificate;
import io.slipcover.exchange.Exchange;
import io.slipcover.report.Fault;
import io.slipcover.report.RequestRecord;
import io.slipcover.upstream.UpstreamPool;
import io.slipcover.upstream.Wait;
import java.io.IOException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One stream of a connection of HTTP/2, which is one request and its answer. What breaks off ends with {@code RST_STREAM}, so that nobody
 * takes it for whole, and the connection's other streams go on. Lives on the connection's event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Channels tell their handlers what became of a write or a close.
final class ClientStream extends ChannelInboundHandlerAdapter implements Client {
    private static final AsciiString REQUEST_ID = AsciiString.cached("X-Couch-Request-ID");

    private final StreamingConnection connection;
    private final Channel channel;

    private @Nullable Exchange exchange;

    /** The answer's head, which goes out together with what comes next. */
    private @Nullable Http2Headers head;

    /** Whether the request's head has come. */
    private boolean begun;

    /** Whether the request has not come to its end yet. */
    private boolean receiving = true;

    /** Whether the answer's body is not wanted. */
    private boolean headOnly;

    /** Whether the client sends its body only after {@code 100 Continue}, which it has not been told. */
    private boolean waiting;

    private boolean closing;

    /** Whether the answer's end has been written. */
    private boolean ended;

    private final RequestRecord record;
    private final Wait wait;

    /** How much the client had still to take, when the clock last looked. */
    private long untaken;

    ClientStream(StreamingConnection connection, Channel channel) {
        this.connection = connection;
        this.channel = channel;
        this.record =
                new RequestRecord(connection.pool().reports(), connection.pool().counts());
        this.wait = new Wait(connection.pool().ticks());
    }

    // ---- what the client sends

    @Override
    public void channelRead(ChannelHandlerContext context, Object frame) {
        if (closing) {
            ReferenceCountUtil.release(frame);
        } else if (frame instanceof Http2HeadersFrame headers) {
            heard(headers);
        } else if (frame instanceof Http2DataFrame data) {
            content(
                    data.isEndStream()
                            ? new DefaultLastHttpContent(data.content())
                            : new DefaultHttpContent(data.content()));
        } else {
            ReferenceCountUtil.release(frame);
        }
    }

    private void heard(Http2HeadersFrame frame) {
        if (begun) {
            // Trailers, of which nothing is passed on.
            if (frame.isEndStream()) {
                content(LastHttpContent.EMPTY_LAST_CONTENT);
            }
            return;
        }
        begun = true;
        HttpRequest request = StreamHeads.request(frame.headers(), !frame.isEndStream());
        if (request == null) {
            connection
                    .pool()
                    .reports()
                    .faults()
                    .tell(Fault.ofClient("a request's head was refused", "it is none of HTTP/2"));
            reset(Http2Error.PROTOCOL_ERROR);
            return;
        }
        headOnly = HttpMethod.HEAD.equals(request.method());
        waiting = HttpUtil.is100ContinueExpected(request);
        Exchange next = connection.requests().dispatch(this, connection.peer(), request);
        exchange = next;
        next.begin();
        if (frame.isEndStream()) {
            content(LastHttpContent.EMPTY_LAST_CONTENT);
        }
    }

    private void content(HttpContent content) {
        wait.moved();
        record.received(content.content().readableBytes());
        receiving = !(content instanceof LastHttpContent);
        Exchange current = exchange;
        if (current == null) {
            content.release();
        } else {
            current.content(content);
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
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof Http2ResetFrame) {
            gone();
        }
        ReferenceCountUtil.release(event);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        gone();
    }

    /** Lets go of all, because the client is gone. */
    void gone() {
        record.end(RequestRecord.Ending.CLIENT_GONE);
        closing = true;
        Exchange current = exchange;
        exchange = null;
        if (current != null) {
            current.clientGone();
        }
        // What has come and was not read is let go of, too.
        channel.config().setAutoRead(true);
        channel.close();
        connection.ended(this);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof Http2Exception || cause instanceof IOException) {
            return; // The client's fault, or its going away: the codec ends the stream.
        }
        connection.requests().failed(cause);
        Exchange current = exchange;
        if (current == null || closing) {
            reset(Http2Error.INTERNAL_ERROR);
        } else {
            current.failed(cause);
        }
    }

    // ---- Client

    @Override
    public String address() {
        return connection.peer().address().text();
    }

    @Override
    public boolean isSecure() {
        return true;
    }

    @Override
    public @Nullable ClientCertificate certificate() {
        return connection.peer().certificate();
    }

    @Override
    public boolean isToGoElsewhere() {
        return connection.isToGoElsewhere();
    }

    @Override
    public UpstreamPool upstreamPool() {
        return connection.pool();
    }

    @Override
    public RequestRecord record() {
        return record;
    }

    @Override
    public ByteBufAllocator allocator() {
        return channel.alloc();
    }

    @Override
    public void sendContinue() {
        if (waiting) {
            waiting = false;
            Http2Headers interim = new DefaultHttp2Headers(false, 1).status(HttpResponseStatus.CONTINUE.codeAsText());
            channel.writeAndFlush(new DefaultHttp2HeadersFrame(interim));
        }
    }

    @Override
    public void begin(HttpResponse response) {
        int status = response.status().code();
        record.answered(status);
        if (record.isLogged()) {
            record.requestId(response.headers().get(REQUEST_ID));
        }
        headOnly |= status == 204 || status == 304;
        head = StreamHeads.answer(response);
        if (response instanceof FullHttpResponse whole) {
            write(new DefaultLastHttpContent(whole.content()));
        }
    }

    @Override
    public void write(HttpContent part) {
        boolean last = part instanceof LastHttpContent;
        ByteBuf bytes = part.content();
        record.sent(bytes.readableBytes());
        boolean nothing = headOnly || !bytes.isReadable();
        writeHead(nothing && last);
        if (nothing) {
            part.release();
            if (last && !ended) {
                channel.write(new DefaultHttp2DataFrame(true));
            }
        } else {
            channel.write(new DefaultHttp2DataFrame(bytes, last));
        }
        ended |= last;
    }

    private void writeHead(boolean last) {
        Http2Headers held = head;
        head = null;
        if (held != null) {
            channel.write(new DefaultHttp2HeadersFrame(held, last));
            ended = last;
        }
    }

    @Override
    public void flush() {
        writeHead(false);
        channel.flush();
    }

    @Override
    public boolean isWritable() {
        return channel.isWritable();
    }

    @Override
    public void reading(boolean wanted) {
        boolean reads = wanted || !receiving;
        if (channel.config().isAutoRead() != reads) {
            channel.config().setAutoRead(reads);
        }
    }

    @Override
    public void endAfterThis() {
        // The next request comes on a stream of its own.
    }

    @Override
    public void finished() {
        exchange = null;
        record.end(RequestRecord.Ending.WHOLE);
        if (receiving) {
            // The answer is whole, and nobody reads what else the client sends (RFC 9113, section 8.1).
            reset(Http2Error.NO_ERROR);
        }
        connection.answered();
    }

    @Override
    public void abort() {
        reset(Http2Error.INTERNAL_ERROR);
    }

    private void reset(Http2Error error) {
        record.end(RequestRecord.Ending.BROKEN);
        Exchange current = exchange;
        exchange = null;
        closing = true;
        head = null;
        if (current != null) {
            current.clientGone();
        }
        channel.writeAndFlush(new DefaultHttp2ResetFrame(error)).addListener(ChannelFutureListener.CLOSE);
    }

    /** Ends a feed, because the connection is to end. */
    void drain() {
        Exchange current = exchange;
        if (current != null && current.isLasting()) {
            reset(Http2Error.CANCEL);
        }
    }

    /** Ends a feed, unless something holds for its request. */
    void endFeedUnless(Predicate<RequestRecord> holds) {
        if (!holds.test(record)) {
            drain();
        }
    }

    /** Looks whether the client takes longer than it may. */
    void tick(Timeouts timeouts) {
        ClientLimit waited = waitedFor();
        if (waited == null) {
            wait.moved();
        } else if (wait.isTooLong(waited, waited.of(timeouts))) {
            waited.tell(connection.pool().reports().faults());
            Exchange current = exchange;
            if (waited == ClientLimit.BODY && current != null) {
                current.giveUp(waited.answer());
            } else {
                reset(Http2Error.CANCEL);
            }
        }
    }

    /** What is the client's turn to do; null where it is somebody else's turn. */
    private @Nullable ClientLimit waitedFor() {
        Exchange current = exchange;
        if (!channel.isWritable() || (begun && current == null)) {
            long left = channel.bytesBeforeWritable();
            if (left != untaken) {
                untaken = left;
                wait.moved();
            }
            return ClientLimit.CLIENT;
        }
        boolean wanted = receiving && !waiting && channel.config().isAutoRead();
        return current != null && wanted && current.takesRequest() ? ClientLimit.BODY : null;
    }
}
