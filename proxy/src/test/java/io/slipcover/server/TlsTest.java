package io.slipcover.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.slipcover.testbed.Patience;
import io.slipcover.testing.Certificates;
import io.slipcover.testing.FakeUpstream;
import io.slipcover.testing.LeakGuard;
import io.slipcover.testing.Opened;
import io.slipcover.testing.TestSite;
import io.slipcover.testing.Wire;
import io.slipcover.upstream.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.security.cert.X509Certificate;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS towards clients, with HTTP/1.1 in it. */
@ExtendWith(LeakGuard.class)
final class TlsTest {
    private static final String ANSWER =
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 12\r\n\r\n{\"ok\":true}\n";
    private static final String GET = "GET /other HTTP/1.1\r\nHost: localhost\r\nX-Client-Version: 1\r\n";

    @RegisterExtension
    private final Opened opened = new Opened();

    @AfterEach
    void chooseAgain() {
        System.clearProperty("slipcover.tls");
    }

    private FakeUpstream couch() throws IOException {
        return opened.add(FakeUpstream.answering(ANSWER));
    }

    private Wire client(ProxyServer proxy) throws IOException {
        return opened.add(Certificates.wire(proxy.address().getPort()));
    }

    private SSLSocket socket(ProxyServer proxy, String host) throws IOException {
        return opened.add(Certificates.connect(
                Certificates.client(), host, proxy.address().getPort()));
    }

    private static void awaitHandshakes(ProxyServer proxy, int count) {
        Patience.await(() -> "handshakes: " + proxy.handshakes(), () -> proxy.handshakes() == count);
    }

    static Stream<Arguments> ways() {
        return Transport.working().stream()
                .flatMap(transport -> Stream.of("boringssl", "jdk")
                        .flatMap(library -> Stream.of("TLSv1.3", "TLSv1.2")
                                .map(version -> Arguments.of(transport, library, version))));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void requests_areAnswered_onEveryWay(Transport transport, String library, String version) throws Exception {
        assumeTrue(library.equals("jdk") || OpenSsl.isAvailable());
        System.setProperty("slipcover.tls", library);
        FakeUpstream couch = couch();
        ProxyServer proxy = opened.proxy(transport, Certificates.site().on(couch.port()));
        SSLSocket socket = socket(proxy, "localhost");
        socket.setEnabledProtocols(new String[] {version});
        Wire client = Wire.over(socket);

        for (int request = 0; request < 3; request++) {
            assertThat(client.send(GET + "\r\n").answer()).endsWith("{\"ok\":true}\n");
            assertThat(couch.nextRequest())
                    .containsIgnoringCase("x-forwarded-proto: https\r\n")
                    .doesNotContainIgnoringCase("x-client-cert");
        }
        assertThat(socket.getSession().getProtocol()).isEqualTo(version);
        assertThat(proxy.handshakes()).isZero();
    }

    @Test
    void oldVersions_areRefused() throws Exception {
        assumeTrue(OpenSsl.isAvailable());
        ProxyServer proxy = opened.proxy(Certificates.site().on(couch().port()));
        var engine = SslContextBuilder.forClient()
                .sslProvider(SslProvider.OPENSSL)
                .protocols("TLSv1.1")
                .build()
                .newEngine(ByteBufAllocator.DEFAULT);
        java.nio.ByteBuffer hello = java.nio.ByteBuffer.allocate(1 << 15);
        engine.wrap(java.nio.ByteBuffer.allocate(0), hello);
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), proxy.address().getPort())) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(hello.array(), 0, hello.position());

