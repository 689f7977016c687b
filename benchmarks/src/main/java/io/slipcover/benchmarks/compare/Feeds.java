package io.slipcover.benchmarks.compare;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.slipcover.upstream.Transport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Clients with a continuous feed each, in which nothing comes for a long time. */
final class Feeds implements AutoCloseable {
    private static final Question FEED = Question.get("_changes?feed=continuous&include_docs=true&since=now");
    private static final int AT_ONCE = 100;
    private static final int SECONDS_TO_WAIT = 60;

    private final EventLoopGroup group;
    private final CountDownLatch begun;

    private Feeds(EventLoopGroup group, int count) {
        this.group = group;
        this.begun = new CountDownLatch(count);
    }

    /** Opens so many, and waits until all have begun. */
    static Feeds open(Running candidate, int count) throws IOException, InterruptedException {
        Transport transport = Transport.best();
        EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, transport.handlers());
        Feeds feeds = new Feeds(group, count);
        try {
            Bootstrap bootstrap = new Bootstrap()
                    .group(group)
                    .channel(transport.channel())
                    .handler(new ChannelInitializer<Channel>() {
                        @Override
                        protected void initChannel(Channel channel) {
                            channel.pipeline().addLast(feeds.new Feed());
                        }
                    });
            byte[] request = FEED.head(candidate);
            List<ChannelFuture> connecting = new ArrayList<>();
            for (int opened = 0; opened < count; opened++) {
                connecting.add(bootstrap.connect(candidate.address()));
                if (connecting.size() == AT_ONCE || opened == count - 1) {
                    for (ChannelFuture one : connecting) {
                        one.sync()
                                .channel()
                                .writeAndFlush(Unpooled.wrappedBuffer(request))
                                .sync();
                    }
                    connecting.clear();
                }
            }
            if (!feeds.begun.await(SECONDS_TO_WAIT, TimeUnit.SECONDS)) {
                throw new IOException(feeds.begun.getCount() + " of " + count + " feeds do not begin");
            }
            return feeds;
        } catch (IOException | InterruptedException failed) {
            feeds.close();
            throw failed;
        }
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    /** One feed. What comes is the answer's head, and nothing after it. */
    private final class Feed extends SimpleChannelInboundHandler<ByteBuf> {
        private boolean hasBegun;

        @Override
        protected void channelRead0(ChannelHandlerContext context, ByteBuf bytes) {
            if (!hasBegun) {
                hasBegun = true;
                begun.countDown();
            }
        }
    }
}
