package io.slipcover.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.slipcover.testbed.Patience;
import io.slipcover.testing.FakeUpstream;
import io.slipcover.testing.Wire;
import io.slipcover.upstream.Transport;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The command as a process that has fewer descriptors than there are clients. */
final class OutOfDescriptorsTest {
    private static final int DESCRIPTORS = 250;
    private static final String REQUEST = "GET /x/a HTTP/1.1\r\nHost: h\r\n\r\n";

    @TempDir
    Path folder;

    private Process serving(Transport transport, FakeUpstream couch) throws IOException {
        Files.createDirectories(folder.resolve("lenses"));
        Files.writeString(folder.resolve("slipcover.yaml"), """
                client-version: { when-absent: "1.0" }
                documents: { type: { field: schema }, version: { field: version, when-absent: 1 } }
                releases:
                  - { name: "1", clients: "1.x", types: { todo: 1 } }
                lenses: lenses
                """);
        ProcessBuilder process = new ProcessBuilder(
                "sh",
                "-c",
                "ulimit -n " + DESCRIPTORS + " && exec \"$@\"",
                "sh",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Dslipcover.transport=" + transport.name(),
                "-cp",
                packed(),
                Slipcover.class.getName(),
                "serve",
                "-c",
                folder.resolve("slipcover.yaml").toString(),
                "--listen",
                "127.0.0.1:0",
                "--upstream",
                "http://127.0.0.1:" + couch.port());
        process.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"));
        return process.redirectError(folder.resolve("log").toFile()).start();
    }

    @ParameterizedTest
    @MethodSource("io.slipcover.upstream.Transport#working")
    void moreClientsThanDescriptors_wait_andThoseThatAreLetInAreServed(Transport transport) throws Exception {
        assumeThat(Path.of("/proc/self/fd")).exists();
        AtomicInteger asked = new AtomicInteger();
        AtomicReference<CountDownLatch> held = new AtomicReference<>(new CountDownLatch(0));
        FakeUpstream couch = new FakeUpstream((number, wire) -> {
            wire.request();
            asked.incrementAndGet();
            Patience.await(held.get());
            wire.send("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 11\r\n\r\n{\"_id\":\"a\"}");
        });
        Process process = serving(transport, couch);
        List<Wire> clients = new ArrayList<>();
        try (couch;
                BufferedReader output = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            String line = output.readLine();
            int port = Integer.parseInt(line.substring(line.lastIndexOf(':') + 1));
            Wire first = Wire.to(port);
            clients.add(first);
            assertThat(first.send(REQUEST).answer()).startsWith("HTTP/1.1 200 ");
            for (int count = 0; count < 2 * DESCRIPTORS; count++) {
                clients.add(Wire.to(port));
            }
            awaitLog("file descriptors are short");
            // Each client that was let in gets its connection to CouchDB, however many want one at once.
            CountDownLatch over = new CountDownLatch(1);
            held.set(over);
            asked.set(0);
            for (Wire client : clients) {
                client.send(REQUEST);
            }
            int letIn = Patience.awaitStandstill("requests at CouchDB", asked::get);
            assertThat(letIn).isBetween(10, DESCRIPTORS / 2);
            over.countDown();
            for (Wire client : clients.subList(0, letIn)) {
                assertThat(client.answer()).startsWith("HTTP/1.1 200 ");
            }

            for (Wire client : clients.subList(1, clients.size())) {
                client.reset();
            }
            Patience.await(() -> "an answer", () -> first.send(REQUEST).answer().startsWith("HTTP/1.1 200 "));
            Wire next = Wire.to(port);
            clients.add(next);
            assertThat(next.send(REQUEST).answer()).startsWith("HTTP/1.1 200 ");
            assertThat(log().lines()
                            .filter(told -> !told.contains(" INFO "))
                            .filter(told -> !told.contains("SIGHUP is ignored"))) // As it is under nohup.
                    .hasSizeBetween(1, 2) // Once a minute.
                    .allMatch(told -> told.contains("file descriptors are short"));

            process.toHandle().destroy();
            Patience.await(() -> "the end", () -> !process.isAlive());
            assertThat(process.exitValue()).isZero();
        } finally {
            for (Wire client : clients) {
                client.close();
            }
            process.destroyForcibly();
        }
    }

    /** The class path as it is installed: without folders, from which Java cannot load a class where no descriptor is left. */
    private String packed() throws IOException {
        List<String> entries = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            Path from = Path.of(entry);
            entries.add(Files.isDirectory(from) ? packed(from, folder.resolve(entries.size() + ".jar")) : entry);
        }
        return String.join(File.pathSeparator, entries);
    }

    private static String packed(Path from, Path jar) throws IOException {
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar));
                Stream<Path> all = Files.walk(from)) {
            out.setLevel(Deflater.NO_COMPRESSION);
            for (Path file : (Iterable<Path>) all.filter(Files::isRegularFile)::iterator) {
                out.putNextEntry(new ZipEntry(from.relativize(file).toString()));
                Files.copy(file, out);
            }
            out.putNextEntry(new ZipEntry("empty/")); // A class path may name an empty folder, and no empty archive.
        }
        return jar.toString();
    }

    private void awaitLog(String text) {
        Patience.await(() -> text + " in the log", () -> log().contains(text));
    }

    private String log() throws IOException {
        return Files.readString(folder.resolve("log"));
    }
}
