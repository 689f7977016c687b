package io.slipcover.testing;

import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.slipcover.config.Configuration;
import io.slipcover.config.Identity;
import io.slipcover.testbed.TemporaryFolder;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedKeyManager;

/** The certificates of the folder {@code tls}: of two hosts, of two clients, and of the two authorities that signed them. */
public final class Certificates {
    private Certificates() {}

    /** A file of the folder. */
    public static File file(String name) {
        return new File("src/test/resources/tls/" + name).getAbsoluteFile();
    }

    /** The lines of a configuration that turn TLS on, for {@code localhost} and for hosts of {@code example.org}; with other keys. */
    public static String tls(String... keys) {
        return """
                tls:
                  certificates:
                    - { certificate: "%s", key: "%s" }
                    - { certificate: "%s", key: "%s" }
                """.formatted(file("localhost.pem"), file("localhost.key"), file("wild.pem"), file("wild.key"))
                + String.join(
                        "", List.of(keys).stream().map(key -> "  " + key + "\n").toList());
    }

    /** The site with TLS. */
    public static TestSite site(String... keys) {
        return new TestSite().with("lenses: lenses", "lenses: lenses\n" + tls(keys));
    }

    /** TLS of a client that trusts the authority of the hosts. */
    public static SSLContext client() throws SSLException {
        return context(SslContextBuilder.forClient());
    }

    /** TLS of a client that shows a certificate of the folder, whoever the server says that it believes. */
    public static SSLContext client(String name) throws SSLException {
        return context(SslContextBuilder.forClient().keyManager(new OnlyKey(identity(name))));
    }

    private static Identity identity(String name) {
        Path folder = TemporaryFolder.create("identity");
        try {
            Files.createDirectory(folder.resolve("lenses"));
            Path configuration = folder.resolve("slipcover.yaml");
            Files.writeString(configuration, """
                    upstream-tls: { certificate: "%s", key: "%s" }
                    documents: { type: { field: t }, version: { field: v } }
                    releases: [ { name: "1", clients: ">=1", types: { a: 1 } } ]
                    """.formatted(file(name + ".pem"), file(name + ".key")));
            return Configuration.load(configuration, Map.of())
                    .settings()
                    .transmission()
                    .upstreamTls()
                    .identity();
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        } finally {
            TemporaryFolder.remove(folder);
        }
    }

    /** Shows one certificate, always. */
    private static final class OnlyKey extends X509ExtendedKeyManager {
        private final Identity identity;

        OnlyKey(Identity identity) {
            this.identity = identity;
        }

        @Override
        public String chooseClientAlias(String[] types, Principal[] issuers, Socket socket) {
            return "only";
        }

        @Override
        public String chooseEngineClientAlias(String[] types, Principal[] issuers, SSLEngine engine) {
            return "only";
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return identity.chain().toArray(X509Certificate[]::new);
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            return identity.key();
        }

        @Override
        public String[] getClientAliases(String type, Principal[] issuers) {
            return new String[] {"only"};
        }

        @Override
        public String[] getServerAliases(String type, Principal[] issuers) {
            return new String[0];
        }

        @Override
        public String chooseServerAlias(String type, Principal[] issuers, Socket socket) {
            return null;
        }
    }

    private static SSLContext context(SslContextBuilder builder) throws SSLException {
        return ((JdkSslContext) builder.sslProvider(SslProvider.JDK)
                        .trustManager(file("server-ca.pem"))
                        .build())
                .context();
    }

    /** A connection whose handshake has not begun, to a host that the port of this machine stands for. */
    public static SSLSocket connect(SSLContext context, String host, int port) throws IOException {
        Socket plain = new Socket(InetAddress.getLoopbackAddress(), port);
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(plain, host, port, true);
        SSLParameters parameters = socket.getSSLParameters();
        if (!host.isEmpty()) {
            parameters.setServerNames(List.of(new SNIHostName(host)));
        }
        socket.setSSLParameters(parameters);
        return socket;
    }

    /** A client on a connection to {@code localhost}, in TLS. */
    public static Wire wire(int port) throws IOException {
        return Wire.over(connect(client(), "localhost", port));
    }
}
