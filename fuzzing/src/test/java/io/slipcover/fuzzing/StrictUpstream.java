package io.slipcover.fuzzing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server that takes nothing but HTTP/1.1 in its strictest reading (RFC 9112), numbers the requests that it gets whole, and answers each one
 * with its number. What it does not take it notes.
 */
final class StrictUpstream implements AutoCloseable {
    private static final Pattern REQUEST_LINE = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+ (/|\\*)[!-~]* HTTP/1\\.1");
    private static final Pattern HEADER = Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*([^\\x00\r\n]*?)[ \t]*");
    private static final Pattern CHUNK = Pattern.compile("([0-9a-fA-F]{1,8})(;[^\\x00\r\n]*)?");

    private final ServerSocket listening;
    private final List<String> refusals = new CopyOnWriteArrayList<>();
    private final List<Integer> numbers = new CopyOnWriteArrayList<>();
    private int last;

    StrictUpstream() throws IOException {
        listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(() -> {
            while (true) {
                Socket connection = listening.accept();
                start(() -> serve(connection));
            }
        });
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void start(Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException gone) {
                        // The other side has closed the connection, or the test is over.
                    }
                },
                "strict-upstream");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return listening.getLocalPort();
    }

    /** What it did not take. */
    List<String> refusals() {
        return refusals;
    }

    /** The numbers of the requests since the last call. */
    List<Integer> takeNumbers() {
        List<Integer> taken = new ArrayList<>(numbers);
        numbers.removeAll(taken);
        return taken;
    }

    private void serve(Socket connection) throws IOException {
        try (connection) {
            InputStream in = new BufferedInputStream(connection.getInputStream());
            while (true) {
                String line = line(in);
                require(REQUEST_LINE.matcher(line).matches(), line);
                body(in, framing(in));
                String head = line.startsWith("HEAD ") ? "" : "{}";
                int number = next();
                connection
                        .getOutputStream()
                        .write(("HTTP/1.1 200 OK\r\nX-Number: " + number + ".\r\nContent-Length: 2\r\n\r\n" + head)
                                .getBytes(ISO_8859_1));
            }
        }
    }

    private synchronized int next() {
        numbers.add(++last);
        return last;
    }

    /** How long the body is, in bytes; -1 where it comes in chunks. */
    private int framing(InputStream in) throws IOException {
        int length = 0;
        int framings = 0;
        int hosts = 0;
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            Matcher header = HEADER.matcher(line);
            require(header.matches(), line);
            if (header.group(1).equalsIgnoreCase("content-length")) {
                require(header.group(2).matches("[0-9]{1,9}"), line);
                length = Integer.parseInt(header.group(2));
                framings++;
            } else if (header.group(1).equalsIgnoreCase("transfer-encoding")) {
                require(header.group(2).equalsIgnoreCase("chunked"), line);
                length = -1;
                framings++;
            } else if (header.group(1).equalsIgnoreCase("host")) {
                hosts++;
            }
        }
        require(framings <= 1, "two headers that say where the body ends");
        require(hosts == 1, hosts + " headers Host");
        return length;
    }

    private void body(InputStream in, int length) throws IOException {
        if (length >= 0) {
            whole(in, length);
            return;
        }
        while (true) {
            String line = line(in);
            Matcher chunk = CHUNK.matcher(line);
            require(chunk.matches(), "chunk " + line);
            int size = Integer.parseUnsignedInt(chunk.group(1), 16);
            if (size == 0) {
                String trailer = line(in);
                require(trailer.isEmpty(), "trailer " + trailer);
                return;
            }
            whole(in, size);
            require(line(in).isEmpty(), "bytes behind a chunk");
        }
    }

    private static void whole(InputStream in, int length) throws IOException {
        if (in.readNBytes(length).length < length) {
            throw new EOFException();
        }
    }

    private String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int each = in.read(); each >= 0; each = in.read()) {
            if (each == '\n') {
                require(line.length() > 0 && line.charAt(line.length() - 1) == '\r', "a bare line feed");
                return line.substring(0, line.length() - 1);
            }
            line.append((char) each);
        }
        throw new EOFException();
    }

    private void require(boolean holds, String what) throws IOException {
        if (!holds) {
            refusals.add(what);
            throw new IOException(what);
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
