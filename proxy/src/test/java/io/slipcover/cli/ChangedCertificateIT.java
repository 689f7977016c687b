package io.slipcover.cli;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipcover.testbed.Patience;
import io.slipcover.testing.Certificates;
import io.slipcover.testing.FakeUpstream;
import io.slipcover.testing.Wire;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a running Slipcover makes of a certificate that is replaced on disk. */
final class ChangedCertificateIT {
    private static final String GET = "GET /x/a HTTP/1.1\r\nHost: h\r\nX-Client-Version: 1\r\n\r\n";

    @TempDir
    private Path folder;

    private void place(String name) throws IOException {
        for (String end : new String[] {".key", ".pem"}) {
            Files.copy(Certificates.file(name + end).toPath(), folder.resolve("server" + end), REPLACE_EXISTING);
        }
    }

    private static BigInteger serial(SSLSocket socket) throws IOException {
        return ((X509Certificate) socket.getSession().getPeerCertificates()[0]).getSerialNumber();
    }

    private static SSLSocket connect(int port) throws IOException {
        return Certificates.connect(Certificates.client(), "localhost", port);
    }

    private static void awaitAnother(BigInteger before, int port, ServeProcess slipcover) {
        Patience.await(() -> "another certificate, with the log " + slipcover.log(), () -> {
            try (SSLSocket fresh = connect(port)) {
                return !serial(fresh).equals(before);
            }
        });
    }

    @Test
    void newConnections_seeTheNewCertificate_andOldOnesGoOn() throws Exception {
        place("localhost");
        Path configuration = folder.resolve("slipcover.yaml");
        try (FakeUpstream couch = FakeUpstream.answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")) {
            Files.writeString(configuration, "upstream: http://127.0.0.1:" + couch.port() + """

                    tls: { certificate: server.pem, key: server.key }
                    admin: { listen: "127.0.0.1:0", tls: { certificate: server.pem, key: server.key } }
                    documents: { type: { field: schema }, version: { field: version } }
                    releases:
                      - { name: "1", clients: "1.x", types: { note: 1 } }
                    """);
            try (ServeProcess slipcover = new ServeProcess(configuration, 0, folder.resolve("log"));
                    SSLSocket old = connect(slipcover.port())) {
                int admin = slipcover.readAdminPort();
                Wire client = Wire.over(old);
                assertThat(client.send(GET).answer()).startsWith("HTTP/1.1 200");
                BigInteger before = serial(old);

                assertThat(Certificates.wire(admin)
                                .send("GET /health HTTP/1.1\r\nHost: h\r\n\r\n")
                                .answer())
                        .startsWith("HTTP/1.1 200");

                place("wild");

                awaitAnother(before, slipcover.port(), slipcover);
                awaitAnother(before, admin, slipcover);
                assertThat(client.send(GET).answer()).startsWith("HTTP/1.1 200");
                assertThat(slipcover.log()).doesNotContain("takes a restart");
                slipcover.end();
            }
        }
    }
}
