package io.slipcover.upstream;

import io.slipcover.config.Health;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The nodes of CouchDB, in the order in which one client's requests go to them. The nodes are shared by all clients and all event loops;
 * the order is the client's own. It is made by rendezvous hashing: each node lays a claim to each client, a number that any Slipcover
 * finds in the same way, and the node with the highest claim that takes requests gets the client. So a client stays on its node while the
 * node is well, only the clients of a node that is away move, and they move back when the node is back.
 */
public final class Upstreams {
    /** Lower ranks are tried first. */
    private static final int TAKES_REQUESTS = 0;

    private static final int DRAINS = 1;
    private static final int IS_LEFT_ALONE = 2;
    private static final int HAS_FAILED_THIS_REQUEST = 3;

    private final Node[] nodes;
    private final Health times;
    private final boolean checked;
    private final long client;

    /** Nodes that have failed at the request at hand. */
    private final List<Node> avoided;

    /** Nodes that nobody checks, with the usual pauses. */
    public Upstreams(List<UpstreamAddress> addresses) {
        this(addresses, Health.DEFAULTS, false);
    }

    /**
     * Nodes of which nobody has heard yet.
     *
     * @param checked whether health checks find out how the nodes fare, so that no request has to try a node that was left alone
     */
    public Upstreams(List<UpstreamAddress> addresses, Health times, boolean checked) {
        this(
                addresses.stream().map(address -> new Node(address, times)).toArray(Node[]::new),
                times,
                checked,
                0,
                List.of());
    }

    Upstreams(Node[] nodes, Health times, boolean checked, long client, List<Node> avoided) {
        if (nodes.length == 0) {
            throw new IllegalArgumentException("at least one upstream is needed");
        }
        this.nodes = nodes;
        this.times = times;
        this.checked = checked;
        this.client = client;
        this.avoided = avoided;
    }

    // ---- what is asked of all nodes

    public List<UpstreamAddress> addresses() {
        return nodes().stream().map(Node::address).toList();
    }

    /** All nodes, in the order of the configuration. */
    public List<Node> nodes() {
        return List.of(nodes);
    }

    /** Whether any node is known to be well. Before the first answer of the first node, none is. */
    public boolean isAnyWell() {
        for (Node node : nodes) {
            if (node.condition() == Condition.WELL) {
                return true;
            }
        }
        return false;
    }

    /** Whether health checks find out how the nodes fare. */
    boolean isChecked() {
        return checked;
    }

    Health times() {
        return times;
    }

    /**
     * Takes over what was known of those nodes that stood in an earlier configuration. Call this before anybody else uses these nodes.
     */
    public void takeOver(Upstreams earlier) {
        for (int index = 0; index < nodes.length; index++) {
            for (Node known : earlier.nodes) {
                if (known.address().equals(nodes[index].address())) {
                    known.health().take(times);
                    nodes[index] = known;
                }
            }
        }
    }

    // ---- whose requests they are

    /** Whether there is a choice. Where there is none, nobody need know who the client is. */
    public boolean isChoice() {
        return nodes.length > 1;
    }

    /** These nodes, in the order of one client. */
    public Upstreams of(ClientIdentity identity) {
        return new Upstreams(nodes, times, checked, identity.number(), avoided);
    }

    /** This one node, whatever its health. */
    public Upstreams only(Node node) {
        return new Upstreams(new Node[] {node}, times, checked, client, List.of());
    }

    /** These nodes, for a request that a node has failed at: that node comes last now. */
    public Upstreams avoiding(Node failed) {
        List<Node> longer = new ArrayList<>(avoided);
        longer.add(failed);
        return new Upstreams(nodes, times, checked, client, longer);
    }

    /** Whether there is a node that has not failed at the request, apart from this one. */
    public boolean hasOther(Node failed) {
        for (Node node : nodes) {
            if (node != failed && !avoided.contains(node)) {
                return true;
            }
        }
        return false;
    }

    // ---- the order

    /**
     * The node to try next, which may be the one trial of a node that has been left alone.
     *
     * @param tried nodes that need not be tried again
     * @return null where all were tried
     */
    @Nullable
    Node next(List<Node> tried) {
        Node first = first(tried, true);
        if (first != null
                && first.condition() == Condition.LEFT_ALONE
                && first.health().isDue()
                && !checked) {
            return first.health().takeTrial() ? first : first(tried, false);
        }
        return first;
    }

    private @Nullable Node first(List<Node> tried, boolean orTrial) {
        if (nodes.length == 1) {
            return tried.isEmpty() ? nodes[0] : null;
        }
        Node first = null;
        int lowest = 0;
        for (Node node : nodes) {
            if (tried.contains(node)) {
                continue;
            }
            int rank = rank(node, orTrial);
            if (first == null || rank < lowest || (rank == lowest && isBefore(node, first, rank))) {
                first = node;
                lowest = rank;
            }
        }
        return first;
    }

    private int rank(Node node, boolean orTrial) {
        if (!avoided.isEmpty() && avoided.contains(node)) {
            return HAS_FAILED_THIS_REQUEST;
        }
        Condition condition = node.condition();
        if (condition.takesRequests() || (orTrial && !checked && node.health().isDue())) {
            return TAKES_REQUESTS;
        }
        return condition == Condition.DRAINING ? DRAINS : IS_LEFT_ALONE;
    }

    /** Of two nodes that failed, the one whose pause ends sooner is the less bad. */
    private boolean isBefore(Node node, Node other, int rank) {
        if (rank == IS_LEFT_ALONE) {
            return node.health().until() - other.health().until() < 0;
        }
        return node.claim(client) > other.claim(client);
    }
}
