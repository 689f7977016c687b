package io.slipcover.upstream;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.slipcover.config.Timeouts;
import io.slipcover.json.NoRoomException;
import io.slipcover.memory.HeldMemory;
import io.slipcover.memory.Untaken;
import io.slipcover.report.Fault;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * A connection to CouchDB, with at most one request under way. Whoever takes the connection from the pool writes the
 * request, listens to the answer, and then gives the connection back with {@link #release} or ends it with {@link
 * #close}. The connection lives on one event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Channels tell their handlers what became of a write or a close.
public final class UpstreamConnection extends ChannelInboundHandlerAdapter implements Ticks.Waiter {

    private static final String LOST = "an answer of CouchDB's is lost";
    private static final String STALE = "a connection to CouchDB that was used before is lost";

    /** The most interim answers that one request gets. CouchDB sends one at most. */
    private static final int MOST_INTERIM = 8;

    private final UpstreamPool pool;
    private final Node node;
    private final UpstreamAddress address;
    private final Channel channel;
    private final Observation observation;
    private final AnswerDecoder decoder;
    private final Wait wait;
    private final Outflow outflow;

    /** Null where the server's paths begin at the root. */
    private final @Nullable BehindPath path;

    private final HeldMemory memory;
    private final Untaken untaken;

    private @Nullable AnswerListener listener;

    /** The head of the request under way, or of the last one. */
    private @Nullable HttpRequest asked;

    private boolean bodyBegun;
    private boolean requestWhole;
    private int interimAnswers;
    private boolean heard;
    private boolean reused;
    private boolean keepAlive = true;

    /**
     * Whether the end of an interim answer is still to come. The decoder gives an interim answer an end, as if the
     * answer had a body.
     */
    private boolean interim;

    private @Nullable Throwable failure;
    private long idleSince;

    UpstreamConnection(UpstreamPool pool, Node node, Channel channel, AnswerDecoder decoder) {
        this.pool = pool;
        this.node = node;
        this.address = node.address();
        this.channel = channel;
        this.decoder = decoder;
        this.wait = new Wait(pool.ticks());
        this.outflow = new Outflow(channel);
        this.path = address.path().isEmpty() ? null : new BehindPath(address.path());
        this.observation = new Observation(node);
        this.memory = pool.reports().memory().open();
        this.untaken = new Untaken(channel, memory);
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
        note(part);
        channel.write(
                path != null && part instanceof HttpRequest request ? path.request(request) : part,
                channel.voidPromise());
        if (!channel.isWritable()) {
            countUntaken();
        }
    }

    /** Counts what CouchDB does not take. Where there is no room for it, the connection ends: nothing else would make any. */
    private void countUntaken() {
        try {
            untaken.count();
        } catch (NoRoomException exception) {
            failure = exception;
            channel.eventLoop().execute(channel::close);
        }
    }

    /**
     * Writes the head of a request.
     *
     * @param sent hears whether the kernel has taken the head. Of a head that the kernel has not taken, CouchDB has seen nothing that it
     *     could act upon
     */
    public void write(HttpRequest head, ChannelFutureListener sent) {
        note(head);
        observation.asked(head);
        channel.write(path == null ? head : path.request(head)).addListener(sent);
    }

    private void note(HttpObject part) {
        wait.moved();
        if (part instanceof HttpRequest head) {
            asked = head;
            decoder.asked(head.method());
            bodyBegun = false;
            interimAnswers = 0;
            heard = false;
        } else {
            bodyBegun = true;
        }
        requestWhole = part instanceof LastHttpContent;
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
        asked = null;
        if (decoder.rests() && keepAlive && failure == null && channel.isActive()) {
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
        if (failure instanceof LossException) {
            // The decoder takes the end that Slipcover has made for the end of the answer.
            ReferenceCountUtil.release(message);
            return;
        }
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
        wait.moved();
        if (message instanceof HttpResponse head) {
            interim = head.status().codeClass() == HttpStatusClass.INFORMATIONAL;
            if (interim) {
                interimAnswers++;
                if (interimAnswers > MOST_INTERIM
                        || head.status().code() == HttpResponseStatus.SWITCHING_PROTOCOLS.code()) {
                    ReferenceCountUtil.release(head);
                    giveUp(Loss.NO_ANSWER);
                } else {
                    current.interim(head);
                }
                return;
            }
            heard = true;
            // An answer that does not wait for the end of the request may be the answer to another one.
            keepAlive = HttpUtil.isKeepAlive(head) && requestWhole;
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
                if (content instanceof LastHttpContent last) {
                    observation.heardAll();
                    if (!last.trailingHeaders().isEmpty()) {
                        last.trailingHeaders().clear(); // Nobody could have asked for them.
                    }
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
        countUntaken();
        AnswerListener current = listener;
        if (current != null) {
            current.writabilityChanged();
        }
    }

    /** Ends the connection, because what it should bring does not come. */
    private void giveUp(Loss loss) {
        failure = new LossException(loss);
        channel.close();
    }

    @Override
    public void tick() {
        AnswerListener current = listener;
        if (!channel.config().isAutoRead() && outflow.isReset()) {
            channel.close(); // Nobody reads from it at the moment, who would notice.
            return;
        }
        Loss waited = current == null ? null : waitedFor();
        if (current != null && waited != null && wait.isTooLong(waited, limit(waited, current))) {
            giveUp(waited);
        } else if (waited == null) {
            wait.moved();
        }
    }

    /** What it would be if CouchDB did nothing more now; null where it is not CouchDB's turn. */
    private @Nullable Loss waitedFor() {
        if (outflow.isWaiting()) {
            if (outflow.hasMoved()) {
                wait.moved();
            }
            return Loss.NOT_TAKEN;
        }
        if (!channel.config().isAutoRead()) {
            return null;
        }
        if (heard) {
            return Loss.STALLED;
        }
        return requestWhole || awaitsContinue() ? Loss.NOT_ANSWERED : null;
    }

    /** Whether the client sends no body before CouchDB wants it. */
    private boolean awaitsContinue() {
        HttpRequest head = asked;
        return head != null
                && !bodyBegun
                && interimAnswers == 0
                && head.headers().contains(HttpHeaderNames.EXPECT);
    }

    private Duration limit(Loss waited, AnswerListener current) {
        Timeouts timeouts = pool.ticks().timeouts();
        if (waited == Loss.NOT_TAKEN) {
            return timeouts.stall();
        }
        if (waited == Loss.STALLED) {
            return current.silence(timeouts.stall());
        }
        Duration silence = current.silence(timeouts.answer());
        return silence.compareTo(timeouts.answer()) > 0 ? silence : timeouts.answer();
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        pool.ticks().add(this);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        pool.ticks().remove(this);
        pool.gone(this);
        memory.close();
        AnswerListener current = listener;
        listener = null;
        if (current != null) {
            Throwable cause = failure == null ? new ClosedChannelException() : failure;
            if (!pool.isEnding()) {
                Loss loss = Loss.of(cause);
                tell(loss, cause);
                observation.lost(loss, reused);
            }
            current.lost(cause);
        }
    }

    /** Tells operators of a loss that {@link #fail} has not told them of. */
    private void tell(Loss loss, Throwable cause) {
        if (loss == Loss.CLOSED && reused && !heard) {
            // Nothing to worry about: CouchDB ends connections when it likes, and most requests are sent once more.
            pool.reports().faults().tell(new Fault(Level.INFO, STALE, address.toString(), loss.reason()), cause);
        } else if (loss.isOfNode() && loss != Loss.NO_HTTP) {
            pool.reports().faults().tell(Fault.ofUpstream(LOST, address, loss.reason()), cause);
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
        if (failure instanceof LossException) {
            return; // What follows from an end that Slipcover has made.
        }
        // What goes wrong with TLS comes wrapped.
        failure = caught instanceof DecoderException && caught.getCause() instanceof IOException inner ? inner : caught;
        report(failure, caught);
    }

    /** Tells operators of a failure at an answer that was whole, so that the connection itself is sound. */
    public void report(Throwable caught) {
        report(caught, caught);
    }

    private void report(Throwable cause, Throwable caught) {
        switch (Loss.of(cause)) {
            // Told where the connection ends, or counted where the room was asked for.
            case CLOSED,
                    NO_ANSWER,
                    NOT_REACHED,
                    NO_DESCRIPTOR,
                    NOT_CONNECTED,
                    NOT_ANSWERED,
                    STALLED,
                    NOT_TAKEN,
                    NOT_TOLD,
                    NO_ROOM -> {}
            case OUT_OF_MEMORY -> pool.reports().outOfMemory();
            // Not HTTP, or not TLS. What the codecs say of it quotes what came.
            case NO_HTTP ->
                pool.reports().faults().tell(Fault.ofUpstream(LOST, address, Loss.NO_HTTP.reason()), caught);
            case UNEXPECTED -> pool.reports().faults().unexpected("an answer failed unexpectedly", address, caught);
        }
    }
}
