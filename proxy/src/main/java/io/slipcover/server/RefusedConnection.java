package io.slipcover.server;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.TimeUnit;

/** A connection that exceeds a limit. It is answered before anything is read, and ends soon: when its client closes it, or a moment later. */
@SuppressWarnings("FutureReturnValueIgnored") // Channels tell their handlers what became of a write or a close.
final class RefusedConnection extends ChannelInboundHandlerAdapter {
    /** How long a client is given to read the answer. A close with bytes unread would take the answer away. */
    private static final int LINGER_MILLISECONDS = 500;

    private final String limit;

    /**
     * @param limit the name of the limit
     */
    RefusedConnection(String limit) {
        this.limit = limit;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        String body =
                "{\"error\":\"service_unavailable\",\"reason\":\"there are as many connections as there may be (limits: "
                        + limit + ")\"}\n";
        String answer = "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 10\r\nConnection: close\r\n"
                + "Cache-Control: must-revalidate\r\nContent-Type: application/json\r\nContent-Length: " + body.length()
                + "\r\n\r\n" + body;
        context.writeAndFlush(ByteBufUtil.writeAscii(context.alloc(), answer)).addListener(written -> {
            if (context.channel() instanceof DuplexChannel duplex && written.isSuccess()) {
                duplex.shutdownOutput();
            } else {
                context.close();
            }
        });
        context.executor().schedule(() -> context.close(), LINGER_MILLISECONDS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ReferenceCountUtil.release(message);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            context.close();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }
}
