package io.slipcover.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/**
 * Serves one document to itself, twice, and exits. Run at build, so that the JVM can archive the classes that {@code slipcover serve}
 * has to load before its first answer (class data sharing); see the module's {@code pom.xml} and the script {@code slipcover}.
 */
final class Rehearsal {
    private static final String CONFIGURATION = """
            listen: 127.0.0.1:0
            upstream: http://127.0.0.1:%d
            client-version: { header: X-Client-Version, when-absent: "2.0.0" }
            databases: [items, "items-*"]
            documents:
              type: { field: type }
              version: { field: version, when-absent: 1 }
              recognise:
                item: { 1: { has: [title] }, 2: { has: [text], lacks: [title] } }
            releases:
              - { name: "1", clients: 1.x, types: { item: 1 } }
              - { name: "1.1", clients: ">=1.1.0 <2.0.0", types: { item: 1 }, defaults: { item: { important: false } } }
              - { name: "2", clients: ">=2.0.0", types: { item: 2 } }
            store: "2"
            lenses: lenses
            """;

    private static final String LENS = """
            type: item
            from: 1
            to: 2
            lens:
              - rename: { source: title, destination: text }
              - convert: { name: done, pairs: [[false, active], [true, done]], otherwise: [false, active] }
              - add: { name: group, default: none }
              - remove: { name: colour, default: red }
              - hoist: { host: owner, name: mail }
              - plunge: { host: place, name: town }
              - wrap: { name: tags }
              - head: { name: links }
              - in: { name: options, lens: [{ add: { name: size, default: 1 } }] }
            """;

    private static final String DOCUMENT =
            "{\"_id\":\"a\",\"_rev\":\"1-a\",\"type\":\"item\",\"version\":2,\"text\":\"b\",\"done\":\"active\",\"group\":\"none\",\"tags\":[]}";

    private static final String LISTENING = "slipcover listening on ";
    private static final int SECONDS = 60;

    private Rehearsal() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createTempDirectory("slipcover");
        PrintStream stderr = System.err;
        // What is logged belongs to the rehearsal, but nobody wants to read it.
        ByteArrayOutputStream logged = new ByteArrayOutputStream();
        System.setErr(new PrintStream(logged, true, UTF_8));
        String answer;
        try {
            answer = rehearse(folder);
        } finally {
            System.setErr(stderr);
            delete(folder);
        }
        boolean viewed = answer.split("\"title\":\"b\"", -1).length == 3;
        if (!viewed) {
            System.err.println(logged.toString(UTF_8) + answer);
        }
        System.exit(viewed ? 0 : 1);
    }

    private static String rehearse(Path folder) throws IOException {
        try (ServerSocket couch = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                PipedWriter out = new PipedWriter();
                BufferedReader told = new BufferedReader(new PipedReader(out))) {
            Path configuration = folder.resolve("slipcover.yaml");
            Files.writeString(configuration, CONFIGURATION.formatted(couch.getLocalPort()));
            Files.createDirectory(folder.resolve("lenses"));
            Files.writeString(folder.resolve("lenses/item.1-2.yaml"), LENS);
            inBackground("couch", () -> answer(couch));
            inBackground("serve", () -> serve(configuration, out));
            return get(address(told.readLine()));
        }
    }

    /** Serves for ever. Where it ends all the same, so does what it says: nobody waits for more. */
    private static void serve(Path configuration, Writer out) {
        try (PrintWriter closing = new PrintWriter(out, true)) {
            String[] arguments = {"serve", "--config", configuration.toString(), "--listen", "127.0.0.1:0"};
            CommandLine commandLine = Slipcover.commandLine(arguments);
            commandLine.setOut(closing);
            commandLine.execute(arguments);
        }
    }

    private static URI address(@Nullable String told) {
        if (told == null || !told.startsWith(LISTENING)) {
            throw new IllegalStateException("expected '" + LISTENING + "…', but serve said: " + told);
        }
        return URI.create(told.substring(LISTENING.length()));
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> found = Files.walk(folder)) {
            for (Path file : found.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static void inBackground(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Answers on one connection, for as long as somebody asks on it. */
    private static void answer(ServerSocket couch) {
        byte[] answer = ("HTTP/1.1 200 OK\r\nETag: \"1-a\"\r\nContent-Type: application/json\r\nContent-Length: "
                        + DOCUMENT.length() + "\r\n\r\n" + DOCUMENT)
                .getBytes(US_ASCII);
        try (Socket connection = couch.accept()) {
            InputStream in = connection.getInputStream();
            int ends = 0;
            int next;
            while ((next = in.read()) >= 0) {
                ends = next == (ends % 2 == 0 ? '\r' : '\n') ? ends + 1 : 0;
                if (ends == 4) {
                    connection.getOutputStream().write(answer);
                    ends = 0;
                }
            }
        } catch (IOException exception) {
            throw new IllegalStateException(exception);
        }
    }

    /** Asks twice on one connection, which ends with the second answer. */
    private static String get(URI address) throws IOException {
        String request = "GET /items/a HTTP/1.1\r\nHost: a\r\nX-Client-Version: 1\r\n";
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout((int) TimeUnit.SECONDS.toMillis(SECONDS));
            socket.getOutputStream().write((request + "\r\n").getBytes(US_ASCII));
            StringBuilder first = new StringBuilder();
            int next;
            while (first.indexOf("}") < 0 && (next = socket.getInputStream().read()) >= 0) {
                first.append((char) next);
            }
            socket.getOutputStream().write((request + "Connection: close\r\n\r\n").getBytes(US_ASCII));
            return first + new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }
}
