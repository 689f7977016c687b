package io.slipcover.config;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An address at which nothing can listen. Its message is a line for whoever chose the address. */
public final class CannotListenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * @param cause what the operating system says, as Java or Netty tells it
     */
    public CannotListenException(InetSocketAddress address, Throwable cause) {
        super("cannot listen at " + shown(address) + ": " + why(address, cause), cause, false, false);
    }

    private static String shown(InetSocketAddress address) {
        return new Address(address.getHostString(), address.getPort()).toString();
    }

    private static String why(InetSocketAddress address, Throwable cause) {
        if (address.isUnresolved()) {
            return "no host of this name is known";
        }
        String told =
                cause instanceof IOException failure ? FileTrouble.of(failure) : String.valueOf(cause.getMessage());
        String known = known(told.toLowerCase(Locale.ROOT));
        return known == null ? told : known;
    }

    private static @Nullable String known(String told) {
        if (told.contains("already in use")) {
            return "the port is taken by another program";
        }
        if (told.contains("assign requested address")) {
            return "this machine has no such address";
        }
        return told.contains("permission denied") ? "no permission, as for most ports below 1024" : null;
    }
}
