package io.slipcover.upstream;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import javax.net.ssl.SSLException;

/** TLS towards CouchDB, with the certificates that this Java trusts. */
final class Tls {
    /** Made on first use, which costs a moment that those who do without TLS need not spend. */
    private static final class Context {
        private static final SslContext INSTANCE = make();

        private static SslContext make() {
            try {
                return SslContextBuilder.forClient()
                        .sslProvider(SslProvider.JDK)
                        .endpointIdentificationAlgorithm("HTTPS")
                        .build();
            } catch (SSLException exception) {
                throw new IllegalStateException("this Java has no TLS", exception);
            }
        }
    }

    private Tls() {}

    static SslHandler handler(ByteBufAllocator allocator, UpstreamAddress address) {
        return Context.INSTANCE.newHandler(allocator, address.host(), address.port());
    }
}
