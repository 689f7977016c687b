package io.slipcover.catalog;

import io.slipcover.json.JsonName;
import io.slipcover.lens.Lens;
import io.slipcover.lens.Operation;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The defaults that hold in each release: one holds from its release on, until a later release names another or a lens on
 * the way names the member. Whatever that lens does, the member is no longer the one that the default was written for.
 */
final class EffectiveDefaults {
    private final Map<String, Map<String, Defaults>> byRelease = new HashMap<>();

    EffectiveDefaults(List<Release> releases, LensTable lenses) {
        Map<String, Defaults> current = new HashMap<>();
        Map<String, Integer> versions = new HashMap<>();
        for (Release release : releases) {
            Map<String, Defaults> ofRelease = new HashMap<>();
            release.types().forEach((type, version) -> {
                Defaults before = current.getOrDefault(type, Defaults.none());
                Defaults holding = before.without(
                                changedBetween(before, lenses, type, versions.getOrDefault(type, version), version))
                        .and(release.defaults().getOrDefault(type, Defaults.none()));
                versions.put(type, version);
                current.put(type, holding);
                ofRelease.put(type, holding);
            });
            byRelease.put(release.name(), ofRelease);
        }
    }

    Defaults of(Release release, String type) {
        return byRelease.getOrDefault(release.name(), Map.of()).getOrDefault(type, Defaults.none());
    }

    /** The members with defaults that a lens between two versions may change. */
    private static Set<JsonName> changedBetween(Defaults defaults, LensTable lenses, String type, int from, int to) {
        Set<JsonName> changed = new HashSet<>();
        for (int version = from; version < to; version++) {
            Lens lens = lenses.step(type, version);
            if (lens != null) {
                for (Operation operation : lens.operations()) {
                    defaults.names().stream().filter(operation::mayChange).forEach(changed::add);
                }
            }
        }
        return changed;
    }
}
