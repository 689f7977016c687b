package io.slipcover.upstream;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;

/** What channels are made of: native epoll where the machine has it, else NIO. */
public record Transport(
        String name,
        IoHandlerFactory handlers,
        Class<? extends ServerChannel> serverChannel,
        Class<? extends SocketChannel> channel) {
    static {
        // Netty reads these when its classes are loaded.
        // Its leak detector takes a stack trace for one buffer in 128.
        setUnlessSet("io.netty.leakDetection.level", "disabled");
        // Its flight-recorder events load the whole recorder at the start, whether or not it is on.
        setUnlessSet("io.netty.jfr.enabled", "false");
    }

    /** Where the buffers of connections come from. Netty's own choice, the adaptive one, streams at half the speed on JDK 25. */
    public static final ByteBufAllocator ALLOCATOR = PooledByteBufAllocator.DEFAULT;

    /** How much is read from a connection at once, in bytes: a stream costs a third less so than with Netty's own 64 kB. */
    public static final int MAXIMUM_READ = 256 * 1024;

    private static final int LEAST_READ = 64;
    private static final int FIRST_READ = 2048;

    private static void setUnlessSet(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    /** How large buffers for reading are: as large as the last reads of their connection were. */
    public static RecvByteBufAllocator reads() {
        return new AdaptiveRecvByteBufAllocator(LEAST_READ, FIRST_READ, MAXIMUM_READ);
    }

    /** The fastest that works here. */
    public static Transport best() {
        return Epoll.isAvailable()
                ? new Transport(
                        "epoll", EpollIoHandler.newFactory(), EpollServerSocketChannel.class, EpollSocketChannel.class)
                : nio();
    }

    /** The one that works everywhere. */
    public static Transport nio() {
        return new Transport("nio", NioIoHandler.newFactory(), NioServerSocketChannel.class, NioSocketChannel.class);
    }
}
