package io.slipcover.catalog;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A version of the whole schema: one version for every type that it names.
 *
 * @param name the release's name in the configuration
 * @param clients the client versions that were built for the release
 * @param types the version of each type; documents of other types stay as they are stored
 * @param defaults by type, what this release itself says of missing members; {@link Catalog#defaults} adds what holds
 *     from earlier releases
 * @param deprecated the day from which on clients are told that the release is on its way out
 * @param sunset the day from which on clients of the release are refused
 * @param link a page where the clients' developers read about that
 * @param design the design documents whose functions its clients call
 */
public record Release(
        String name,
        VersionRange clients,
        Map<String, Integer> types,
        Map<String, Defaults> defaults,
        @Nullable LocalDate deprecated,
        @Nullable LocalDate sunset,
        @Nullable String link,
        DesignDocuments design) {

    public Release {
        requireNonNull(name, "name");
        requireNonNull(clients, "clients");
        types = Collections.unmodifiableMap(new LinkedHashMap<>(types));
        defaults = Collections.unmodifiableMap(new LinkedHashMap<>(defaults));
        requireNonNull(design, "design");
        types.forEach((type, version) -> {
            if (version < 1) {
                throw new IllegalArgumentException(
                        "release " + name + ": versions begin with 1, found " + version + " for " + type);
            }
        });
    }

    /** A release with nothing but its name, its clients and the versions of its types. */
    public Release(String name, VersionRange clients, Map<String, Integer> types) {
        this(name, clients, types, Map.of(), null, null, null, DesignDocuments.OWN);
    }

    /** This release with defaults. */
    public Release withDefaults(Map<String, Defaults> newDefaults) {
        return new Release(name, clients, types, newDefaults, deprecated, sunset, link, design);
    }
}
