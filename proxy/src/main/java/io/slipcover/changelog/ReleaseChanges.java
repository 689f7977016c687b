package io.slipcover.changelog;

import static java.util.Objects.requireNonNull;

import io.slipcover.catalog.Catalog;
import io.slipcover.catalog.Release;
import io.slipcover.catalog.VersionRange.Interval;
import io.slipcover.config.Configuration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What changed from an older release to a newer one.
 *
 * @param isFromPartly whether another release serves some of the clients that the older release names
 * @param isToPartly whether another release serves some of the clients that the newer release names
 * @param types what changed, by the types' names
 * @param unchanged the types in which nothing changed
 */
public record ReleaseChanges(
        Release from,
        boolean isFromPartly,
        Release to,
        boolean isToPartly,
        List<TypeChanges> types,
        List<String> unchanged) {
    public ReleaseChanges {
        requireNonNull(from, "from");
        requireNonNull(to, "to");
        types = List.copyOf(types);
        unchanged = List.copyOf(unchanged);
    }

    /** Whether another release serves some client in the range of a release. Two ranges that overlap do so where one of them begins. */
    private static boolean isServedPartly(Catalog catalog, Release release) {
        return catalog.releases().stream()
                .flatMap(one -> one.clients().intervals().stream())
                .map(Interval::from)
                .filter(release.clients()::holds)
                .anyMatch(version -> catalog.releaseFor(version)
                        .filter(served -> !served.name().equals(release.name()))
                        .isPresent());
    }

    /** What a configuration says of two of its releases. */
    public static ReleaseChanges between(Configuration configuration, Release from, Release to) {
        Set<String> names = new TreeSet<>(from.types().keySet());
        names.addAll(to.types().keySet());
        List<TypeChanges> all = names.stream()
                .map(type -> TypeChanges.between(configuration, type, from, to))
                .toList();
        return new ReleaseChanges(
                from,
                isServedPartly(configuration.catalog(), from),
                to,
                isServedPartly(configuration.catalog(), to),
                all.stream().filter(type -> !type.isEmpty()).toList(),
                all.stream().filter(TypeChanges::isEmpty).map(TypeChanges::type).toList());
    }
}
