package io.slipcover.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.slipcover.config.UpstreamTls;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class DatabaseClientTest {
    private static final Path TLS = Path.of("src/test/resources/tls");

    private HttpsServer server;
    private DatabaseAddress address;

    @BeforeEach
    void start() throws Exception {
        SSLContext context = ((JdkSslContext) SslContextBuilder.forServer(
                                TLS.resolve("localhost.pem").toFile(),
                                TLS.resolve("localhost.key").toFile())
                        .sslProvider(SslProvider.JDK)
                        .build())
                .context();
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.createContext("/todos", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("{\"doc_count\":7}".getBytes(UTF_8));
            exchange.close();
        });
        server.start();
        address =
                DatabaseAddress.parse("https://localhost:" + server.getAddress().getPort() + "/todos");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private long count(UpstreamTls tls) throws IOException, InterruptedException {
        List<String> problems = new ArrayList<>();
        return new CouchDocuments(DatabaseClient.of(tls), address, null, 0, 100, problems::add).count();
    }

    @Test
    void https_authorityOfTheConfiguration_isBelieved() throws Exception {
        X509Certificate authority;
        try (InputStream pem = Files.newInputStream(TLS.resolve("server-ca.pem"))) {
            authority =
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(pem);
        }
        assertThat(count(new UpstreamTls(List.of(authority), null))).isEqualTo(7);
    }

    @Test
    void https_strangeAuthority_isNot() {
        assertThatThrownBy(() -> count(UpstreamTls.DEFAULTS))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("unable to find valid certification path");
    }
}
