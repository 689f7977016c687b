package io.slipcover.server;

import io.netty.channel.Channel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** Where the client of a connection is, which is found out once, and only where somebody asks. Lives on one event loop. */
final class ClientAddress {
    private final Channel channel;
    private @Nullable InetAddress address;
    private @Nullable String text;

    ClientAddress(Channel channel) {
        this.channel = channel;
    }

    /** The address, or null where the connection has none. */
    @Nullable
    InetAddress address() {
        InetAddress known = address;
        if (known == null && channel.remoteAddress() instanceof InetSocketAddress socketAddress) {
            known = socketAddress.getAddress();
            address = known;
        }
        return known;
    }

    /** The address and port that the client has reached, as {@code Host} would name them; the empty string where there is none. */
    String local() {
        if (!(channel.localAddress() instanceof InetSocketAddress reached)) {
            return "";
        }
        String host = reached.getAddress().getHostAddress();
        int zone = host.indexOf('%');
        String bare = zone < 0 ? host : host.substring(0, zone);
        return (bare.indexOf(':') < 0 ? bare : "[" + bare + "]") + ":" + reached.getPort();
    }

    /** The address as text, without a zone. */
    String text() {
        String known = text;
        if (known == null) {
            InetAddress from = address();
            known = from == null ? "unknown" : from.getHostAddress();
            int zone = known.indexOf('%');
            if (zone >= 0) {
                known = known.substring(0, zone);
            }
            text = known;
        }
        return known;
    }
}
