package io.slipcover.server;

import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.OpenSslContextOption;
import io.netty.handler.ssl.OpenSslX509KeyManagerFactory;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import io.slipcover.config.ClientCertificates;
import io.slipcover.config.Identity;
import io.slipcover.config.ServerTls;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * TLS towards clients, made of one reading of the configuration: a context for each certificate, by the hosts that it is for. Immutable;
 * connections keep the one that they began with.
 */
final class ClientTls {
    private static final List<String> PROTOCOLS = List.of("TLSv1.3", "TLSv1.2");

    /** Mozilla's "intermediate" list without its slow part: authenticated encryption and forward secrecy, nothing else. */
    private static final List<String> CIPHERS = List.of(
            "TLS_AES_128_GCM_SHA256",
            "TLS_AES_256_GCM_SHA384",
            "TLS_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

    private static final String PROPERTY = "slipcover.tls";

    private final ServerTls settings;
    private final SslProvider provider = provider();
    private final SslContext fallback;
    private final Map<String, SslContext> hosts = new HashMap<>();

    private ClientTls(ServerTls settings) throws SSLException {
        this.settings = settings;
        SslContext first = null;
        for (Identity identity : settings.identities()) {
            SslContext context = context(identity);
            first = first == null ? context : first;
            for (String host : identity.hosts()) {
                hosts.putIfAbsent(host, context);
            }
        }
        if (first == null) {
            throw new IllegalStateException("no certificate");
        }
        fallback = first;
    }

    /**
     * Makes the contexts.
     *
     * @throws IllegalStateException where the TLS of this machine cannot do what the settings say
     */
    static ClientTls of(ServerTls settings) {
        try {
            return new ClientTls(settings);
        } catch (SSLException exception) {
            throw new IllegalStateException("TLS cannot be set up: " + exception.getMessage(), exception);
        }
    }

    /** BoringSSL where its library can be loaded, else Java's own TLS. The system property {@code slipcover.tls} asks for {@code jdk}. */
    private static SslProvider provider() {
        return "jdk".equals(System.getProperty(PROPERTY)) || !OpenSsl.isAvailable()
                ? SslProvider.JDK
                : SslProvider.OPENSSL;
    }

    private SslContext context(Identity identity) throws SSLException {
        SslContextBuilder builder = showing(identity)
                .sslProvider(provider)
                .protocols(PROTOCOLS)
                .ciphers(CIPHERS, SupportedCipherSuiteFilter.INSTANCE)
                .applicationProtocolConfig(new ApplicationProtocolConfig(
                        ApplicationProtocolConfig.Protocol.ALPN,
                        ApplicationProtocolConfig.SelectorFailureBehavior.NO_ADVERTISE,
                        ApplicationProtocolConfig.SelectedListenerFailureBehavior.ACCEPT,
                        settings.http2()
                                ? List.of(ApplicationProtocolNames.HTTP_2, ApplicationProtocolNames.HTTP_1_1)
                                : List.of(ApplicationProtocolNames.HTTP_1_1)));
        if (asksForCertificates()) {
            builder.trustManager(settings.clientAuthorities().toArray(X509Certificate[]::new))
                    .clientAuth(
                            settings.clientCertificates() == ClientCertificates.REQUIRED
                                    ? ClientAuth.REQUIRE
                                    : ClientAuth.OPTIONAL);
        }
        return builder.build();
    }

    private SslContextBuilder showing(Identity identity) throws SSLException {
        if (provider == SslProvider.JDK || !identity.key().getAlgorithm().equals("RSA")) {
            return SslContextBuilder.forServer(identity.key(), identity.chain());
        }
        try {
            return SslContextBuilder.forServer(OpenSslX509KeyManagerFactory.newKeyless(
                            identity.chain().toArray(X509Certificate[]::new)))
                    .option(OpenSslContextOption.USE_TASKS, true)
                    .option(OpenSslContextOption.PRIVATE_KEY_METHOD, new RsaSigning(identity.key()));
        } catch (GeneralSecurityException | IOException exception) {
            throw new SSLException(exception);
        }
    }

    ServerTls settings() {
        return settings;
    }

    boolean asksForCertificates() {
        return settings.clientCertificates() != ClientCertificates.NONE;
    }

    /** The context whose certificate is for a host; the first of all where none is, or where the client names no host. */
    SslContext forHost(@Nullable String asked) {
        if (asked == null) {
            return fallback;
        }
        String host = asked.toLowerCase(Locale.ROOT);
        SslContext exact = hosts.get(host);
        if (exact != null) {
            return exact;
        }
        // A wildcard stands for the first label, and for no other (RFC 6125, section 6.4.3).
        int dot = host.indexOf('.');
        SslContext wildcard = dot < 0 ? null : hosts.get("*" + host.substring(dot));
        return wildcard == null ? fallback : wildcard;
    }
}
