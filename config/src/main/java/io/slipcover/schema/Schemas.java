package io.slipcover.schema;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The schemas of a configuration, by type and version, and what they are for. Shared by threads. */
public final class Schemas {
    private static final Schemas NONE = new Schemas(Validation.OFF, Map.of());

    private final Validation validation;
    private final Map<String, Map<Integer, DocumentSchema>> schemas;

    /** @param schemas by type and version */
    public Schemas(Validation validation, Map<String, Map<Integer, DocumentSchema>> schemas) {
        this.validation = requireNonNull(validation, "validation");
        this.schemas = new TreeMap<>(schemas);
    }

    /** No schemas at all. */
    public static Schemas none() {
        return NONE;
    }

    /** What the proxy does with written documents. */
    public Validation validation() {
        return validation;
    }

    /** The schema of a version; null where it has none. */
    public @Nullable DocumentSchema of(String type, int version) {
        return schemas.getOrDefault(type, Map.of()).get(version);
    }

    /** All schemas, by type and version. */
    public Collection<DocumentSchema> all() {
        return Collections.unmodifiableList(schemas.values().stream()
                .flatMap(ofType -> new TreeMap<>(ofType).values().stream())
                .toList());
    }
}
