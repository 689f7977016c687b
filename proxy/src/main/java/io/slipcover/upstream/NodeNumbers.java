package io.slipcover.upstream;

import io.slipcover.report.Family;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** What operators learn of each node in numbers. The nodes come from the configuration, so there are few of them. */
public record NodeNumbers(Supplier<Upstreams> current) implements Family.Source {
    @Override
    public List<Family> families() {
        return List.of(
                family(
                        "slipcover_upstream_up",
                        Family.Kind.GAUGE,
                        "Whether the node of CouchDB gets requests: 0 while it is left alone or drains.",
                        node -> node.condition().takesRequests() ? 1 : 0),
                family(
                        "slipcover_upstream_requests",
                        Family.Kind.COUNTER,
                        "Requests that the node of CouchDB was sent, health checks left out.",
                        Node::requests),
                family(
                        "slipcover_upstream_failures",
                        Family.Kind.COUNTER,
                        "Times that the node of CouchDB took no connection, broke one, or answered with a status of 500 to 504.",
                        Node::failures));
    }

    private Family family(String name, Family.Kind kind, String help, ToDoubleFunction<Node> number) {
        return new Family(
                name,
                kind,
                help,
                current.get().nodes().stream()
                        .map(node -> (Family.Point) new Family.Value(
                                Map.of("upstream", node.address().toString()), number.applyAsDouble(node)))
                        .toList());
    }
}
