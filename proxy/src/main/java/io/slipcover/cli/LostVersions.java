package io.slipcover.cli;

import io.slipcover.catalog.Catalog;
import io.slipcover.catalog.Release;
import java.util.List;

/** The versions that no release names any more as soon as one release is gone. */
final class LostVersions {
    /** A version of a type. */
    record Lost(String type, int version) {
        /** Whether a document without a number may be of this version by its members. */
        boolean isRecognised(Catalog catalog) {
            return catalog.recognition().rule(type, version) != null;
        }

        @Override
        public String toString() {
            return type + " " + version;
        }
    }

    private LostVersions() {}

    static List<Lost> of(Catalog catalog, Release release) {
        return release.types().entrySet().stream()
                .filter(entry -> catalog.releases().stream()
                        .noneMatch(other -> !other.name().equals(release.name())
                                && entry.getValue().equals(other.types().get(entry.getKey()))))
                .map(entry -> new Lost(entry.getKey(), entry.getValue()))
                .toList();
    }
}
