package io.slipcover.upstream;

import io.netty.channel.Channel;
import io.slipcover.report.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The search for a connection that one taker waits for. It goes from node to node, in the order of {@link Upstreams}: to the next one as soon
 * as one cannot be connected to, and beside it where one does not answer for a moment, as where a firewall drops what is sent. So such a
 * node costs a client that moment, and not the time limit. Lives on one event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Listeners hear of it.
final class Acquisition {
    private final UpstreamPool pool;
    private final Upstreams upstreams;
    private final boolean fresh;
    private final ConnectionTaker taker;

    private final List<Node> tried = new ArrayList<>();
    private int underWay;
    private boolean over;
    private @Nullable Future<?> headStart;

    /**
     * @param fresh whether a connection that was used before does not do
     */
    Acquisition(UpstreamPool pool, Upstreams upstreams, boolean fresh, ConnectionTaker taker) {
        this.pool = pool;
        this.upstreams = upstreams;
        this.fresh = fresh;
        this.taker = taker;
    }

    /** Tries this node, and then others. A node at which others wait for a connection already is passed over, if there is another one. */
    void begin(Node node) {
        tried.add(node);
        if (!node.isHanging() || !goOn()) {
            dial(node);
        }
    }

    private void dial(Node node) {
        Attempt attempt = new Attempt(node);
        underWay++;
        if (upstreams.isChoice()) {
            headStart = pool.later(attempt::hangs, Dialling.HEAD_START_MILLISECONDS, TimeUnit.MILLISECONDS);
        }
        pool.dial(node, attempt);
    }

    /** One node that is tried. */
    private final class Attempt implements Dialling.Listener {
        private final Node node;
        private boolean hanging;

        Attempt(Node node) {
            this.node = node;
        }

        void hangs() {
            hanging = true;
            node.beginHanging();
            goOn();
        }

        private void end() {
            underWay--;
            if (hanging) {
                node.endHanging();
            }
        }

        @Override
        public void connected(Channel channel) {
            end();
            succeeded(channel.pipeline().get(UpstreamConnection.class));
        }

        @Override
        public void failed(Throwable cause, boolean ofNode) {
            end();
            if (!pool.isEnding() && !Descriptors.areUsedUp(cause)) { // Those are told apart.
                Fault fault = Fault.ofUpstream(
                        "CouchDB cannot be connected to",
                        node.address(),
                        cause.getClass().getName());
                pool.reports().faults().tell(fault, cause);
            }
            if (ofNode) {
                node.unreachable(cause);
            }
            lost(cause);
        }
    }

    /** Tries one node more. Gives whether there is one. */
    private boolean goOn() {
        headStart = null;
        Node node = over ? null : upstreams.next(tried);
        if (node == null) {
            return false;
        }
        UpstreamConnection idle = fresh ? null : pool.poll(node);
        if (idle == null) {
            begin(node);
        } else {
            succeeded(idle);
        }
        return true;
    }

    private void succeeded(UpstreamConnection connection) {
        stopWaiting();
        if (over) {
            connection.release(); // Another node was quicker. Somebody else may need this one.
            return;
        }
        over = true;
        taker.connected(connection);
    }

    private void lost(Throwable cause) {
        if (over) {
            return;
        }
        stopWaiting();
        if (!goOn() && underWay == 0) {
            over = true;
            taker.unreachable(cause);
        }
    }

    private void stopWaiting() {
        Future<?> waiting = headStart;
        headStart = null;
        if (waiting != null) {
            waiting.cancel(false);
        }
    }
}
