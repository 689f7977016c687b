package io.slipcover.changelog;

import static java.util.Objects.requireNonNull;

import io.slipcover.catalog.Release;
import io.slipcover.config.Configuration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What changed from an older release to a newer one.
 *
 * @param types what changed, by the types' names
 * @param unchanged the types in which nothing changed
 */
public record ReleaseChanges(Release from, Release to, List<TypeChanges> types, List<String> unchanged) {
    public ReleaseChanges {
        requireNonNull(from, "from");
        requireNonNull(to, "to");
        types = List.copyOf(types);
        unchanged = List.copyOf(unchanged);
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
                to,
                all.stream().filter(type -> !type.isEmpty()).toList(),
                all.stream().filter(TypeChanges::isEmpty).map(TypeChanges::type).toList());
    }
}
