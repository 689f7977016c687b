package io.slipcover.upstream;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.slipcover.config.Identity;
import io.slipcover.config.UpstreamTls;
import java.security.cert.X509Certificate;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * TLS towards CouchDB. CouchDB's certificate has to be for the host of its URL, and to come from an authority of the settings, or from one
 * that this Java trusts. Two that have the same settings are equal.
 */
public final class Tls {
    /** TLS with the certificates that this Java trusts. */
    public static final Tls TRUSTED = new Tls(UpstreamTls.DEFAULTS);

    private static final int THREADS = 2;
    private static final int IDLE_SECONDS = 30;

    /** Verifying takes milliseconds, for which no event loop should stand still. */
    private static final Executor VERIFYING = threads();

    private final UpstreamTls settings;

    /** Made on first use, which costs a moment that those who do without TLS need not spend. */
    private volatile @Nullable SslContext context;

    private Tls(UpstreamTls settings) {
        this.settings = settings;
    }

    public static Tls of(UpstreamTls settings) {
        return settings.equals(UpstreamTls.DEFAULTS) ? TRUSTED : new Tls(settings);
    }

    private static Executor threads() {
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                new DefaultThreadFactory("verifying", true));
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    private SslContext context() {
        SslContext made = context;
        if (made == null) {
            made = make();
            context = made;
        }
        return made;
    }

    private SslContext make() {
        SslContextBuilder builder =
                SslContextBuilder.forClient().sslProvider(SslProvider.JDK).endpointIdentificationAlgorithm("HTTPS");
        if (!settings.authorities().isEmpty()) {
            builder.trustManager(settings.authorities().toArray(X509Certificate[]::new));
        }
        Identity identity = settings.identity();
        if (identity != null) {
            builder.keyManager(identity.key(), identity.chain());
        }
        try {
            return builder.build();
        } catch (SSLException exception) {
            throw new IllegalStateException("this Java has no TLS", exception);
        }
    }

    SslHandler handler(ByteBufAllocator allocator, UpstreamAddress address) {
        return context().newHandler(allocator, address.host(), address.port(), VERIFYING);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Tls tls && tls.settings.equals(settings);
    }

    @Override
    public int hashCode() {
        return settings.authorities().size();
    }
}
