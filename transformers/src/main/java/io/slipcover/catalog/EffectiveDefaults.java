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
                Set<JsonName> ended = namedBetween(lenses, type, versions.getOrDefault(type, version), version);
                Defaults holding = current.getOrDefault(type, Defaults.none())
                        .without(ended)
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

    private static Set<JsonName> namedBetween(LensTable lenses, String type, int from, int to) {
        Set<JsonName> named = new HashSet<>();
        for (int version = from; version < to; version++) {
            Lens lens = lenses.step(type, version);
            if (lens != null) {
                for (Operation operation : lens.operations()) {
                    named.addAll(operation.olderNames());
                    named.addAll(operation.newerNames());
                }
            }
        }
        return named;
    }
}
