package io.slipcover.changelog;

import static java.util.Objects.requireNonNull;

import io.slipcover.catalog.Catalog;
import io.slipcover.catalog.Release;
import io.slipcover.config.Configuration;
import io.slipcover.config.LensStep;
import io.slipcover.config.PathFacts;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.lens.Change;
import io.slipcover.lens.Operation;
import io.slipcover.schema.DocumentSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What changed of one type.
 *
 * @param from the type's version in the older release; null where the older release does not name the type
 * @param to the type's version in the newer release; null where the newer release does not name the type
 * @param versions the lenses on the way
 * @param facts what the way means for clients of the older release
 * @param defaults the defaults that changed
 * @param schema how the schema of the newer version differs, as far as both versions have one
 * @param example a document in both shapes; null where none can be made
 */
public record TypeChanges(
        String type,
        @Nullable Integer from,
        @Nullable Integer to,
        List<VersionChange> versions,
        PathFacts facts,
        List<DefaultChange> defaults,
        List<SchemaChange> schema,
        @Nullable DocumentExample example) {

    /** The lens from a version to the next one. */
    public record VersionChange(int from, List<LensStep> steps) {
        public VersionChange {
            steps = List.copyOf(steps);
        }
    }

    public TypeChanges {
        requireNonNull(type, "type");
        requireNonNull(facts, "facts");
        versions = List.copyOf(versions);
        defaults = List.copyOf(defaults);
        schema = List.copyOf(schema);
    }

    /** Whether nothing changed. */
    public boolean isEmpty() {
        return from != null && from.equals(to) && defaults.isEmpty();
    }

    static TypeChanges between(Configuration configuration, String type, Release older, Release newer) {
        Integer from = older.types().get(type);
        Integer to = newer.types().get(type);
        if (from == null || to == null) {
            PathFacts none = new PathFacts(type, 0, 0, List.of(), List.of(), List.of(), List.of());
            return new TypeChanges(type, from, to, List.of(), none, List.of(), List.of(), null);
        }
        List<VersionChange> versions = new ArrayList<>();
        for (int version = from; version < to; version++) {
            versions.add(new VersionChange(version, configuration.facts().steps(type, version)));
        }
        Catalog catalog = configuration.catalog();
        List<DefaultChange> defaults =
                DefaultChange.between(catalog.defaults(older, type), catalog.defaults(newer, type));
        boolean changes = !versions.isEmpty() || !defaults.isEmpty();
        return new TypeChanges(
                type,
                from,
                to,
                versions,
                configuration.facts().path(type, from, to),
                defaults,
                SchemaComparison.of(
                        schema(configuration, type, from), schema(configuration, type, to), moved(versions)),
                changes ? new ExampleSearch(configuration, type, older, newer).find(versions) : null);
    }

    /** The members that some operation gives another name or place. */
    private static Set<String> moved(List<VersionChange> versions) {
        return versions.stream()
                .flatMap(version -> version.steps().stream())
                .map(LensStep::operation)
                .flatMap(TypeChanges::moved)
                .map(JsonName::text)
                .collect(Collectors.toSet());
    }

    private static Stream<JsonName> moved(Operation operation) {
        Change change = operation.upwards();
        boolean movesUp = change instanceof Change.MovedUp || change instanceof Change.MovedAllUp;
        boolean moves = change instanceof Change.MovedInto
                || (!movesUp && !operation.olderNames().containsAll(operation.newerNames()));
        return moves
                ? operation.olderNames().stream()
                        .filter(name -> !operation.newerNames().contains(name))
                : Stream.empty();
    }

    private static @Nullable JsonObject schema(Configuration configuration, String type, int version) {
        DocumentSchema schema = configuration.schemas().of(type, version);
        return schema == null ? null : schema.text();
    }
}
