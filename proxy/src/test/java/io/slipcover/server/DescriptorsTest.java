package io.slipcover.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
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
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The descriptors of this process after clients have broken off in every way, on each transport. */
@ExtendWith(LeakGuard.class)
@SuppressWarnings("StringConcatToTextBlock") // Lines end with CR and LF here.
final class DescriptorsTest {
    /** What holds a client back, so that the proxy does not read from it. */
    private static final Set<UnderWay> NOT_READ_FROM = EnumSet.of(UnderWay.UPLOAD_HELD_BACK, UnderWay.SENT_AHEAD);

    private static final int CLIENTS = 4;
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
    private static final String EDIT =
            "{\"_id\":\"a\",\"_rev\":\"1-a\",\"schema\":\"todo-item\",\"version\":1,\"title\":\"x\",\"isDone\":true}";

    @RegisterExtension
    private final Opened opened = new Opened();

    private final CountDownLatch over = new CountDownLatch(1);
    private final AtomicLong sent = new AtomicLong();

    /** How many connections to CouchDB the pool has that were never used. It keeps them, as it should. */
    private final AtomicInteger unasked = new AtomicInteger();

    private final AtomicInteger asked = new AtomicInteger();

    /** What is under way when the client breaks off. */
    private enum UnderWay {
        NOTHING(false, ""),
        HALF_A_HEAD(false, "GET /x/a HTTP/1.1\r\nHo"),
        WAITING_FOR_HEAD(true, "GET /x/silent HTTP/1.1\r\nHost: h\r\n\r\n"),
        UPLOAD_HELD_BACK(true, "PUT /x/deaf/b HTTP/1.1\r\nHost: h\r\nContent-Length: 1000000000\r\n\r\n"),
        DOWNLOAD_NOT_TAKEN(true, "GET /x/endless HTTP/1.1\r\nHost: h\r\n\r\n"),
        HALF_A_BODY(
                false,
                "PUT /todos/a HTTP/1.1\r\nHost: h\r\nX-Client-Version: 1\r\nContent-Length: 60\r\n\r\n{\"title\""),
        BATCH_WITH_LOOK_UP(
                true,
                "POST /todos/_bulk_docs HTTP/1.1\r\nHost: h\r\nX-Client-Version: 1\r\nContent-Length: "
                        + (11 + EDIT.length()) + "\r\n\r\n{\"docs\":[" + EDIT + "]}"),
        SORTED_QUERY(
                true,
                "POST /todos/_find HTTP/1.1\r\nHost: h\r\nX-Client-Version: 1\r\nContent-Length: 32\r\n\r\n"
                        + "{\"selector\":{},\"sort\":[\"title\"]}"),
        FEED(true, "GET /x/_changes?feed=continuous HTTP/1.1\r\nHost: h\r\n\r\n"),
        MULTIPART(
                false,
                "PUT /todos/a HTTP/1.1\r\nHost: h\r\nX-Client-Version: 1\r\nContent-Length: 1000\r\n"
                        + "Content-Type: multipart/related; boundary=b\r\n\r\n--b\r\nContent-Type: application/json\r\n\r\n{"),
        SENT_AHEAD(true, "GET /x/silent HTTP/1.1\r\nHost: h\r\n\r\n".repeat(3) + "GET /x"),
        CONNECTING(false, "GET /x/a HTTP/1.1\r\nHost: h\r\n\r\n");

        /** Whether CouchDB sees a request. */
        private final boolean isAsked;

        private final String request;

        UnderWay(boolean isAsked, String request) {
            this.isAsked = isAsked;
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
        return opened.add(FakeUpstream.withDoor((number, wire) -> {
            unasked.incrementAndGet();
            String head = wire.head();
            unasked.decrementAndGet();
            if (head.contains("/_security ")) {
                // The pool would keep the connection otherwise, as it should.
                wire.send("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}");
                return;
            }
            asked.incrementAndGet();
            if (head.contains("/x/deaf")) {
                Patience.await(over);
            } else if (head.contains("/x/endless")) {
                wire.send("HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n");
                String piece = "x".repeat(100_000);
                while (over.getCount() > 0) {
                    wire.send(piece);
                    sent.addAndGet(piece.length());
                }
            } else if (head.contains("feed=continuous")) {
                wire.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
            }
            wire.rest();
        }));
    }

