package io.slipcover.config;

import static java.util.Objects.requireNonNull;

import io.slipcover.json.JsonLimits;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the proxy is told besides its catalog, which also knows the databases and what to do at a failure.
 *
 * @param listen where clients connect
 * @param upstreams what is asked, at least one
 * @param admin where health and metrics are served; null: nowhere
 * @param eventLoops how many; 0: one per core
 * @param clientVersion how a client tells its version
 * @param trustedProxies networks whose {@code X-Forwarded-*} headers are believed
 * @param findSortLimit how many documents a query may find that are sorted in memory; 0: none is
 * @param nestingLimit how many levels of objects and arrays a document may have
 */
public record Settings(
        Address listen,
        List<Upstream> upstreams,
        @Nullable Address admin,
        int eventLoops,
        ClientVersionRules clientVersion,
        List<Network> trustedProxies,
        int findSortLimit,
        int nestingLimit) {
    /** Where clients connect unless something else is configured. */
    public static final Address DEFAULT_LISTEN = new Address("127.0.0.1", 5985);

    /** What is asked unless something else is configured. */
    public static final Upstream DEFAULT_UPSTREAM = new Upstream(false, "127.0.0.1", 5984);

    /** How many documents are sorted in memory unless something else is configured. */
    public static final int DEFAULT_FIND_SORT_LIMIT = 10_000;

    /** How many levels a document may have unless something else is configured. */
    public static final int DEFAULT_NESTING_LIMIT = JsonLimits.DEFAULT_DOCUMENT_DEPTH;

    /** More levels are not followed. */
    public static final int LARGEST_NESTING_LIMIT = JsonLimits.DEEPEST / 2;

    public Settings {
        requireNonNull(listen, "listen");
        upstreams = List.copyOf(upstreams);
        if (upstreams.isEmpty()) {
            throw new IllegalArgumentException("no upstream");
        }
        if (eventLoops < 0) {
            throw new IllegalArgumentException("event loops: " + eventLoops);
        }
        requireNonNull(clientVersion, "clientVersion");
        trustedProxies = List.copyOf(trustedProxies);
        if (findSortLimit < 0) {
            throw new IllegalArgumentException("find-sort-limit: " + findSortLimit);
        }
        if (nestingLimit < 1 || nestingLimit > LARGEST_NESTING_LIMIT) {
            throw new IllegalArgumentException("limits: nesting: " + nestingLimit);
        }
    }

    /** The same but for where it listens, as when a flag of {@code serve} says so. */
    public Settings withListen(Address address) {
        return new Settings(
                address, upstreams, admin, eventLoops, clientVersion, trustedProxies, findSortLimit, nestingLimit);
    }

    /** The same but for what is asked. */
    public Settings withUpstreams(List<Upstream> others) {
        return new Settings(
                listen, others, admin, eventLoops, clientVersion, trustedProxies, findSortLimit, nestingLimit);
    }

    /** The same but for where health and metrics are served. */
    public Settings withAdmin(Address address) {
        return new Settings(
                listen, upstreams, address, eventLoops, clientVersion, trustedProxies, findSortLimit, nestingLimit);
    }
}
