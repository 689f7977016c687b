package io.slipcover.usage;

import java.util.List;

/** What a comparison of the releases in use with those of a configuration tells. */
final class UsedReleases {
    private UsedReleases() {}

    /** The releases of the configuration that nobody used. */
    static List<String> unused(Usage usage, List<String> known) {
        return known.stream()
                .filter(name -> !usage.releases().containsKey(name)
                        || usage.releases().get(name).all().requests() == 0)
                .toList();
    }

    /** The releases that somebody used, and that the configuration does not name. */
    static List<String> unknown(Usage usage, List<String> known) {
        return usage.releases().keySet().stream()
                .filter(name -> !known.contains(name))
                .toList();
    }
}
