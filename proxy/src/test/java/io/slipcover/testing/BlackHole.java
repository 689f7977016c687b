package io.slipcover.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/**
 * A port that neither takes nor refuses connections, as behind a firewall that drops what is sent. Nobody accepts the connections that fill
 * its queue, so that the kernel drops the others.
 */
public final class BlackHole implements AutoCloseable {
    private static final int MOST = 64;
    private static final int SILENCE_MILLISECONDS = 200;

    private final ServerSocket listening = new ServerSocket();
    private final List<Socket> filling = new ArrayList<>();

    public BlackHole() throws IOException {
        this(InetAddress.getLoopbackAddress(), 0);
    }

    public BlackHole(InetAddress address, int port) throws IOException {
        listening.bind(new InetSocketAddress(address, port), 1);
        for (int number = 0; number < MOST; number++) {
            Socket socket = new Socket();
            try {
                socket.connect(listening.getLocalSocketAddress(), SILENCE_MILLISECONDS);
                filling.add(socket);
            } catch (SocketTimeoutException full) {
                socket.close();
                return;
            }
        }
        throw new IllegalStateException("the queue of " + listening + " does not fill up");
    }

    public int port() {
        return listening.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        for (Socket socket : filling) {
            socket.close();
        }
        listening.close();
    }
}
