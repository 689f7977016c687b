package io.slipcover.cli;

import io.slipcover.config.UpstreamTls;
import java.io.IOException;
import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** The client that reads a database. It believes the authorities that {@code upstream-tls} names, or those of Java where it names none. */
final class DatabaseClient {
    private static final Duration CONNECT = Duration.ofSeconds(10);

    private DatabaseClient() {}

    static HttpClient of(UpstreamTls tls) throws IOException {
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT);
        if (!tls.authorities().isEmpty()) {
            builder.sslContext(trusting(tls));
        }
        return builder.build();
    }

    private static SSLContext trusting(UpstreamTls tls) throws IOException {
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (X509Certificate authority : tls.authorities()) {
                store.setCertificateEntry(authority.getSubjectX500Principal().getName() + store.size(), authority);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("upstream-tls: the authorities cannot be used: " + e.getMessage(), e);
        }
    }
}
