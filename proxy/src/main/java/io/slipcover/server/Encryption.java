package io.slipcover.server;

import static java.util.Objects.requireNonNull;

import io.netty.channel.Channel;
import io.slipcover.config.ServerTls;
import io.slipcover.memory.Memory;
import io.slipcover.report.FaultLog;
import java.util.function.Consumer;

/**
 * TLS at an address of its own, with handshakes of its own. Its certificates can be exchanged while it runs. What its handshakes hold does not
 * count among what clients hold: operators come in also when clients have used all memory up.
 */
public final class Encryption {
    private final Handshakes handshakes;
    private volatile ClientTls tls;

    /**
     * Sets TLS up.
     *
     * @param faults hears of handshakes that fail
     * @throws IllegalStateException where the TLS of this machine cannot do what the settings say
     */
    public Encryption(ServerTls settings, FaultLog faults) {
        this.handshakes = new Handshakes(requireNonNull(faults, "faults"), new Memory());
        this.tls = ClientTls.of(settings);
    }

    /**
     * Sets TLS up anew. Connections from now on have it once what this returns has run. Those that are open keep what they began with.
     *
     * @throws IllegalStateException where the TLS of this machine cannot do what the settings say
     */
    public Runnable prepare(ServerTls settings) {
        ClientTls next = ClientTls.of(settings);
        return () -> tls = next;
    }

    /** Begins a handshake on a connection that has just been accepted, and hands the connection on when it is over. */
    public void begin(Channel channel, Consumer<Channel> then) {
        handshakes.begin(channel, tls, (secured, protocol) -> then.accept(secured));
    }
}