    /**
     * A client that resets is noticed by that alone, where the transport can tell. A client that closes may have closed its sending half alone, and is noticed at the
     * latest when a time is over.
     */
    @ParameterizedTest(name = "{0} {1} reset={2}")
    @MethodSource("aborts")
    void abort_givesAllDescriptorsBack(Transport transport, UnderWay underWay, boolean reset) throws Exception {
        assumeThat(DESCRIPTORS).exists();
        FakeUpstream couch = couch();
        Timeouts times = Times.with(Timeouts.DEFAULTS, "connect", 200);
        // Java's own channels notice nothing of a client that they do not read from.
        boolean unnoticed = transport.name().equals("nio") && NOT_READ_FROM.contains(underWay);
        if (!reset || unnoticed) {
            for (String name : new String[] {"answer", "stall", "question", "head", "body", "client", "idle"}) {
                times = Times.with(times, name, 200);
            }
        }
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                SocketChannel first = connected(full.getLocalPort());
                SocketChannel second = connected(full.getLocalPort())) {
            assertThat(first.isConnected() && second.isConnected()).isTrue();
            int port = underWay == UnderWay.CONNECTING ? full.getLocalPort() : couch.port();
            ProxyServer proxy =
                    opened.proxy(transport, new TestSite().waiting(times).on(port));
            long before = sockets();
            List<SocketChannel> clients = new ArrayList<>();
            for (int count = 0; count < CLIENTS; count++) {
                clients.add(begin(proxy, underWay));
            }
            awaitUnderWay(proxy, underWay);
            for (SocketChannel client : clients) {
                if (reset) {
                    client.setOption(StandardSocketOptions.SO_LINGER, 0);
                }
                client.close();
            }
            Disconnected.await(proxy);
            // CouchDB's ends that do not read do not notice.
            long held = underWay == UnderWay.UPLOAD_HELD_BACK ? CLIENTS : 0;
            Patience.await(() -> "the descriptors to come back", () -> sockets() <= before + held + 2L * unasked.get());
            over.countDown();
            couch.close();
            Patience.await(() -> "the other descriptors to come back", () -> sockets() < before);
        }
    }

    /**
     * The client takes nothing, so that the proxy does not read from CouchDB. A transport that can tell of a reset says so all the same. With
     * one that cannot, the client's own time ends it.
     */
    @ParameterizedTest
    @MethodSource("io.slipcover.upstream.Transport#working")
    void upstreamThatResets_whileNobodyReadsFromIt_isNoticed(Transport transport) throws Exception {
        assumeThat(DESCRIPTORS).exists();
        AtomicReference<Socket> toProxy = new AtomicReference<>();
        FakeUpstream couch = opened.add(FakeUpstream.withDoor((number, wire) -> {
            wire.head();
            toProxy.set(wire.socket());
            wire.send("HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n");
            String piece = "x".repeat(100_000);
            while (true) {
                wire.send(piece);
                sent.addAndGet(piece.length());
            }
        }));
        Timeouts times = transport.name().equals("nio")
                ? Times.with(Timeouts.DEFAULTS, "client", 200)
                : Times.with(Timeouts.DEFAULTS, "connect", 200);
        ProxyServer proxy =
                opened.proxy(transport, new TestSite().waiting(times).on(couch.port()));
        long before = sockets();
        SocketChannel client = begin(proxy, UnderWay.DOWNLOAD_NOT_TAKEN);
        awaitStill();
        toProxy.get().setSoLinger(true, 0);
        toProxy.get().close();

        Disconnected.await(proxy);
        client.close();
        Patience.await(() -> "the descriptors to come back", () -> sockets() <= before);
    }

    private static SocketChannel connected(int port) throws IOException {
        return SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    private static SocketChannel begin(ProxyServer proxy, UnderWay underWay) throws IOException {
        SocketChannel client = connected(proxy.address().getPort());
        client.write(ByteBuffer.wrap(underWay.request.getBytes(ISO_8859_1)));
        if (underWay == UnderWay.UPLOAD_HELD_BACK) {
            client.configureBlocking(false);
            fill(client);
        }
        return client;
    }

    private static void fill(SocketChannel client) {
        int refused = 0;
        try {
            while (refused < 3) {
                if (client.write(ByteBuffer.allocate(100_000)) == 0) {
                    refused++;
                    pause();
                }
            }
        } catch (IOException late) {
            // On a busy machine, the proxy may have given the client up already.
        }
    }

    private void awaitUnderWay(ProxyServer proxy, UnderWay underWay) throws IOException {
        if (underWay == UnderWay.DOWNLOAD_NOT_TAKEN) {
            awaitStill();
        } else if (underWay == UnderWay.CONNECTING) {
            Patience.await(() -> "the connections", () -> proxy.connections() == CLIENTS);
        } else {
            try (Bystander bystander = Bystander.of(proxy.address().getPort())) {
                bystander.awaitReading();
            }
            if (underWay.isAsked) {
                Patience.await(() -> "CouchDB to be asked", () -> asked.get() >= CLIENTS);
            }
        }
    }

    private void awaitStill() {
        AtomicLong last = new AtomicLong(-1);
        Patience.await(() -> "the download to stand", () -> {
            pause();
            return sent.get() > 0 && last.getAndSet(sent.get()) == sent.get();
        });
    }

    private static void pause() {
        try {
            Thread.sleep(10);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
