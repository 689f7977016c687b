package io.slipcover.upstream;

import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.IoOps;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollIoOps;

/**
 * Netty's handler of epoll, but for channels that want to hear of nothing for a while. Netty 4.2.18 takes such a channel out of epoll's
 * list and then believes that it is still there, so that the next wish fails and the channel is closed. A client that has closed its sending
 * half is such a channel: there is nothing to read from it, and mostly nothing to wait for. Here it stays in the list, for errors alone.
 */
final class LastingEpollHandler implements IoHandler {
    private final IoHandler netty;

    private LastingEpollHandler(IoHandler netty) {
        this.netty = netty;
    }

    static IoHandlerFactory newFactory() {
        IoHandlerFactory factory = EpollIoHandler.newFactory();
        return executor -> new LastingEpollHandler(factory.newHandler(executor));
    }

    @Override
    public void initialize() {
        netty.initialize();
    }

    @Override
    public int run(IoHandlerContext context) {
        return netty.run(context);
    }

    @Override
    public void prepareToDestroy() {
        netty.prepareToDestroy();
    }

    @Override
    public void destroy() {
        netty.destroy();
    }

    @Override
    public IoRegistration register(IoHandle handle) throws Exception {
        return new Lasting(netty.register(handle));
    }

    @Override
    public void wakeup() {
        netty.wakeup();
    }

    @Override
    public boolean isCompatible(Class<? extends IoHandle> type) {
        return netty.isCompatible(type);
    }

    /** One channel's place in the list. */
    private static final class Lasting implements IoRegistration {
        private final IoRegistration netty;

        /** Whether the channel has been in the list: before that, a channel may want nothing. */
        private boolean listed;

        Lasting(IoRegistration netty) {
            this.netty = netty;
        }

        @Override
        @SuppressWarnings("TypeParameterUnusedInFormals") // So does Netty.
        public <T> T attachment() {
            return netty.attachment();
        }

        @Override
        public long submit(IoOps wished) {
            boolean nothing = EpollIoOps.NONE.equals(wished);
            listed |= !nothing;
            return netty.submit(nothing && listed ? EpollIoOps.EPOLLET : wished);
        }

        @Override
        public boolean isValid() {
            return netty.isValid();
        }

        @Override
        public boolean cancel() {
            return netty.cancel();
        }
    }
}
