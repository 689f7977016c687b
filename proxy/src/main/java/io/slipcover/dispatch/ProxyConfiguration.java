package io.slipcover.dispatch;

import io.netty.util.internal.PlatformDependent;
import io.slipcover.catalog.Catalog;
import io.slipcover.catalog.Policy;
import io.slipcover.config.ClientVersionRules;
import io.slipcover.config.Configuration;
import io.slipcover.config.Limits;
import io.slipcover.config.Network;
import io.slipcover.config.Quarantine;
import io.slipcover.config.ServerTls;
import io.slipcover.config.Settings;
import io.slipcover.config.Timeouts;
import io.slipcover.envelope.EnvelopeLimits;
import io.slipcover.find.SortLimits;
import io.slipcover.json.Room;
import io.slipcover.onepass.AnswerReading;
import io.slipcover.question.Admissions;
import io.slipcover.release.ServedReleases;
import io.slipcover.report.Reports;
import io.slipcover.route.Router;
import io.slipcover.upstream.Tls;
import io.slipcover.upstream.UpstreamAddress;
import io.slipcover.upstream.Upstreams;
import io.slipcover.write.SchemaGuard;
import java.net.InetAddress;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The configuration for serving, as one reading of the configuration gives it. It is immutable and shared. An exchange keeps the
 * configuration that it began with, whatever is read meanwhile.
 */
public final class ProxyConfiguration {
    /** The most that one query may sort: 64 MB, and not more than an eighth of the memory. */
    private static final long MAXIMUM_SORTED = 64 << 20;

    /** The purpose of the requests. */
    private enum Purpose {
        /** They are clients' requests. */
        SERVING,
        /** Revisions of the quarantine are tried again. */
        RETRYING,
        /** Somebody wants to know which revisions of the quarantine could be stored. */
        REHEARSING
    }

    private final Upstreams upstreams;
    private final @Nullable ServerTls tls;
    private final boolean compresses;
    private final List<Network> trustedProxies;
    private final ClientVersionRules clientVersion;
    private final Catalog catalog;
    private final ServedReleases releases;
    private final Router router;
    private final UnmappedFilters unmappedFilters;
    private final MissingDesigns missingDesigns;
    private final EnvelopeLimits limits;
    private final Admissions admissions = new Admissions();
    private final SortLimits sortLimits;
    private final Limits told;
    private final @Nullable Quarantine quarantine;
    private final Reports reports;
    private final boolean alwaysLooksUpBases;
    private final AnswerReading answers;
    private final Purpose purpose;
    private final SchemaGuard schemaGuard;
    private final Timeouts timeouts;

    private ProxyConfiguration(
            Configuration configuration, Reports reports, int maximumDocument, Clock clock, Purpose purpose) {
        Settings settings = configuration.settings();
        Tls upstreamTls = Tls.of(settings.transmission().upstreamTls());
        this.upstreams = new Upstreams(
                settings.upstreams().stream()
                        .map(upstream -> new UpstreamAddress(
                                upstream.secure(), upstream.host(), upstream.port(), upstream.path(), upstreamTls))
                        .toList(),
                settings.health(),
                // Where there is nothing to choose and nobody to tell, nobody asks.
                settings.upstreams().size() > 1 || settings.admin() != null);
        this.tls = purpose == Purpose.SERVING ? settings.transmission().tls() : null;
        this.compresses = settings.transmission().gzip();
        this.trustedProxies = settings.trustedProxies();
        this.clientVersion = settings.clientVersion();
        this.catalog = configuration.catalog();
        this.releases = new ServedReleases(catalog, clientVersion, clock);
        Quarantine apart = settings.quarantine();
        this.router = new Router(
                database -> catalog.databases().contains(database)
                        && (apart == null || !apart.database().equals(database)),
                name -> catalog.releases().stream()
                        .anyMatch(release -> release.design().mayDiffer(name)));
        this.unmappedFilters = new UnmappedFilters(catalog.store().name());
        this.missingDesigns = new MissingDesigns();
        this.limits = new EnvelopeLimits(
                settings.limits().nesting(), maximumDocument, settings.limits().members(), Room.ENDLESS);
        this.sortLimits = new SortLimits(
                settings.findSortLimit(),
                Math.min(MAXIMUM_SORTED, Runtime.getRuntime().maxMemory() / 8));
        boolean quarantines = purpose == Purpose.SERVING && catalog.onRefused() == Policy.QUARANTINE;
        this.quarantine = quarantines ? settings.quarantine() : null;
        this.alwaysLooksUpBases = settings.alwaysLooksUpBases();
        this.answers = settings.operations().answers();
        this.reports = reports;
        reports.newerVersions().forget();
        this.purpose = purpose;
        this.schemaGuard = new SchemaGuard(configuration.schemas());
        this.told = settings.limits();
        // The JVM limits the heap and the buffers outside of the heap one by one.
        reports.memory()
                .limit(
                        told.memory().of(Runtime.getRuntime().maxMemory()),
                        told.memory().of(PlatformDependent.maxDirectMemory()));
        this.timeouts = settings.timeouts();
    }

