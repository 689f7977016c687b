package io.slipcover.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A node of a cluster that tells its name in every answer, and that fails in the ways in which nodes fail. */
public final class FaultyNode implements AutoCloseable {
    /** What the node does with a request other than a health check, which it has read. */
    @FunctionalInterface
    public interface Behaviour {
        void answer(String request, Wire wire) throws IOException;
    }

    private static final String WELL = "HTTP/1.1 200 OK\r\nContent-Length: 15\r\n\r\n{\"status\":\"ok\"}";

    private final String name;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();

    private volatile ServerSocket listening;
    private volatile Behaviour behaviour = this::serve;
    private volatile Behaviour atCheck = (request, wire) -> wire.send(WELL);
    private volatile boolean resetsAtConnect;

    public FaultyNode(String name) throws IOException {
        this.name = name;
        listen(0);
    }

    private void listen(int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
        listening = socket;
        start(() -> {
            while (!socket.isClosed()) {
                Socket accepted = socket.accept();
                sockets.add(accepted);
                if (socket.isClosed()) {
                    reset(); // The node died while it accepted this one.
                } else {
                    start(() -> talk(accepted));
                }
            }
        });
    }

    private void talk(Socket socket) throws IOException {
        try (Wire wire = new Wire(socket, request -> {})) {
            if (resetsAtConnect) {
                wire.reset();
                return;
            }
            String request;
            while ((request = wire.request()) != null) {
                if (request.startsWith("GET /_up ")) {
                    atCheck.answer(request, wire);
                } else {
                    requests.add(request);
                    behaviour.answer(request, wire);
                }
            }
        } finally {
            sockets.remove(socket);
        }
    }

    /** Answers that the node is well, with its name. */
    public void serve(String request, Wire wire) throws IOException {
        wire.send("HTTP/1.1 200 OK\r\nNode: " + name + "\r\nContent-Length: 2\r\n\r\n{}");
    }

    /** Behaves thus from now on to requests other than health checks. */
    public FaultyNode behaves(Behaviour next) {
        behaviour = next;
        return this;
    }

    /** Behaves thus from now on to health checks. */
    public FaultyNode atCheck(Behaviour next) {
        atCheck = next;
        return this;
    }

    /** Answers every request with this status from now on. */
    public FaultyNode answers(int status) {
        return behaves((request, wire) -> wire.send("HTTP/1.1 " + status + " Trouble\r\nNode: " + name
                + "\r\nContent-Length: 17\r\n\r\n{\"error\":\"upset\"}"));
    }

    /** Says at health checks that it is in maintenance mode. */
    public FaultyNode drains() {
        return atCheck((request, wire) -> wire.send(
                "HTTP/1.1 404 Object Not Found\r\nContent-Length: 30\r\n\r\n{\"status\":\"maintenance_mode\"}\n"));
    }

    /** Resets each connection from now on. */
    public FaultyNode resetsAtConnect() throws IOException {
        resetsAtConnect = true;
        reset();
        return this;
    }

    /** Behaves well again. */
    public FaultyNode recovers() {
        resetsAtConnect = false;
        behaviour = this::serve;
        atCheck = (request, wire) -> wire.send(WELL);
        return this;
    }

    /** Dies: its connections break, and its port refuses others. */
    public FaultyNode dies() throws IOException {
        listening.close();
        reset();
        return this;
    }

    private void reset() throws IOException {
        for (Socket socket : sockets) {
            try (socket) {
                socket.setSoLinger(true, 0);
            } catch (SocketException closed) {
                // Its thread was quicker.
            }
        }
    }

    /** Comes back after it died. */
    public void comesBack() throws IOException {
        listen(listening.getLocalPort());
    }

    public String name() {
        return name;
    }

    public int port() {
        return listening.getLocalPort();
    }

    /** What came besides health checks. */
    public List<String> requests() {
        return requests;
    }

    @FunctionalInterface
    private interface Work {
        void run() throws IOException;
    }

    private void start(Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException exception) {
                        // The other side is gone, or the node is.
                    }
                },
                "faulty-node-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        dies();
    }
}
