package io.slipcover.document;

import io.slipcover.catalog.Catalog;
import io.slipcover.json.JsonObject;
import java.util.Comparator;
import java.util.Optional;

/** The rule that tells type and version of stored documents. Immutable, shared by threads. */
public final class StoredKind {
    private final Shapes shapes;

    public StoredKind(Catalog catalog) {
        this.shapes = new Shapes(catalog);
    }

    /**
     * A type and a version of it.
     *
     * @param version 0 where the version cannot be told, or no release names it
     */
    public record Kind(String type, int version) implements Comparable<Kind> {
        private static final Comparator<Kind> ORDER =
                Comparator.comparing(Kind::type).thenComparingInt(Kind::version);

        @Override
        public int compareTo(Kind other) {
            return ORDER.compare(this, other);
        }
    }

    /**
     * The kind of a stored document; empty where the document is of no type that some release names.
     *
     * @param stored is only read
     */
    public Optional<Kind> of(JsonObject stored) {
        String type = shapes.typeOf(null, stored);
        if (type == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Kind(type, shapes.storedVersion(type, stored)));
        } catch (ShapeException untold) {
            return Optional.of(new Kind(type, 0));
        }
    }
}
