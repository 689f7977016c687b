package io.slipcover.testing;

import io.slipcover.testbed.Patience;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that does to each of its connections what the test says, byte by byte, and keeps what it was asked. */
public final class FakeUpstream implements AutoCloseable {
    /** What is done with one connection, the first of which is number 0. */
    @FunctionalInterface
    public interface Script {
        void run(int number, Wire wire) throws IOException;
    }

    private final ServerSocket listening;
    private final AtomicInteger connections = new AtomicInteger();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final BlockingQueue<String> requests = new LinkedBlockingQueue<>();

    public FakeUpstream(Script script) throws IOException {
        this(script, true);
    }

    /** One whose script is asked, too, whether a client is let in. */
    public static FakeUpstream withDoor(Script script) throws IOException {
        return new FakeUpstream(script, false);
    }

    private FakeUpstream(Script script, boolean opensDoor) throws IOException {
        listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start("accept", () -> {
            while (!listening.isClosed()) {
                Socket socket = listening.accept();
                sockets.add(socket);
                int number = connections.getAndIncrement();
                start("connection-" + number, () -> {
                    try (socket) {
                        script.run(number, new Wire(socket, requests::add, opensDoor));
                    }
                });
            }
        });
    }

    /** One that answers every request with the same bytes and keeps its connections. */
    public static FakeUpstream answering(String answer) throws IOException {
        return new FakeUpstream((number, wire) -> {
            while (wire.request() != null) {
                wire.send(answer);
            }
        });
    }

    @FunctionalInterface
    private interface Work {
        void run() throws IOException;
    }

    private static void start(String name, Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException exception) {
                        // The other side is gone, or the test is over.
                    }
                },
                "fake-upstream-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    public int port() {
        return listening.getLocalPort();
    }

    public int connections() {
        return connections.get();
    }

    /** The next request that came, head and body as they were on the wire. */
    public String nextRequest() {
        return Patience.next(requests);
    }

    public boolean hasRequest() {
        return !requests.isEmpty();
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
