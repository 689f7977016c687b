package io.slipcover.server;

import io.netty.channel.Channel;
import io.slipcover.exchange.ClientCertificate;
import org.jspecify.annotations.Nullable;

/**
 * The other end of a client's connection.
 *
 * @param address where it is
 * @param secure whether the connection is encrypted
 * @param certificate what the client showed of itself; null where it was not asked
 */
record Peer(ClientAddress address, boolean secure, @Nullable ClientCertificate certificate) {
    /** The other end of a connection in plain text. */
    static Peer inPlainText(Channel channel) {
        return new Peer(new ClientAddress(channel), false, null);
    }
}
