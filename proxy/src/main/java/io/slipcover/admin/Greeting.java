package io.slipcover.admin;

import io.netty.channel.Channel;
import java.util.function.Consumer;

/** What happens on an operator's connection before the first question: nothing, or a handshake. */
@FunctionalInterface
public interface Greeting {
    /** Questions come at once, in plain text. */
    Greeting NONE = (channel, then) -> then.accept(channel);

    /** Begins on a connection that has just been accepted, and hands the connection on when questions may come. */
    void begin(Channel channel, Consumer<Channel> then);
}
