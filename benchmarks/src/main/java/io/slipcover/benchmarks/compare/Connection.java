package io.slipcover.benchmarks.compare;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** A connection over which one request goes after the other, made anew where the server closes it. */
final class Connection implements AutoCloseable {
    private final InetSocketAddress address;
    private final ByteBuffer arrived = ByteBuffer.allocateDirect(1 << 18);
    private final AnswerReader reader = new AnswerReader();
    private @Nullable SocketChannel channel;

    Connection(InetSocketAddress address) {
        this.address = address;
    }

    /** Sends a request and reads its answer to the end. */
    void exchange(ByteBuffer... request) throws IOException {
        SocketChannel open = open();
        long left = 0;
        for (ByteBuffer part : request) {
            left += part.remaining();
        }
        while (left > 0) {
            left -= open.write(request);
        }
        reader.reset();
        while (!reader.isDone()) {
            arrived.clear();
            if (open.read(arrived) < 0) {
                throw new IOException(address + " closed the connection within an answer");
            }
            reader.feed(arrived.flip());
        }
        if (reader.status() / 100 != 2) {
            throw new IOException(address + " answered " + reader.status());
        }
        if (reader.closes()) {
            close();
        }
    }

    private SocketChannel open() throws IOException {
        SocketChannel open = channel;
        if (open == null) {
            open = SocketChannel.open(address);
            open.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel = open;
        }
        return open;
    }

    @Override
    public void close() throws IOException {
        SocketChannel open = channel;
        channel = null;
        if (open != null) {
            open.close();
        }
    }
}
