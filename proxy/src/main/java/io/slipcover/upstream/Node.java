package io.slipcover.upstream;

import io.slipcover.config.Health;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One server that gets requests: its address, its health, and what is counted of it. All event loops share this object. */
public final class Node {
    private static final Logger LOGGER = LoggerFactory.getLogger(Node.class);

    private final UpstreamAddress address;
    private final NodeHealth health;
    private final long place;
    private final LongAdder requests = new LongAdder();
    private final LongAdder failures = new LongAdder();

    /** How many connections are under way for longer than a moment. */
    private final AtomicInteger hanging = new AtomicInteger();

    Node(UpstreamAddress address, Health times) {
        this(
                address,
                new NodeHealth(
                        times,
                        System::nanoTime,
                        () -> ThreadLocalRandom.current().nextDouble()));
    }

    Node(UpstreamAddress address, NodeHealth health) {
        this.address = address;
        this.health = health;
        this.place = Scatter.of(address.toString());
    }

    public UpstreamAddress address() {
        return address;
    }

    /** How the node fares. */
    public Condition condition() {
        return health.condition();
    }

    /** How many requests the node was sent, health checks left out. */
    public long requests() {
        return requests.sum();
    }

    /** How often the node could not be connected to, broke a connection, was silent, or answered with a status of 500 to 504. */
    public long failures() {
        return failures.sum();
    }

    NodeHealth health() {
        return health;
    }

    /** How much a client belongs to this node: of all nodes, to the one with the highest number. */
    long claim(long client) {
        return Scatter.mix(place ^ client);
    }

    void count() {
        requests.increment();
    }

    /** A connection is under way for longer than a moment. */
    void beginHanging() {
        hanging.incrementAndGet();
    }

    /** Such a connection has been made or given up. */
    void endHanging() {
        hanging.decrementAndGet();
    }

    /** Whether there is such a connection. */
    boolean isHanging() {
        return hanging.get() > 0;
    }

    /** The node could not be connected to. */
    void unreachable(Throwable cause) {
        failures.increment();
        tell(health.unreachable("it cannot be connected to: " + cause));
    }

    /** The node failed at a request that was begun in this era. */
    void failed(int era, String reason) {
        failures.increment();
        tell(health.failed(era, reason));
    }

    /** The node failed at a request that was begun in this era, and perhaps the request is to blame. */
    void broke(int era, String target, String reason) {
        failures.increment();
        tell(health.broke(era, target, reason));
    }

    /** Logs what is news of the node. */
    void tell(NodeHealth.@Nullable Change change) {
        if (change == null) {
            return;
        }
        switch (change.condition()) {
            case WELL -> LOGGER.atInfo().addKeyValue("upstream", address).log("upstream is back");
            case DRAINING ->
                LOGGER.atWarn()
                        .addKeyValue("upstream", address)
                        .addKeyValue("reason", change.reason())
                        .log("upstream gets no new requests");
            case LEFT_ALONE ->
                LOGGER.atWarn()
                        .addKeyValue("upstream", address)
                        .addKeyValue("reason", change.reason())
                        .log("upstream is not well");
            case UNKNOWN -> {}
        }
    }

    @Override
    public String toString() {
        return address + " " + condition();
    }
}
