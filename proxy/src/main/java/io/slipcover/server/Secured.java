package io.slipcover.server;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import io.slipcover.exchange.ClientCertificate;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLPeerUnverifiedException;

/** How connections end that may be encrypted: TLS has words of its own for an end, which are said or left unsaid. */
@SuppressWarnings("FutureReturnValueIgnored") // Channels tell their handlers what became of a write or a close.
final class Secured {
    private Secured() {}

    /** What the client showed of itself, now that the handshake is over. */
    static ClientCertificate certificate(Channel channel) {
        SslHandler tls = channel.pipeline().get(SslHandler.class);
        try {
            Certificate[] shown = tls.engine().getSession().getPeerCertificates();
            return shown[0] instanceof X509Certificate certificate
                    ? ClientCertificate.of(certificate)
                    : ClientCertificate.NONE;
        } catch (SSLPeerUnverifiedException exception) {
            return ClientCertificate.NONE;
        }
    }

    /**
     * Breaks the connection, so that nobody takes what was sent for whole. A client of HTTP/1.0 takes the words with which TLS ends for the
     * end of an answer, so they are not said.
     */
    static void breakOff(Channel channel) {
        try {
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
        } catch (ChannelException ended) {
            // The client has ended it meanwhile, and takes nothing for whole.
        }
        ChannelHandlerContext tls = channel.pipeline().context(SslHandler.class);
        if (tls == null) {
            channel.close();
        } else {
            tls.close(); // From there on outwards, past the handler.
        }
    }

    /**
     * Ends a connection whose handshake failed, after the alert has gone out that says so. io_uring holds a socket open on which it still waits
     * for something, whoever closes it; a socket that has been shut down has nothing to wait for.
     */
    static void close(Channel channel) {
        ChannelHandlerContext outermost = channel.pipeline().firstContext();
        if (outermost == null || !(channel instanceof DuplexChannel duplex)) {
            channel.close();
            return;
        }
        outermost
                .writeAndFlush(Unpooled.EMPTY_BUFFER)
                .addListener(written -> duplex.shutdown().addListener(shut -> outermost.close()));
    }

    /** Says that no more comes, after all that was written has gone out. Whether the client says more stays open. */
    static void finishOutput(DuplexChannel channel) {
        SslHandler tls = channel.pipeline().get(SslHandler.class);
        if (tls == null) {
            channel.shutdownOutput();
        } else {
            tls.closeOutbound().addListener((ChannelFutureListener) said -> channel.shutdownOutput());
        }
    }
}
