package io.slipcover.cli;

import io.slipcover.catalog.Catalog;
import io.slipcover.catalog.ClientVersion;
import io.slipcover.catalog.Release;
import io.slipcover.catalog.VersionRange.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The clients of a release that other releases serve as soon as this one is gone, because the ranges of the releases overlap. */
final class ClientsAfterwards {
    /**
     * Clients that another release serves then.
     *
     * @param clients the release's clients, in words: {@code from 2.0.0 to below 3.0.0}
     * @param other the release that serves them then
     * @param areSameShapes whether the other release shows them the same documents
     */
    record Served(String clients, Release other, boolean areSameShapes) {}

    private final Catalog catalog;
    private final Release release;

    private ClientsAfterwards(Catalog catalog, Release release) {
        this.catalog = catalog;
        this.release = release;
    }

    static List<Served> of(Catalog catalog, Release release) {
        return new ClientsAfterwards(catalog, release).served();
    }

    private List<Served> served() {
        List<ClientVersion> edges = List.copyOf(edges());
        List<Served> served = new ArrayList<>();
        Release current = null;
        ClientVersion from = null;
        for (ClientVersion edge : edges) {
            Release next = otherFor(edge);
            if (!Objects.equals(next, current)) {
                if (current != null && from != null) {
                    served.add(served(from, edge, current));
                }
                current = next;
                from = edge;
            }
        }
        if (current != null && from != null) {
            served.add(served(from, null, current));
        }
        return served;
    }

    /** Versions between two edges belong to the same releases. */
    private SortedSet<ClientVersion> edges() {
        SortedSet<ClientVersion> edges = new TreeSet<>(ClientVersion.ASCENDING);
        for (Release one : catalog.releases()) {
            for (Interval interval : one.clients().intervals()) {
                edges.add(interval.from());
                if (interval.below() != null) {
                    edges.add(interval.below());
                }
            }
        }
        return edges;
    }

    /** The release that serves a client of this release then; null where none does, and where the client is none of this release. */
    private @Nullable Release otherFor(ClientVersion version) {
        Release now = null;
        Release then = null;
        for (Release candidate : catalog.releases()) {
            if (candidate.clients().holds(version)) {
                now = candidate;
                then = candidate.name().equals(release.name()) ? then : candidate;
            }
        }
        return now != null && now.name().equals(release.name()) ? then : null;
    }

    private Served served(ClientVersion from, @Nullable ClientVersion below, Release other) {
        String clients = "from " + from + (below == null ? " on" : " to below " + below);
        return new Served(clients, other, areSameShapes(other));
    }

    private boolean areSameShapes(Release other) {
        return release.types().equals(other.types())
                && release.design().equals(other.design())
                && release.types().keySet().stream()
                        .allMatch(type -> catalog.defaults(release, type)
                                .toString()
                                .equals(catalog.defaults(other, type).toString()));
    }
}