            // An alert, fatal, about the version of the protocol (RFC 8446, section 6).
            assertThat(socket.getInputStream().readAllBytes()).endsWith(2, 70).startsWith(21);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, CN=localhost",
        "a.example.org, CN=wild",
        "A.Example.ORG, CN=wild",
        "example.org, CN=wild",
        "a.b.example.org, CN=localhost",
        "elsewhere.net, CN=localhost",
        "'', CN=localhost"
    })
    void certificate_isTheHosts(String host, String subject) throws Exception {
        SSLSocket socket = socket(opened.proxy(Certificates.site().on(couch().port())), host);
        socket.startHandshake();

        assertThat(((X509Certificate) socket.getSession().getPeerCertificates()[0]).getSubjectX500Principal())
                .hasToString(subject);
    }

    @Test
    void plainText_isNotAnswered() throws Exception {
        FakeUpstream couch = couch();
        ProxyServer proxy = opened.proxy(Certificates.site().on(couch.port()));
        try (Wire client = Wire.to(proxy.address().getPort())) {
            client.send(GET + "\r\n");

            assertThat(client.rest()).doesNotContain("HTTP/1.1");
        }
        assertThat(couch.hasRequest()).isFalse();
        awaitHandshakes(proxy, 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\u0016\u0003\u0001\u0002\u0000\u0001\u0000"})
    void handshakeThatDoesNotEnd_isEnded(String beginning) throws Exception {
        ProxyServer proxy =
                opened.proxy(Certificates.site("handshake-timeout: 100ms").on(couch().port()));
        try (Wire client = Wire.to(proxy.address().getPort())) {
            client.send(beginning);

            assertThat(client.rest()).doesNotContain("HTTP");
            awaitHandshakes(proxy, 0);
        }
    }

    @Test
    void handshakes_beyondTheLimit_areNotBegun() throws Exception {
        ProxyServer proxy = opened.proxy(Certificates.site("handshakes: 1").on(couch().port()));
        Wire slow = opened.add(Wire.to(proxy.address().getPort()));
        awaitHandshakes(proxy, 1);

        assertThatThrownBy(() -> client(proxy).send(GET + "\r\n").answer()).isInstanceOf(IOException.class);
        slow.close();
        awaitHandshakes(proxy, 0);
        assertThat(client(proxy).send(GET + "\r\n").answer()).startsWith("HTTP/1.1 200");
    }

    @Test
    void reload_showsTheNewCertificate_andKeepsConnections() throws Exception {
        FakeUpstream couch = couch();
        ProxyServer proxy = opened.proxy(Certificates.site().on(couch.port()));
        Wire before = client(proxy);
        before.send(GET + "\r\n").answer();
        String one = "lenses: lenses\ntls: { certificate: \"%s\", key: \"%s\" }"
                .formatted(Certificates.file("wild.pem"), Certificates.file("wild.key"));

        proxy.reload(new TestSite().with("lenses: lenses", one).on(couch.port()));
        SSLSocket after = socket(proxy, "localhost");
        after.startHandshake();

        assertThat(((X509Certificate) after.getSession().getPeerCertificates()[0]).getSubjectX500Principal())
                .hasToString("CN=wild");
        assertThat(before.send(GET + "\r\n").answer()).startsWith("HTTP/1.1 200");
    }

    @Test
    void clientCertificate_isPassedOn_andNoOtherClaim() throws Exception {
        FakeUpstream couch = couch();
        ProxyServer proxy = opened.proxy(Certificates.site(
                        "client-certificates: optional", "client-ca: \"" + Certificates.file("client-ca.pem") + "\"")
                .on(couch.port()));
        String claims =
                "X-Client-Cert-Subject: CN=admin\r\nx-client-cert-verified: true\r\nX-CLIENT-CERT-ROLE: a\r\n\r\n";

        client(proxy).send(GET + claims).answer();
        assertThat(couch.nextRequest())
                .containsIgnoringCase("x-client-cert-verified: false\r\n")
                .doesNotContainIgnoringCase("x-client-cert-verified: true")
                .doesNotContainIgnoringCase("x-client-cert-subject")
                .doesNotContainIgnoringCase("x-client-cert-role");

        Wire known = opened.add(Wire.over(Certificates.connect(
                Certificates.client("client"), "localhost", proxy.address().getPort())));
        known.send(GET + claims).answer();
        assertThat(couch.nextRequest())
                .containsIgnoringCase("x-client-cert-verified: true\r\n")
                .containsIgnoringCase("x-client-cert-subject: CN=client one,O=Gr\\C3\\B6\\C3\\9Fe\\, Ltd\r\n")
                .containsIgnoringCase("x-client-cert-issuer: CN=Slipcover test authority client\r\n")
                .containsPattern("(?i)x-client-cert-fingerprint: [0-9a-f]{64}\r\n")
                .containsPattern("(?i)x-client-cert-serial: [0-9a-f]+\r\n")
                .doesNotContain("CN=admin")
                .doesNotContainIgnoringCase("x-client-cert-role");
    }

    @Test
    void claimsOfCertificates_areRemoved_inPlainTextToo() throws Exception {
        FakeUpstream couch = couch();
        Wire client = opened.client(new TestSite().on(couch.port()));

        client.send(GET + "X-Client-Cert-Subject: CN=admin\r\nX-Forwarded-Proto: https\r\n\r\n")
                .answer();

        assertThat(couch.nextRequest())
                .doesNotContainIgnoringCase("x-client-cert")
                .containsIgnoringCase("x-forwarded-proto: http\r\n");
    }

    @ParameterizedTest
    @CsvSource({"required, none", "required, stranger", "optional, stranger"})
    void clientWithoutACertificateThatHolds_doesNotComeIn(String asked, String shown) throws Exception {
        FakeUpstream couch = couch();
        ProxyServer proxy = opened.proxy(Certificates.site(
                        "client-certificates: " + asked, "client-ca: \"" + Certificates.file("client-ca.pem") + "\"")
                .on(couch.port()));
        Wire client = opened.add(Wire.over(Certificates.connect(
                shown.equals("none") ? Certificates.client() : Certificates.client(shown),
                "localhost",
                proxy.address().getPort())));

        // An alert, or a reset. A connection that ends in order would be no exception.
        assertThatThrownBy(() -> client.send(GET + "\r\n").answer()).isInstanceOf(IOException.class);
        Wire known = opened.add(Wire.over(Certificates.connect(
                Certificates.client("client"), "localhost", proxy.address().getPort())));
        assertThat(known.send(GET.replace("/other", "/known") + "\r\n").answer())
                .startsWith("HTTP/1.1 200");
        assertThat(couch.nextRequest()).startsWith("GET /known ");
    }

    @Test
    void answerThatBreaksOff_doesNotLookWhole() throws Exception {
        FakeUpstream couch = opened.add(new FakeUpstream((number, wire) -> {
            wire.request();
            wire.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n");
        }));
        Wire client = client(opened.proxy(Certificates.site().on(couch.port())));
        client.send("GET /other HTTP/1.0\r\nX-Client-Version: 1\r\n\r\n");

        assertThat(client.head()).startsWith("HTTP/1.1 200");
        // A reset. Behind the words with which TLS ends, or behind a plain end of the connection, there is no
        // exception, as where an answer
        // of HTTP/1.0 is whole.
        assertThatThrownBy(() -> client.socket().getInputStream().readAllBytes())
                .isInstanceOfAny(SocketException.class, SSLException.class);
    }

    @Test
    void answerBeforeTheRequestIsWhole_isReadToItsEnd() throws Exception {
        FakeUpstream couch = opened.add(new FakeUpstream((number, wire) -> {
            wire.head();
            wire.send("HTTP/1.1 413 Too Large\r\nConnection: close\r\nContent-Length: 5\r\n\r\nlarge");
            wire.rest();
        }));
        Wire client = client(opened.proxy(Certificates.site().on(couch.port())));
        String head = "PUT /other/a HTTP/1.1\r\nHost: h\r\nX-Client-Version: 1\r\nConnection: close\r\n";
        client.send(head + "Content-Length: 1000000\r\n\r\n");
        client.send("x".repeat(1000));

        assertThat(client.rest()).startsWith("HTTP/1.1 413").endsWith("large");
    }
}
