package io.slipcover.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** A client of HTTP/2 that writes frame by frame what it is told (RFC 9113, section 6), with heads that are not compressed. */
public final class FrameWire implements AutoCloseable {
    public static final int DATA = 0;
    public static final int HEADERS = 1;
    public static final int RST_STREAM = 3;
    public static final int SETTINGS = 4;
    public static final int PING = 6;
    public static final int GOAWAY = 7;
    public static final int WINDOW_UPDATE = 8;
    public static final int CONTINUATION = 9;

    public static final int END_STREAM = 1;
    public static final int END_HEADERS = 4;

    private static final int PATIENCE_MILLISECONDS = 60_000;

    /** A frame that was read. */
    public record Frame(int type, int flags, int stream, String payload) {
        public boolean endsStream() {
            return (type == DATA || type == HEADERS) && (flags & END_STREAM) != 0;
        }

        /** The number in the payload that says why a stream was reset, or why the connection ends. */
        public int error() {
            int at = type == GOAWAY ? 4 : 0;
            return (payload.charAt(at) << 24)
                    | (payload.charAt(at + 1) << 16)
                    | (payload.charAt(at + 2) << 8)
                    | payload.charAt(at + 3);
        }
    }

    private final SSLSocket socket;
    private final DataInputStream in;

    private FrameWire(SSLSocket socket) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(socket.getInputStream());
    }

    /** A client that has said its preface to a proxy. */
    public static FrameWire to(int port) throws IOException {
        SSLSocket socket = Certificates.connect(Certificates.client(), "localhost", port);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {"h2"});
        socket.setSSLParameters(parameters);
        socket.setSoTimeout(PATIENCE_MILLISECONDS);
        socket.startHandshake();
        if (!socket.getApplicationProtocol().equals("h2")) {
            throw new IOException("the server speaks " + socket.getApplicationProtocol());
        }
        FrameWire wire = new FrameWire(socket);
        socket.getOutputStream().write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(ISO_8859_1));
        return wire.send(SETTINGS, 0, 0, "");
    }

    public FrameWire send(int type, int flags, int stream, String payload) throws IOException {
        socket.getOutputStream().write(bytes(type, flags, stream, payload));
        return this;
    }

    /** The bytes of a frame. */
    public static byte[] bytes(int type, int flags, int stream, String payload) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int length = payload.length();
        bytes.writeBytes(
                new byte[] {(byte) (length >> 16), (byte) (length >> 8), (byte) length, (byte) type, (byte) flags});
        bytes.writeBytes(
                new byte[] {(byte) (stream >> 24), (byte) (stream >> 16), (byte) (stream >> 8), (byte) stream});
        bytes.writeBytes(payload.getBytes(ISO_8859_1));
        return bytes.toByteArray();
    }

    public FrameWire sendRaw(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        return this;
    }

    /** A head as it stands in a frame: pairs of a name and a value. */
    public static String head(String... pairs) {
        StringBuilder head = new StringBuilder();
        for (int index = 0; index < pairs.length; index++) {
            head.append(index % 2 == 0 ? "\0" : "");
            int length = pairs[index].length();
            if (length < 127) {
                head.append((char) length);
            } else {
                head.append((char) 127);
                int rest = length - 127;
                for (; rest >= 128; rest /= 128) {
                    head.append((char) (rest % 128 + 128));
                }
                head.append((char) rest);
            }
            head.append(pairs[index]);
        }
        return head.toString();
    }

    /** The head of a request of release 1. */
    public static String request(String method, String path, String... pairs) {
        return head(
                        ":method",
                        method,
                        ":scheme",
                        "https",
                        ":authority",
                        "localhost",
                        ":path",
                        path,
                        "x-client-version",
                        "1")
                + head(pairs);
    }

    /** The next frame; null where the connection ends. */
    public Frame next() throws IOException {
        try {
            int length = (in.readUnsignedShort() << 8) | in.readUnsignedByte();
            int type = in.readUnsignedByte();
            int flags = in.readUnsignedByte();
            int stream = in.readInt();
            return new Frame(type, flags, stream, new String(in.readNBytes(length), ISO_8859_1));
        } catch (EOFException | SocketException | SSLException end) {
            return null;
        }
    }

    /** The next frame of a stream; null where the connection ends. */
    public Frame next(int stream) throws IOException {
        Frame frame;
        do {
            frame = next();
        } while (frame != null && frame.stream() != stream);
        return frame;
    }

    /** The frame with which the server takes its leave; null where the connection ends without one. */
    public Frame leave() throws IOException {
        Frame frame;
        do {
            frame = next();
        } while (frame != null && frame.type() != GOAWAY);
        return frame;
    }

    /** What has come of a stream's body when the stream ends, behind it how it ended where it broke off. */
    public String body(int stream) throws IOException {
        StringBuilder body = new StringBuilder();
        while (true) {
            Frame frame = next(stream);
            if (frame == null) {
                return body + "<closed>";
            }
            if (frame.type() == RST_STREAM) {
                return body + "<reset " + frame.error() + ">";
            }
            if (frame.type() == DATA) {
                body.append(frame.payload());
            }
            if (frame.endsStream()) {
                return body.toString();
            }
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
