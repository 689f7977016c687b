package io.slipcover.exchange;

import io.netty.handler.codec.http.HttpContent;
import io.slipcover.upstream.ConnectionTaker;
import io.slipcover.upstream.Loss;
import io.slipcover.upstream.TooManyWaitingException;
import io.slipcover.upstream.UpstreamConnection;
import org.jspecify.annotations.Nullable;

/**
 * The stage in which Slipcover has sent nothing to CouchDB. There is no connection yet, and the parts of the request's body that have come
 * wait for one.
 */
final class AwaitingConnection implements Stage, ConnectionTaker {
    private final Exchange exchange;
    private final boolean again;
    private @Nullable KeptParts parts;

    /**
     * @param again whether a connection that was used before broke, so that this connection has to be new
     */
    AwaitingConnection(Exchange exchange, boolean again) {
        this.exchange = exchange;
        this.again = again;
    }

    @Override
    public void connect() {
        exchange.client().upstreamPool().acquire(exchange.upstreams(), again, this);
    }

    /** Keeps a part of the body for when there is a connection. */
    void keep(HttpContent part) {
        KeptParts kept = parts;
        if (kept == null) {
            kept = new KeptParts();
            parts = kept;
        }
        kept.add(exchange.memory(), part);
    }

    @Override
    public void connected(UpstreamConnection connection) {
        if (exchange.stage() != this) {
            connection.release();
            return;
        }
        KeptParts kept = parts;
        parts = null;
        Forwarding forwarding = new Forwarding(exchange, connection, again);
        exchange.enter(forwarding);
        forwarding.begin(kept);
    }

    @Override
    public void unreachable(Throwable cause) {
        exchange.answerInstead(
                cause instanceof TooManyWaitingException
                        ? OwnAnswer.later(String.valueOf(cause.getMessage()))
                        : OwnAnswer.of(Loss.ofConnecting(cause)));
    }

    @Override
    public boolean takesRequest() {
        return true;
    }

    @Override
    public boolean hasBegunAnswer() {
        return false;
    }

    @Override
    public Stage beginAnswer() {
        leave();
        return Composing.INSTANCE;
    }

    @Override
    public void send(HttpContent part) {
        keep(part);
        exchange.client().reading(false);
    }

    @Override
    public void leave() {
        KeptParts kept = parts;
        parts = null;
        if (kept != null) {
            kept.release();
        }
    }
}
