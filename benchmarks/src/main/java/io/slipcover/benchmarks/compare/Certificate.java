package io.slipcover.benchmarks.compare;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** The certificate for {@code localhost} that all candidates show, of the tests: its key is one of RSA, of 2048 bits. */
record Certificate(Path certificate, Path key, Path authority) {
    static Certificate of(Path root) {
        Path folder = root.resolve("proxy/src/test/resources/tls");
        return new Certificate(
                folder.resolve("localhost.pem"), folder.resolve("localhost.key"), folder.resolve("server-ca.pem"));
    }

    /** A client of HTTP/1.1 that trusts it. */
    HttpClient client() throws IOException {
        try (InputStream pem = Files.newInputStream(authority)) {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            trusted.setCertificateEntry(
                    "authority", CertificateFactory.getInstance("X.509").generateCertificate(pem));
            TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(trusted);
            SSLContext context = SSLContext.getInstance("TLSv1.3");
            context.init(null, managers.getTrustManagers(), null);
            return HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .sslContext(context)
                    .build();
        } catch (GeneralSecurityException exception) {
            throw new IOException(exception);
        }
    }
}
