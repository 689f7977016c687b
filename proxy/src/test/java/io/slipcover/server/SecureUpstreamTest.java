package io.slipcover.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipcover.config.Upstream;
import io.slipcover.testing.Certificates;
import io.slipcover.testing.FakeUpstream;
import io.slipcover.testing.LeakGuard;
import io.slipcover.testing.Opened;
import io.slipcover.testing.TestSite;
import io.slipcover.testing.Wire;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A CouchDB behind TLS, for which another proxy stands, and a CouchDB behind a path. */
@ExtendWith(LeakGuard.class)
final class SecureUpstreamTest {
    private static final String GET = "GET /other/a?b=c HTTP/1.1\r\nHost: db.example\r\nX-Client-Version: 1\r\n\r\n";
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";

    @RegisterExtension
    private final Opened opened = new Opened();

    private FakeUpstream couch;

    /** The port of a server that speaks TLS and leads to CouchDB. */
    private int secure(TestSite site) throws IOException {
        couch = opened.add(FakeUpstream.answering(OK));
        return opened.proxy(site.on(couch.port())).address().getPort();
    }

    private Wire client(String upstreamTls, String url) throws IOException {
        return opened.client(new TestSite()
                .with("lenses: lenses", "lenses: lenses\nupstream-tls: { " + upstreamTls + " }")
                .on(List.of(Upstream.parse(url))));
    }

    private static String ca() {
        return "ca: \"" + Certificates.file("server-ca.pem") + "\"";
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1"})
    void serverOfTheAuthority_isBelieved(String host) throws Exception {
        Wire client = client(ca(), "https://" + host + ":" + secure(Certificates.site()));

        assertThat(client.send(GET).answer()).startsWith("HTTP/1.1 200").endsWith("{}");
        assertThat(client.send(GET).answer()).endsWith("{}");
        assertThat(couch.nextRequest()).startsWith("GET /other/a?b=c HTTP/1.1\r\n");
    }

    @Test
    void serverOfAnotherAuthority_isNot() throws Exception {
        int port = secure(Certificates.site());

        assertThat(client("", "https://localhost:" + port).send(GET).answer()).startsWith("HTTP/1.1 50");
        assertThat(client("ca: \"" + Certificates.file("client-ca.pem") + "\"", "https://localhost:" + port)
                        .send(GET)
                        .answer())
                .startsWith("HTTP/1.1 50");
        assertThat(couch.hasRequest()).isFalse();
    }

    @Test
    void serverWithTheCertificateOfAnotherHost_isNotBelieved() throws Exception {
        String one = "lenses: lenses\ntls: { certificate: \"%s\", key: \"%s\" }"
                .formatted(Certificates.file("wild.pem"), Certificates.file("wild.key"));
        int port = secure(new TestSite().with("lenses: lenses", one));

        assertThat(client(ca(), "https://localhost:" + port).send(GET).answer()).startsWith("HTTP/1.1 50");
        assertThat(couch.hasRequest()).isFalse();
    }

    @Test
    void slipcoversOwnCertificate_isShown() throws Exception {
        int port = secure(Certificates.site(
                "client-certificates: required", "client-ca: \"" + Certificates.file("client-ca.pem") + "\""));
        String own = ", certificate: \"%s\", key: \"%s\""
                .formatted(Certificates.file("client.pem"), Certificates.file("client.key"));

        assertThat(client(ca() + own, "https://localhost:" + port).send(GET).answer())
                .endsWith("{}");
        assertThat(couch.nextRequest()).containsIgnoringCase("x-client-cert-subject: CN=client one");
        assertThat(client(ca(), "https://localhost:" + port).send(GET).answer()).startsWith("HTTP/1.1 50");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Location: /couch/other/a | Location: /other/a
            Location: http://db.example/couch/other/a | Location: http://db.example/other/a
            Location: https://DB.example/couch | Location: https://DB.example/
            Location: http://elsewhere.example/couch/a | Location: http://elsewhere.example/couch/a
            Location: //db.example/couch/a | Location: //db.example/couch/a
            Location: /couches/a | Location: /couches/a
            Location: /other/couch | Location: /other/couch
            Content-Location: /couch/other/a | Content-Location: /other/a
            Set-Cookie: AuthSession=b; Version=1; Path=/couch/; HttpOnly | Set-Cookie: AuthSession=b; Version=1; Path=/; HttpOnly
            Set-Cookie: AuthSession=b; path=/couch | Set-Cookie: AuthSession=b; path=/
            Set-Cookie: AuthSession=b; Path=/ | Set-Cookie: AuthSession=b; Path=/
            """)
    void pathBehindTheHost_isAddedAndTakenAway(String told, String heard) throws Exception {
        couch = opened.add(
                FakeUpstream.answering("HTTP/1.1 201 Created\r\n" + told + "\r\nContent-Length: 2\r\n\r\n{}"));
        Wire client = client(ca(), "http://127.0.0.1:" + couch.port() + "/couch/");

        assertThat(client.send(GET).answer()).contains("\r\n" + heard + "\r\n");
        assertThat(couch.nextRequest()).startsWith("GET /couch/other/a?b=c HTTP/1.1\r\n");
    }

    @Test
    void pathBehindTheHost_isAddedOnce_whereARequestIsSentAgain() throws Exception {
        couch = opened.add(new FakeUpstream((number, wire) -> {
            wire.request();
            wire.send(OK);
            wire.request(); // And closes the first connection without a word.
        }));
        Wire client = client(ca(), "http://127.0.0.1:" + couch.port() + "/couch/db");
        client.send(GET).answer();

        assertThat(client.send(GET).answer()).endsWith("{}");
        for (int request = 0; request < 3; request++) {
            assertThat(couch.nextRequest()).startsWith("GET /couch/db/other/a?b=c HTTP/1.1\r\n");
        }
    }
}