    /** A configuration whose reports go to the log alone, because nobody asks for them. */
    public static ProxyConfiguration of(Configuration configuration) {
        return of(configuration, new Reports());
    }

    /**
     * A configuration that reports to operators.
     *
     * @param reports the process's own reports, which stay when the configuration is read anew
     */
    public static ProxyConfiguration of(Configuration configuration, Reports reports) {
        return of(configuration, reports, configuration.settings().limits().held(), Clock.systemUTC());
    }

    /**
     * A configuration with limits and a clock of its own, for tests.
     *
     * @param maximumDocument how many bytes a document may have that has to be held whole
     */
    public static ProxyConfiguration of(
            Configuration configuration, Reports reports, int maximumDocument, Clock clock) {
        return new ProxyConfiguration(configuration, reports, maximumDocument, clock, Purpose.SERVING);
    }

    /**
     * A configuration in which a refused revision stays refused, whatever the file says, to try the revisions of the quarantine again.
     *
     * @param rehearses whether Slipcover only decides about documents that came alone, and sends them nowhere
     */
    public static ProxyConfiguration retrying(Configuration configuration, boolean rehearses) {
        return new ProxyConfiguration(
                configuration,
                new Reports(),
                configuration.settings().limits().held(),
                Clock.systemUTC(),
                rehearses ? Purpose.REHEARSING : Purpose.RETRYING);
    }

    /** Whether Slipcover believes a client at this address, because the client is a trusted proxy. */
    public boolean trusts(InetAddress address) {
        for (Network network : trustedProxies) {
            if (network.contains(address)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether a client sees the same by another configuration: the same CouchDB, and the same shapes of documents.
     *
     * @param database the database that the client looks at; the empty string: none
     * @param version the client's version as somebody told it; null where nobody had to know it
     */
    public boolean showsTheSameAs(ProxyConfiguration other, String database, @Nullable String version) {
        return upstreams.addresses().equals(other.upstreams.addresses())
                && catalog.databases().contains(database)
                        == other.catalog.databases().contains(database)
                && (version == null
                        || Objects.equals(
                                releases.in(database).digest(version),
                                other.releases.in(database).digest(version)));
    }

    /** TLS towards clients; null: none. */
    public @Nullable ServerTls tls() {
        return tls;
    }

    /** How long Slipcover waits for others. */
    public Timeouts timeouts() {
        return timeouts;
    }

    /** The reports that tell operators what they have to know. */
    public Reports reports() {
        return reports;
    }

    /** The nodes of CouchDB, in no client's order. */
    public Upstreams upstreams() {
        return upstreams;
    }

    /** Whether answers are compressed for clients that want it. */
    boolean compresses() {
        return compresses;
    }

    ClientVersionRules clientVersion() {
        return clientVersion;
    }

    Catalog catalog() {
        return catalog;
    }

    ServedReleases releases() {
        return releases;
    }

    Router router() {
        return router;
    }

    UnmappedFilters unmappedFilters() {
        return unmappedFilters;
    }

    MissingDesigns missingDesigns() {
        return missingDesigns;
    }

    /** The limits on what Slipcover has to hold. */
    EnvelopeLimits limits() {
        return limits;
    }

    /** The limits as the file tells them. */
    public Limits limitsAsTold() {
        return told;
    }

    /** The limits on what one query may sort. */
    SortLimits sortLimits() {
        return sortLimits;
    }

    /** The record of the clients that CouchDB has let in lately. */
    Admissions admissions() {
        return admissions;
    }

    boolean skipsUnshowable() {
        return catalog.onUnshowable() == Policy.SKIP;
    }

    boolean skipsRefused() {
        return purpose == Purpose.SERVING && catalog.onRefused() == Policy.SKIP;
    }

    /** The quarantine where refused documents of replications go, or null where they go to none. */
    @Nullable
    Quarantine quarantine() {
        return quarantine;
    }

    /** How documents in answers are read. */
    AnswerReading answers() {
        return answers;
    }

    boolean alwaysLooksUpBases() {
        return alwaysLooksUpBases;
    }

    /** What holds written documents against JSON Schemas. */
    SchemaGuard schemaGuard() {
        return schemaGuard;
    }

    /** Whether Slipcover only decides about documents that came alone, and sends them nowhere. */
    boolean rehearses() {
        return purpose == Purpose.REHEARSING;
    }
}
