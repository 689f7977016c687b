package io.slipcover.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Locale;
import java.util.function.Consumer;

/** One end of a connection, spoken to in plain text: a byte is a char of ISO 8859-1. Reading waits a minute at most. */
public final class Wire implements AutoCloseable {
    private static final int PATIENCE_MILLISECONDS = 60_000;

    private final Socket socket;
    private final Consumer<String> heard;
    private final boolean opensDoor;

    Wire(Socket socket, Consumer<String> heard) throws IOException {
        this(socket, heard, false);
    }

    /**
     * One end of a connection.
     *
     * @param opensDoor whether questions after a client's admission are answered with yes, and not heard
     */
    Wire(Socket socket, Consumer<String> heard, boolean opensDoor) throws IOException {
        this.socket = socket;
        this.heard = heard;
        this.opensDoor = opensDoor;
        socket.setTcpNoDelay(true);
    }

    /** A client of a server on this machine. */
    public static Wire to(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MILLISECONDS);
        return new Wire(socket, text -> {});
    }

    /** A client on a connection that is open already, such as an encrypted one. */
    public static Wire over(Socket socket) throws IOException {
        socket.setSoTimeout(PATIENCE_MILLISECONDS);
        return new Wire(socket, text -> {});
    }

    public Wire send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
        socket.getOutputStream().flush();
        return this;
    }

    /** Reads up to the empty line, which it includes; what there is where the connection ends before. */
    public String head() throws IOException {
        String head = nextHead();
        while (opensDoor && head.startsWith("GET ") && head.contains("/_security HTTP/1.1\r\n")) {
            send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
            head = nextHead();
        }
        return head;
    }

    private String nextHead() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int state = 0;
        while (state < 4) {
            int next = socket.getInputStream().read();
            if (next < 0) {
                break;
            }
            bytes.write(next);
            state = next == (state % 2 == 0 ? '\r' : '\n') ? state + 1 : next == '\r' ? 1 : 0;
        }
        return bytes.toString(ISO_8859_1);
    }

    public String read(int length) throws IOException {
        return new String(socket.getInputStream().readNBytes(length), ISO_8859_1);
    }

    /** Reads up to the end of the connection. */
    public String rest() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            socket.getInputStream().transferTo(bytes);
        } catch (java.net.SocketException reset) {
            bytes.writeBytes("<reset>".getBytes(ISO_8859_1));
        }
        return bytes.toString(ISO_8859_1);
    }

    /** Reads one request, or {@code null} at the end of the connection. */
    @SuppressWarnings("ReturnsNullCollection")
    public String request() throws IOException {
        String head = head();
        if (head.isEmpty()) {
            return null;
        }
        String request = head + body(head);
        heard.accept(request);
        return request;
    }

    /** Reads one answer to a request other than HEAD. */
    public String answer() throws IOException {
        String head = head();
        return head + body(head);
    }

    /** The body that a head announces; chunks stay as they were on the wire. */
    public String body(String head) throws IOException {
        String lower = head.toLowerCase(Locale.ROOT);
        if (lower.contains("transfer-encoding: chunked")) {
            StringBuilder body = new StringBuilder();
            while (true) {
                String line = line();
                body.append(line);
                if (line.isEmpty()) {
                    return body.toString();
                }
                int size = Integer.parseInt(line.strip(), 16);
                if (size == 0) {
                    String trailer;
                    do {
                        trailer = line();
                        body.append(trailer);
                    } while (trailer.strip().length() > 0);
                    return body.toString();
                }
                body.append(read(size + 2));
            }
        }
        int at = lower.indexOf("\r\ncontent-length:");
        if (at < 0) {
            return "";
        }
        int from = at + "\r\ncontent-length:".length();
        return read(Integer.parseInt(
                lower.substring(from, lower.indexOf('\r', from)).strip()));
    }

    private String line() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int next;
        while ((next = socket.getInputStream().read()) >= 0) {
            bytes.write(next);
            if (next == '\n') {
                break;
            }
        }
        return bytes.toString(ISO_8859_1);
    }

    /** The payload of a message: its body, without chunks. */
    public static String payload(String message) {
        int end = message.indexOf("\r\n\r\n") + 4;
        String body = message.substring(end);
        return message.substring(0, end).toLowerCase(Locale.ROOT).contains("transfer-encoding: chunked")
                ? unchunked(body)
                : body;
    }

    /** The payload of a body that came in chunks. */
    public static String unchunked(String body) {
        StringBuilder payload = new StringBuilder();
        int at = 0;
        while (true) {
            int end = body.indexOf("\r\n", at);
            int size = Integer.parseInt(body.substring(at, end), 16);
            if (size == 0) {
                return payload.toString();
            }
            payload.append(body, end + 2, end + 2 + size);
            at = end + 2 + size + 2;
        }
    }

    public void finishOutput() throws IOException {
        socket.shutdownOutput();
    }

    /** Closes such that the other side cannot take it for the end of what is sent alone. */
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    public Socket socket() {
        return socket;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
