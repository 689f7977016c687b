package io.slipcover.upstream;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.ChannelOption;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.channel.uring.IoUring;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringServerSocketChannel;
import io.netty.channel.uring.IoUringSocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The transport that channels are made of: io_uring where the kernel has it and lets us use it, else epoll, else NIO,
 * which works everywhere. The system property {@code slipcover.transport} names another transport than the first one
 * that works.
 *
 * @param name {@code io_uring}, {@code epoll} or {@code nio}
 */
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
        // io_uring's lasting polls tell of changes alone: a client that breaks off while nobody reads from it would
        // never be noticed.
        setUnlessSet("io.netty.iouring.pollAddMultishotEnabled", "false");
        // The kernel would accept all clients that wait, before anybody can say that there are enough.
        setUnlessSet("io.netty.iouring.acceptMultiShotEnabled", "false");
    }

    /**
     * The allocator for the buffers of connections. Netty's own choice, the adaptive allocator, streams at half the
     * speed on JDK 25.
     */
    public static final ByteBufAllocator ALLOCATOR = PooledByteBufAllocator.DEFAULT;

    /**
     * How many bytes the proxy reads from a connection at once. A stream costs a third less than with Netty's own 64
     * kB.
     */
    public static final int MAXIMUM_READ = 256 * 1024;

    private static final String PROPERTY = "slipcover.transport";

    private static final int LEAST_READ = 64;
    private static final int FIRST_READ = 2048;

    private static void setUnlessSet(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    /**
     * Sets up a server for clients of CouchDB, for this transport. It accepts no more of them than find a descriptor left for a connection to
     * CouchDB.
     */
    public ServerBootstrap acceptingClients(ServerBootstrap bootstrap) {
        return accepting(bootstrap, Descriptors.forClients());
    }

    /** Sets up a server, and the connections that it accepts, for this transport. */
    public ServerBootstrap accepting(ServerBootstrap bootstrap) {
        return accepting(bootstrap, Integer.MAX_VALUE);
    }

    private ServerBootstrap accepting(ServerBootstrap bootstrap, int most) {
        return bootstrap
                .channel(serverChannel)
                .handler(new Accepting(most))
                .childOption(ChannelOption.ALLOCATOR, ALLOCATOR)
                .childOption(ChannelOption.RECVBUF_ALLOCATOR, reads());
    }

    /** Sets up connections to a server for this transport. */
    public Bootstrap connecting(Bootstrap bootstrap) {
        return bootstrap
                .channel(channel)
                .option(ChannelOption.ALLOCATOR, ALLOCATOR)
                .option(ChannelOption.RECVBUF_ALLOCATOR, reads());
    }

    /**
     * The transport that the system property names; without the property, the fastest transport that works here.
     *
     * @throws NoTransportException where the named transport does not exist or does not work here
     */
    public static Transport best() {
        String name = System.getProperty(PROPERTY);
        if (name != null) {
            return named(name);
        }
        // Not the first of working(): asking for epoll loads its library, which io_uring does not need.
        return ringWorks() ? uring() : Epoll.isAvailable() ? epoll() : nio();
    }

    static Transport named(String name) {
        List<Transport> working = working();
        return working.stream()
                .filter(transport -> transport.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new NoTransportException(PROPERTY + " is '" + name + "', expected one of: "
                        + working.stream().map(Transport::name).collect(Collectors.joining(" "))
                        + ("io_uring".equals(name) ? "; " + whyNoRing() : "")));
    }

    private static String whyNoRing() {
        Throwable cause = IoUring.unavailabilityCause();
        return cause == null ? "io_uring needs Linux 5.19 or later" : cause.toString();
    }

    /** All transports that work here, the fastest first. */
    public static List<Transport> working() {
        List<Transport> working = new ArrayList<>();
        if (ringWorks()) {
            working.add(uring());
        }
        if (Epoll.isAvailable()) {
            working.add(epoll());
        }
        working.add(nio());
        return working;
    }

    /** The size of buffers for reading: as large as the last reads of the connection were, as far as there is room. */
    private static RecvByteBufAllocator reads() {
        return new ReadSizes(new AdaptiveRecvByteBufAllocator(LEAST_READ, FIRST_READ, MAXIMUM_READ), FIRST_READ);
    }

    /**
     * Whether io_uring works here. Before Linux 5.12 its rings count as locked memory, of which there is too little by
     * default. This method asks for Linux 5.19.
     */
    private static boolean ringWorks() {
        return IoUring.isAvailable() && IoUring.isRegisterBufferRingSupported();
    }

    private static Transport uring() {
        return new Transport(
                "io_uring",
                IoUringIoHandler.newFactory(),
                IoUringServerSocketChannel.class,
                IoUringSocketChannel.class);
    }

    private static Transport epoll() {
        return new Transport(
                "epoll", LastingEpollHandler.newFactory(), EpollServerSocketChannel.class, EpollSocketChannel.class);
    }

    /** The transport that works everywhere. */
    public static Transport nio() {
        return new Transport("nio", NioIoHandler.newFactory(), NioServerSocketChannel.class, NioSocketChannel.class);
    }

    @Override
    public String toString() {
        return name;
    }
}
