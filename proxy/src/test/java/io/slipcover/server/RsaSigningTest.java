package io.slipcover.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.OpenSsl;
import io.netty.util.ReferenceCountUtil;
import io.slipcover.config.ClientCertificates;
import io.slipcover.config.Identity;
import io.slipcover.config.ServerTls;
import io.slipcover.testing.Certificates;
import io.slipcover.testing.FakeUpstream;
import io.slipcover.testing.LeakGuard;
import io.slipcover.testing.Opened;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.security.PrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the dearest step of a handshake is done. */
@ExtendWith(LeakGuard.class)
final class RsaSigningTest {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    @RegisterExtension
    private final Opened opened = new Opened();

    private final ByteBuffer toServer = ByteBuffer.allocate(1 << 16);
    private final ByteBuffer toClient = ByteBuffer.allocate(1 << 16);

    /** Whether a task runs that the server's engine has delegated. */
    private boolean delegated;

    /** For each use of the key, whether it was in such a task. */
    private final List<Boolean> uses = new ArrayList<>();

    /** A key that tells when it is looked at. */
    private PrivateKey watched(PrivateKey key) {
        return (PrivateKey) Proxy.newProxyInstance(
                RSAPrivateCrtKey.class.getClassLoader(),
                new Class<?>[] {RSAPrivateCrtKey.class},
                (proxy, method, arguments) -> {
                    if (!method.getName().equals("getAlgorithm")) {
                        uses.add(delegated);
                    }
                    return method.invoke(key, arguments);
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void signature_isLeftToTheThreadsOfHandshakes(String version) throws Exception {
        assumeTrue(OpenSsl.isAvailable());
        FakeUpstream couch = opened.add(FakeUpstream.answering(""));
        ServerTls site = Certificates.site().on(couch.port()).tls();
        Identity shown = site.identities().get(0);
        ServerTls watching = new ServerTls(
                List.of(new Identity(shown.chain(), watched(shown.key()))),
                false,
                ClientCertificates.NONE,
                List.of(),
                site.handshakeTimeout(),
                1);
        SSLEngine server = ClientTls.of(watching).forHost("localhost").newEngine(ByteBufAllocator.DEFAULT);
        try {
            uses.clear();
            SSLEngine client = Certificates.client().createSSLEngine("localhost", 443);
            client.setUseClientMode(true);
            client.setEnabledProtocols(new String[] {version});
            client.beginHandshake();
            server.beginHandshake();
            for (int step = 0; step < 100; step++) {
                go(client, toClient, toServer);
                go(server, toServer, toClient);
            }
            assertThat(client.getSession().getProtocol()).isEqualTo(version);
            assertThat(uses).isNotEmpty().doesNotContain(false);
        } finally {
            ReferenceCountUtil.release(server);
        }
    }

    /** One step of a handshake. */
    private void go(SSLEngine engine, ByteBuffer in, ByteBuffer out) throws SSLException {
        HandshakeStatus status = engine.getHandshakeStatus();
        if (status == HandshakeStatus.NEED_TASK) {
            Runnable task = engine.getDelegatedTask();
            if (task != null) {
                delegated = true;
                task.run();
                delegated = false;
            }
        } else if (status == HandshakeStatus.NEED_WRAP) {
            engine.wrap(NOTHING, out);
        } else if (status == HandshakeStatus.NEED_UNWRAP) {
            in.flip();
            engine.unwrap(in, ByteBuffer.allocate(1 << 15));
            in.compact();
        }
    }
}
