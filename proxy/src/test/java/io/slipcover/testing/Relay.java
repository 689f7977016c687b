package io.slipcover.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/** A relay between Slipcover and a server on this machine, which can do something when an answer comes, before it passes the answer on. */
public final class Relay implements AutoCloseable {
    /** What is done when the answer to a request comes. */
    private record Trap(String beginning, Runnable action) {}

    private final int serverPort;
    private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<Closeable> open = new CopyOnWriteArrayList<>();
    private final AtomicReference<Trap> trap = new AtomicReference<>();

    /** @param serverPort where the server listens */
    public Relay(int serverPort) throws IOException {
        this.serverPort = serverPort;
        start(() -> {
            while (!listening.isClosed()) {
                relay(listening.accept());
            }
        });
    }

    public int port() {
        return listening.getLocalPort();
    }

    /** Does this once, when the answer comes to a request that begins so. The server has done by then what the request asks for. */
    public void beforeTheAnswerTo(String beginning, Runnable action) {
        trap.set(new Trap(beginning, action));
    }

    private void relay(Socket client) throws IOException {
        Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
        open.addAll(List.of(client, server));
        AtomicReference<Trap> sprung = new AtomicReference<>();
        start(() -> pass(client, server, bytes -> {
            Trap set = trap.get();
            if (set != null && bytes.startsWith(set.beginning()) && trap.compareAndSet(set, null)) {
                sprung.set(set);
            }
        }));
        start(() -> pass(server, client, bytes -> {
            Trap set = sprung.getAndSet(null);
            if (set != null) {
                set.action().run();
            }
        }));
    }

    private interface Watch {
        void sees(String bytes);
    }

    private static void pass(Socket from, Socket to, Watch watch) throws IOException {
        byte[] bytes = new byte[1 << 16];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
                watch.sees(new String(bytes, 0, count, ISO_8859_1));
                out.write(bytes, 0, count);
            }
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void start(Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException closed) {
                        // One end has gone, so the other one is closed, too.
                    }
                },
                "relay");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (Closeable socket : open) {
            socket.close();
        }
    }
}
