package io.slipcover.upstream;

import io.slipcover.config.Health;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The questions whether CouchDB's nodes are well, which Slipcover asks on its own. A node that is well is asked once in an interval, a node
 * that did not answer the last question sooner, and a node that is left alone when its pause is over. Lives on one event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // What is told to the event loop, is done.
public final class HealthChecks {
    private final UpstreamPool pool;
    private final Supplier<Upstreams> current;

    /** When each node was asked last. */
    private final Map<Node, Long> asked = new HashMap<>();

    private final Set<Node> underWay = new HashSet<>();

    /**
     * @param current the nodes of the configuration that holds at the time
     */
    public HealthChecks(UpstreamPool pool, Supplier<Upstreams> current) {
        this.pool = pool;
        this.current = current;
    }

    /** Begins. The checks end with the event loop. */
    public void begin() {
        pool.later(this::look, 0, TimeUnit.NANOSECONDS);
    }

    /** Asks those nodes whose turn it is. */
    private void look() {
        Upstreams upstreams = current.get();
        Health times = upstreams.times();
        if (upstreams.isChecked()) {
            asked.keySet().retainAll(upstreams.nodes());
            for (Node node : upstreams.nodes()) {
                if (!underWay.contains(node) && isTurnOf(node, times)) {
                    ask(upstreams, node);
                }
            }
        }
        long pause = Math.min(times.interval().toNanos(), times.pause().toNanos());
        pool.later(this::look, pause, TimeUnit.NANOSECONDS);
    }

    private boolean isTurnOf(Node node, Health times) {
        if (node.condition() == Condition.LEFT_ALONE) {
            return node.health().takeTrial();
        }
        Long last = asked.get(node);
        return last == null
                || node.health().isDoubtful()
                || System.nanoTime() - last >= times.interval().toNanos();
    }

    private void ask(Upstreams upstreams, Node node) {
        asked.put(node, System.nanoTime());
        underWay.add(node);
        new HealthCheck(pool, upstreams.only(node), node, () -> underWay.remove(node)).begin();
    }
}
