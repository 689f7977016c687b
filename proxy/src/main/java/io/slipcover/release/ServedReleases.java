package io.slipcover.release;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.slipcover.catalog.Catalog;
import io.slipcover.catalog.ClientVersion;
import io.slipcover.catalog.Release;
import io.slipcover.catalog.TypeRule;
import io.slipcover.config.ClientVersionRules;
import io.slipcover.document.ReleaseView;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The releases of a catalog, ready to be served. This object remembers for the text of a version which release serves
 * it. Few versions are in the field, and reading a version costs more than making a view of a small document.
 */
public final class ServedReleases {
    private static final int REMEMBERED = 1_000;

    private final Catalog catalog;
    private final ClientVersionRules rules;
    private final Clock clock;
    private final Map<TypeRule, ServedReleases> byTypeRule = new ConcurrentHashMap<>();
    private final Cache<String, ServedReleases> byDatabase =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();
    private final Map<String, ServedRelease> byName = new HashMap<>();
    private final Map<String, ServedRelease> byUserAgent = new HashMap<>();
    private final Cache<String, ServedRelease> byVersion =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    /**
     * @param rules how clients tell their version
     * @param clock the clock that tells when a release is retired
     */
    public ServedReleases(Catalog catalog, ClientVersionRules rules, Clock clock) {
        this.catalog = catalog;
        this.rules = rules;
        this.clock = clock;
        for (Release release : catalog.releases()) {
            ReleaseView view = new ReleaseView(catalog, release);
            byName.put(release.name(), ServedRelease.of(view, vary(false)));
            if (!rules.userAgents().isEmpty()) {
                byUserAgent.put(release.name(), ServedRelease.of(view, vary(true)));
            }
        }
    }

    /** These releases as they are for the documents of a database. Databases that tell types alike share them. */
    public ServedReleases in(String database) {
        if (!catalog.typeRule().asksForDatabase()) {
            return this;
        }
        ServedReleases known = byDatabase.getIfPresent(database);
        if (known == null) {
            Catalog ofDatabase = catalog.in(database);
            known = byTypeRule.computeIfAbsent(
                    ofDatabase.typeRule(), any -> new ServedReleases(ofDatabase, rules, clock));
            byDatabase.put(database, known);
        }
        return known;
    }

    Catalog catalog() {
        return catalog;
    }

    ClientVersionRules rules() {
        return rules;
    }

    /**
     * The names of the headers that decide, as {@code Vary} has them.
     *
     * @param asksUserAgent whether nothing else named a version
     */
    String vary(boolean asksUserAgent) {
        return asksUserAgent ? rules.header() + ", User-Agent" : rules.header();
    }

    /** The same release for a client whose user agent was asked for its version. */
    ServedRelease byUserAgent(ServedRelease served) {
        return byUserAgent.getOrDefault(served.release().name(), served);
    }

    LocalDate today() {
        return LocalDate.now(clock);
    }

    /** The digest of the views that clients of this version get, or null where no release serves them. */
    public @Nullable String digest(String version) {
        ServedRelease served = forVersion(version);
        return served == null ? null : served.view().digest();
    }

    public ServedRelease of(Release release) {
        ServedRelease served = byName.get(release.name());
        if (served == null) {
            throw new IllegalArgumentException("release " + release.name() + " is of another catalog");
        }
        return served;
    }

    /**
     * The release that serves a version, or null where none does.
     *
     * @throws IllegalArgumentException where the text is no version
     */
    @Nullable
    ServedRelease forVersion(String text) {
        ServedRelease known = byVersion.getIfPresent(text);
        if (known != null) {
            return known;
        }
        ServedRelease served = forVersion(ClientVersion.parse(text));
        if (served != null) {
            byVersion.put(text, served);
        }
        return served;
    }

    /** The release that serves a version, or null where none does. */
    @Nullable
    ServedRelease forVersion(ClientVersion version) {
        return catalog.releaseFor(version).map(this::of).orElse(null);
    }
}
