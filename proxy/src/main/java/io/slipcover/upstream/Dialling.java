package io.slipcover.upstream;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.EventLoop;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The making of one connection to one node. The node's name may stand for several addresses: they are tried one after the other, the next
 * one as soon as one fails or does not answer for a moment, and the first that answers is taken. All of it has one time limit, the look-up of
 * the name included. Lives on one event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Listeners hear of it.
final class Dialling {
    /** Hears what has become of it, once. */
    interface Listener {
        void connected(Channel channel);

        /**
         * No address took the connection.
         *
         * @param ofNode whether the node is to blame, and not this machine
         */
        void failed(Throwable cause, boolean ofNode);
    }

    /** How long an address may be silent before the next one is tried beside it (RFC 8305, section 5). */
    static final long HEAD_START_MILLISECONDS = 250;

    private static final String NO_PORT_LEFT = "Cannot assign requested address";

    private final EventLoop eventLoop;
    private final BackgroundResolution names;
    private final Function<InetSocketAddress, ChannelFuture> connecting;
    private final long limitMilliseconds;
    private final Listener listener;

    private List<InetSocketAddress> addresses = List.of();
    private int next;
    private int underWay;
    private boolean over;
    private @Nullable Future<?> headStart;
    private @Nullable Future<?> limit;

    /**
     * @param names finds the addresses of the node's name
     * @param connecting connects to one address
     * @param limitMilliseconds how long it may take
     */
    Dialling(
            EventLoop eventLoop,
            BackgroundResolution names,
            Function<InetSocketAddress, ChannelFuture> connecting,
            long limitMilliseconds,
            Listener listener) {
        this.eventLoop = eventLoop;
        this.names = names;
        this.connecting = connecting;
        this.limitMilliseconds = limitMilliseconds;
        this.listener = listener;
    }

    /** Looks the name up and begins with the first address. */
    void begin(UpstreamAddress address) {
        limit = eventLoop.schedule(this::giveUp, limitMilliseconds, TimeUnit.MILLISECONDS);
        names.getResolver(eventLoop)
                .resolveAll(InetSocketAddress.createUnresolved(address.host(), address.port()))
                .addListener((io.netty.util.concurrent.Future<List<InetSocketAddress>> found) -> onEventLoop(() -> {
                    if (found.isSuccess()) {
                        addresses = found.getNow();
                        connectToNext();
                    } else {
                        end(found.cause());
                    }
                }));
    }

    private void connectToNext() {
        headStart = null;
        if (over || next == addresses.size()) {
            return;
        }
        ChannelFuture future = connecting.apply(addresses.get(next));
        next++;
        underWay++;
        if (next < addresses.size()) {
            headStart = eventLoop.schedule(this::connectToNext, HEAD_START_MILLISECONDS, TimeUnit.MILLISECONDS);
        }
        // Where not even a channel could be made, Netty says so on a thread of its own.
        future.addListener(done -> onEventLoop(() -> {
            underWay--;
            if (done.isSuccess()) {
                succeeded(future.channel());
            } else {
                failed(done.cause());
            }
        }));
    }

    private void succeeded(Channel channel) {
        stopWaiting();
        if (over) {
            channel.close();
            return;
        }
        over = true;
        cancel(limit);
        listener.connected(channel);
    }

    private void giveUp() {
        end(new ConnectTimeoutException("no connection in " + limitMilliseconds + " ms"));
    }

    private void end(Throwable cause) {
        if (!over) {
            over = true;
            stopWaiting();
            cancel(limit);
            listener.failed(cause, isOfNode(cause));
        }
    }

    private void failed(Throwable cause) {
        if (over) {
            return;
        }
        stopWaiting();
        if (next < addresses.size()) {
            connectToNext();
        } else if (underWay == 0) {
            if (Descriptors.areUsedUp(cause)) {
                Descriptors.tellUsedUp();
            }
            end(cause);
        }
    }

    private void stopWaiting() {
        Future<?> waiting = headStart;
        headStart = null;
        cancel(waiting);
    }

    private static void cancel(@Nullable Future<?> timer) {
        if (timer != null) {
            timer.cancel(false);
        }
    }

    private void onEventLoop(Runnable what) {
        if (eventLoop.inEventLoop()) {
            what.run();
        } else {
            eventLoop.execute(what);
        }
    }

    /** Where the channel was closed while it connected, the proxy is about to end. Where there are no descriptors or ports left, it is ours. */
    private static boolean isOfNode(Throwable cause) {
        String message = cause.getMessage();
        return cause instanceof IOException
                && !(cause instanceof ClosedChannelException)
                && !(cause instanceof BindException)
                && !Descriptors.areUsedUp(cause)
                && (message == null || !message.contains(NO_PORT_LEFT));
    }
}
