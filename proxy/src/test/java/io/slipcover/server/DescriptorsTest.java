package io.slipcover.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.slipcover.config.Timeouts;
import io.slipcover.testbed.Patience;
import io.slipcover.testing.Bystander;
import io.slipcover.testing.FakeUpstream;
import io.slipcover.testing.LeakGuard;
import io.slipcover.testing.Opened;
import io.slipcover.testing.TestSite;
import io.slipcover.testing.Times;
import io.slipcover.upstream.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The descriptors of this process after clients have broken off, on each transport. */
@ExtendWith(LeakGuard.class)
@SuppressWarnings("StringConcatToTextBlock") // Lines end with CR and LF here.
final class DescriptorsTest {
    private static final int CLIENTS = 4;
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    @RegisterExtension
    private final Opened opened = new Opened();

    private final CountDownLatch over = new CountDownLatch(1);
    private final AtomicLong sent = new AtomicLong();

    /** What is under way when the client breaks off. */
    private enum UnderWay {
        NOTHING(""),
        HALF_A_HEAD("GET /x/a HTTP/1.1\r\nHo"),
        WAITING_FOR_HEAD("GET /x/silent HTTP/1.1\r\nHost: h\r\n\r\n"),
        UPLOAD_HELD_BACK("PUT /x/deaf/b HTTP/1.1\r\nHost: h\r\nContent-Length: 1000000000\r\n\r\n"),
        DOWNLOAD_NOT_TAKEN("GET /x/endless HTTP/1.1\r\nHost: h\r\n\r\n");

        private final String request;

        UnderWay(String request) {
            this.request = request;
        }
    }

    static Stream<Arguments> aborts() {
        return Transport.working().stream()
                .flatMap(transport -> Stream.of(UnderWay.values())
                        .flatMap(underWay -> Stream.of(
                                Arguments.of(transport, underWay, true), Arguments.of(transport, underWay, false))));
    }

    private static long sockets() throws IOException {
        try (Stream<Path> all = Files.list(DESCRIPTORS)) {
            return all.filter(DescriptorsTest::isSocket).count();
        }
    }

    private static boolean isSocket(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().startsWith("socket:");
        } catch (IOException gone) {
            return false;
        }
    }

    /** A CouchDB that holds its end of a connection until the proxy has ended the other, or until all is over. */
    private FakeUpstream couch() throws IOException {
        return opened.add(new FakeUpstream((number, wire) -> {
            String head = wire.head();
            if (head.contains("/x/deaf")) {
                Patience.await(over);
            } else if (head.contains("/x/endless")) {
                wire.send("HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n");
                String piece = "x".repeat(100_000);
                while (over.getCount() > 0) {
                    wire.send(piece);
                    sent.addAndGet(piece.length());
                }
            }
            wire.rest();
        }));
    }

    /**
     * A client that resets is noticed by that alone. A client that closes may have closed its sending half alone, and is noticed at the
     * latest when a time is over.
     */
    @ParameterizedTest(name = "{0} {1} reset={2}")
    @MethodSource("aborts")
    void abort_givesAllDescriptorsBack(Transport transport, UnderWay underWay, boolean reset) throws Exception {
        assumeThat(DESCRIPTORS).exists();
        FakeUpstream couch = couch();
        Timeouts times = Times.with("connect", 200);
        if (!reset) {
            for (String name : new String[] {"answer", "stall", "question", "head", "body", "client", "idle"}) {
                times = Times.with(times, name, 200);
            }
        }
        ProxyServer proxy =
                opened.proxy(transport, new TestSite().waiting(times).on(couch.port()));
        long before = sockets();
        List<SocketChannel> clients = new ArrayList<>();
        for (int count = 0; count < CLIENTS; count++) {
            clients.add(begin(proxy, underWay));
        }
        awaitUnderWay(proxy, couch, underWay);
        for (SocketChannel client : clients) {
            if (reset) {
                client.setOption(StandardSocketOptions.SO_LINGER, 0);
            }
            client.close();
        }
        Disconnected.await(proxy);
        // CouchDB's ends that do not read do not notice.
        long held = underWay == UnderWay.UPLOAD_HELD_BACK ? CLIENTS : 0;
        Patience.await(() -> "the descriptors to come back", () -> sockets() <= before + held);
        over.countDown();
    }

    private static SocketChannel connected(int port) throws IOException {
        return SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    private static SocketChannel begin(ProxyServer proxy, UnderWay underWay) throws IOException {
        SocketChannel client = connected(proxy.address().getPort());
        client.write(ByteBuffer.wrap(underWay.request.getBytes(ISO_8859_1)));
        if (underWay == UnderWay.UPLOAD_HELD_BACK) {
            client.configureBlocking(false);
            int refused = 0;
            while (refused < 3) {
                if (client.write(ByteBuffer.allocate(100_000)) == 0) {
                    refused++;
                    pause();
                }
            }
        }
        return client;
    }

    private void awaitUnderWay(ProxyServer proxy, FakeUpstream couch, UnderWay underWay) throws IOException {
        if (underWay == UnderWay.DOWNLOAD_NOT_TAKEN) {
            AtomicLong last = new AtomicLong(-1);
            Patience.await(() -> "the download to stand", () -> {
                pause();
                return sent.get() > 0 && last.getAndSet(sent.get()) == sent.get();
            });
        } else {
            try (Bystander bystander = Bystander.of(proxy.address().getPort())) {
                bystander.awaitReading();
            }
            if (underWay != UnderWay.NOTHING && underWay != UnderWay.HALF_A_HEAD) {
                Patience.await(() -> "CouchDB to be asked", () -> couch.connections() > 0);
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(30);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
