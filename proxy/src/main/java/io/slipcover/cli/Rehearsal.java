package io.slipcover.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/**
 * Serves one document to itself and exits. Run at build, so that the JVM can archive the classes that {@code slipcover serve} has to load
 * before its first answer (JEP 350); see the module's {@code pom.xml} and the script {@code slipcover}.
 */
final class Rehearsal {
    private static final String CONFIGURATION = """
            upstream: http://127.0.0.1:%d
            documents: { type: { field: type }, version: { field: version } }
            releases:
              - { name: "1", clients: 1.x, types: { item: 1 } }
              - { name: "2", clients: 2.x, types: { item: 2 } }
            lenses: lenses
            """;

    private static final String LENS = """
            type: item
            from: 1
            to: 2
            lens:
              - rename: { source: title, destination: text }
              - convert: { name: done, pairs: [[false, active], [true, done]], partial: true }
              - add: { name: group, default: none }
            """;

    private static final String DOCUMENT =
            "{\"_id\":\"a\",\"_rev\":\"1-a\",\"type\":\"item\",\"version\":2,\"text\":\"b\",\"done\":\"active\",\"group\":\"none\"}";

    private static final int SECONDS = 60;

    private Rehearsal() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("slipcover");
        try (ServerSocket couch = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Path configuration = folder.resolve("slipcover.yaml");
            Path lens = folder.resolve("lenses/item.1-2.yaml");
            Files.createDirectories(folder.resolve("lenses"));
            Files.writeString(configuration, CONFIGURATION.formatted(couch.getLocalPort()));
            Files.writeString(lens, LENS);
            Lines told = new Lines();
            inBackground("couch", () -> answerOnce(couch));
            inBackground("serve", () -> {
                CommandLine commandLine = Slipcover.commandLine();
                commandLine.setOut(new PrintWriter(told, true));
                commandLine.execute("serve", "--config", configuration.toString(), "--listen", "127.0.0.1:0");
            });
            String view = get(told.addressOf("slipcover listening on "));
            Files.delete(lens);
            Files.delete(lens.getParent());
            Files.delete(configuration);
            Files.delete(folder);
            System.exit(view.contains("\"title\":\"b\"") ? 0 : 1);
        }
    }

    private static void inBackground(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private static void answerOnce(ServerSocket couch) {
        try (Socket connection = couch.accept()) {
            InputStream in = connection.getInputStream();
            int ends = 0;
            while (ends < 4) {
                int next = in.read();
                if (next < 0) {
                    return;
                }
                ends = next == (ends % 2 == 0 ? '\r' : '\n') ? ends + 1 : 0;
            }
            connection
                    .getOutputStream()
                    .write(("HTTP/1.1 200 OK\r\nETag: \"1-a\"\r\nContent-Type: application/json\r\nContent-Length: "
                                    + DOCUMENT.length() + "\r\nConnection: close\r\n\r\n" + DOCUMENT)
                            .getBytes(US_ASCII));
        } catch (IOException exception) {
            throw new IllegalStateException(exception);
        }
    }

    private static String get(URI address) throws IOException {
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout((int) TimeUnit.SECONDS.toMillis(SECONDS));
            socket.getOutputStream()
                    .write("GET /items/a HTTP/1.1\r\nHost: a\r\nX-Client-Version: 1\r\nConnection: close\r\n\r\n"
                            .getBytes(US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    /** What a command prints, for others to wait for. */
    private static final class Lines extends Writer {
        private final StringBuilder line = new StringBuilder();
        private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

        URI addressOf(String beginning) throws InterruptedException {
            String told = lines.poll(SECONDS, TimeUnit.SECONDS);
            if (told == null || !told.startsWith(beginning)) {
                throw new IllegalStateException("expected '" + beginning + "…', but serve said: " + told);
            }
            return URI.create(told.substring(beginning.length()));
        }

        @Override
        public void write(char @Nullable [] characters, int from, int length) {
            line.append(characters, from, length);
            int end = line.indexOf("\n");
            if (end >= 0) {
                lines.add(line.substring(0, end).strip());
                line.delete(0, end + 1);
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
