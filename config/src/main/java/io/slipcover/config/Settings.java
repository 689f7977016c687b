package io.slipcover.config;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The settings of the proxy. The catalog stands beside them; it also knows the databases, and what happens to a
 * document that cannot be rewritten.
 *
 * @param listen where clients connect
 * @param upstreams the servers that the proxy asks, at least one
 * @param admin where the proxy serves operators; null: nowhere
 * @param eventLoops how many event loops run; 0: one per core
 * @param clientVersion how a client tells its version
 * @param trustedProxies networks whose {@code X-Forwarded-*} headers the proxy believes
 * @param findSortLimit how many documents the proxy sorts in memory for one query; 0: none
 * @param limits how much the proxy takes and holds
 * @param timeouts how long the proxy waits
 * @param health how the proxy looks after its upstreams
 * @param transmission whether bytes travel encrypted
 * @param operations how the proxy is operated
 * @param quarantine where refused revisions of replications go; null: nowhere
 * @param alwaysLooksUpBases whether the proxy looks up the base of every edit, also where the base has no say in it as far as this proxy
 *     knows
 */
public record Settings(
        Address listen,
        List<Upstream> upstreams,
        @Nullable Admin admin,
        int eventLoops,
        ClientVersionRules clientVersion,
        List<Network> trustedProxies,
        int findSortLimit,
        Limits limits,
        Timeouts timeouts,
        Health health,
        Transmission transmission,
        Operations operations,
        @Nullable Quarantine quarantine,
        boolean alwaysLooksUpBases) {
    /** The default of {@code listen}. */
    public static final Address DEFAULT_LISTEN = new Address("127.0.0.1", 5985);

    /** The default of {@code upstreams}: one CouchDB on this machine. */
    public static final Upstream DEFAULT_UPSTREAM = new Upstream(false, "127.0.0.1", 5984);

    /** The default of {@code findSortLimit}. */
    public static final int DEFAULT_FIND_SORT_LIMIT = 10_000;

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
        requireNonNull(limits, "limits");
        requireNonNull(timeouts, "timeouts");
        requireNonNull(health, "health");
        requireNonNull(transmission, "transmission");
        requireNonNull(operations, "operations");
    }

    /** These settings with another address to listen on, as a flag of {@code serve} may ask. */
    public Settings withListen(Address address) {
        return with(address, upstreams, admin);
    }

    /** These settings with other servers to ask. */
    public Settings withUpstreams(List<Upstream> others) {
        return with(listen, others, admin);
    }

    /**
     * These settings with another address for operators. Where the file has a token or TLS, both hold for this address, too.
     *
     * @throws IllegalArgumentException where strangers could ask there
     */
    public Settings withAdmin(Address address) {
        Admin other = admin == null ? new Admin(address, null) : admin.at(address);
        if (other.isOpenToStrangers()) {
            throw new IllegalArgumentException(AdminReader.strangers(address));
        }
        return with(listen, upstreams, other);
    }

    /**
     * These settings with another file that keeps who used which release.
     *
     * @throws IllegalArgumentException where there is no address for operators, whose page shows it
     */
    public Settings withHistory(Path file) {
        if (admin == null) {
            throw new IllegalArgumentException("expected an address for operators, 'admin' or --admin");
        }
        return with(listen, upstreams, admin.keeping(file));
    }

    private Settings with(Address ownAddress, List<Upstream> servers, @Nullable Admin operators) {
        return new Settings(
                ownAddress,
                servers,
                operators,
                eventLoops,
                clientVersion,
                trustedProxies,
                findSortLimit,
                limits,
                timeouts,
                health,
                transmission,
                operations,
                quarantine,
                alwaysLooksUpBases);
    }
}
