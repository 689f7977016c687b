package io.slipcover.cli;

import io.slipcover.catalog.Catalog;
import io.slipcover.catalog.Release;
import io.slipcover.catalog.VersionRange;
import java.util.Map;
import java.util.SortedSet;
import java.util.stream.Collectors;

/**
 * The name of a shape on the command line: a release, or one version of a type, such as {@code todo-item@2}. A version has no defaults, and
 * leaves documents of other types alone.
 */
record ShapeName(String text) {
    private static final char BEFORE_VERSION = '@';

    /**
     * The release of this name, or one that has nothing but the version.
     *
     * @throws IllegalArgumentException where there is no such release and no such version; the message says what there is
     */
    Release in(Catalog catalog) {
        return catalog.release(text).orElseGet(() -> version(catalog));
    }

    private Release version(Catalog catalog) {
        int at = text.lastIndexOf(BEFORE_VERSION);
        if (at < 0) {
            throw new IllegalArgumentException("no release is called '%s'; expected one of %s, or a version such as %s"
                    .formatted(text, releases(catalog), example(catalog)));
        }
        String type = text.substring(0, at);
        SortedSet<Integer> versions = catalog.versions(type);
        if (versions.isEmpty()) {
            throw new IllegalArgumentException("no release names the type '%s'; expected one of %s"
                    .formatted(type, String.join(", ", catalog.types())));
        }
        String number = text.substring(at + 1);
        return versions.stream()
                .filter(version -> version.toString().equals(number))
                .findFirst()
                .map(version -> new Release(text, VersionRange.parse("*"), Map.of(type, version)))
                .orElseThrow(() -> new IllegalArgumentException("no release has version '%s' of %s; expected one of %s"
                        .formatted(
                                number,
                                type,
                                versions.stream()
                                        .map(version -> type + BEFORE_VERSION + version)
                                        .collect(Collectors.joining(", ")))));
    }

    private static String releases(Catalog catalog) {
        return catalog.releases().stream().map(Release::name).collect(Collectors.joining(", "));
    }

    private static String example(Catalog catalog) {
        return catalog.types().stream()
                .findFirst()
                .map(type -> type + BEFORE_VERSION + catalog.versions(type).last())
                .orElse("note" + BEFORE_VERSION + "1");
    }
}
