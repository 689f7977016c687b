package io.slipcover.query;

import io.slipcover.catalog.Catalog;
import io.slipcover.catalog.CatalogBuilder;
import io.slipcover.catalog.Defaults;
import io.slipcover.catalog.Recognition;
import io.slipcover.catalog.Release;
import io.slipcover.catalog.TypeRule;
import io.slipcover.catalog.VersionRange;
import io.slipcover.catalog.VersionRule;
import io.slipcover.document.ReleaseView;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonSlice;
import io.slipcover.json.JsonValue;
import io.slipcover.lens.Jsonata;
import io.slipcover.lens.Lens;
import io.slipcover.lens.LensException;
import io.slipcover.lens.ObjectCondition;
import io.slipcover.lens.Operation;
import io.slipcover.lens.ReservedNames;
import io.slipcover.lens.model.Documents;
import io.slipcover.lens.model.RandomDocuments;
import io.slipcover.lens.model.RandomOperations;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** A random schema of one type in a few versions, and documents that are stored for it, most of which suit its lenses. */
final class RandomSchema {
    static final String TYPE = "thing";
    private static final JsonName KIND = JsonName.of("kind");
    private static final JsonName VERSION = JsonName.of("version");
    private static final ReservedNames RESERVED = ReservedNames.ofDocument(Set.of(KIND, VERSION));

    private final Random random;
    private final RandomDocuments documents;
    private final List<List<Operation>> lenses = new ArrayList<>();
    private final List<Map<String, Object>> shapes = new ArrayList<>();
    private final boolean byId;
    private final boolean hidden;
    private final int whenAbsent;

    RandomSchema(Random random) {
        this.random = random;
        this.documents = new RandomDocuments(random);
        this.byId = random.nextInt(4) == 0;
        this.hidden = random.nextInt(4) == 0;
        RandomOperations suitable = new RandomOperations(random, false);
        Map<String, Object> reached = documents.document();
        shapes.add(reached);
        for (int version = 1; version < 2 + random.nextInt(3); version++) {
            List<Operation> lens = new ArrayList<>();
            for (int count = random.nextInt(3); count >= 0; count--) {
                Operation operation = random.nextInt(60) == 0
                        ? new Jsonata("$merge([$, {'f': 1}])", "$ ~> |$|{}, ['f']|", RESERVED)
                        : suitable.suiting(reached, 2).operation();
                lens.add(operation);
                reached = forward(operation, reached);
            }
            lenses.add(lens);
            shapes.add(reached);
        }
        this.whenAbsent = 1 + random.nextInt(versions());
    }

    int versions() {
        return lenses.size() + 1;
    }

    private Map<String, Object> forward(Operation operation, Map<String, Object> older) {
        JsonObject document = JsonObject.of(Documents.spell(older, random));
        try {
            operation.forward(document);
        } catch (LensException e) {
            return documents.document();
        }
        return Documents.read(document.toString());
    }

    /** What a release of this version sees. */
    ReleaseView view(int version) {
        Catalog catalog = catalog();
        return new ReleaseView(catalog, catalog.releases().get(version - 1));
    }

    private Catalog catalog() {
        CatalogBuilder builder = Catalog.builder()
                .typeRule(byId ? new TypeRule.ByIdPrefix(":") : new TypeRule.ByField(KIND))
                .versionRule(new VersionRule(VERSION, whenAbsent, hidden));
        for (int version = 1; version <= versions(); version++) {
            Release release = new Release(Integer.toString(version), VersionRange.parse("*"), Map.of(TYPE, version));
            builder.release(
                    random.nextInt(4) == 0
                            ? release.withDefaults(
                                    Map.of(TYPE, Defaults.of(JsonObject.of("{\"f\":1,\"g\":{\"a\":null}}"))))
                            : release);
            if (version > 1) {
                builder.lens(new Lens(TYPE, version - 1, version, lenses.get(version - 2)));
            }
        }
        if (random.nextInt(4) == 0) {
            builder.recognition(new Recognition(Map.of(
                    TYPE,
                    Map.of(
                            1, ObjectCondition.onMembers(List.of(JsonName.of("a")), List.of(JsonName.of("b"))),
                            2, ObjectCondition.onMembers(List.of(JsonName.of("b")), List.of())))));
        }
        return builder.build();
    }

    /** A stored document; of a tenth nobody knows the type, and of another tenth the number is missing or wrong. */
    String stored() {
        int version = 1 + random.nextInt(versions());
        Map<String, Object> shape = random.nextInt(3) == 0 ? documents.document() : shapes.get(version - 1);
        JsonObject document = JsonObject.of(Documents.spell(varied(shape), random));
        int oddity = random.nextInt(20);
        boolean isTyped = oddity > 1;
        JsonObject stored = JsonObject.empty();
        stored.add(
                JsonName.of("_id"), JsonSlice.string(isTyped && byId ? TYPE + ":x" : oddity == 0 ? "_design/x" : "x"));
        if (isTyped && !byId) {
            stored.add(KIND, JsonSlice.string(TYPE));
        }
        if (oddity == 2) {
            stored.add(JsonName.of("_deleted"), JsonSlice.TRUE);
        }
        if (oddity == 3) {
            stored.add(
                    VERSION,
                    JsonValue.of(List.of("\"1\"", "[1]", "9", "1.0", "null").get(random.nextInt(5))));
        } else if (oddity != 4) {
            stored.add(VERSION, JsonSlice.number(version));
        }
        for (int i = 0; i < document.size(); i++) {
            stored.add(document.name(i), document.value(i));
        }
        return stored.toString();
    }

    private Map<String, Object> varied(Map<String, Object> shape) {
        Map<String, Object> varied = new LinkedHashMap<>(random.nextInt(3) == 0 ? documents.edit(shape) : shape);
        varied.replaceAll((name, value) -> value instanceof List<?> array ? varied(array) : value);
        return varied;
    }

    /** Empty arrays and elements that are {@code null}, which are a rule's odd cases. */
    private List<?> varied(List<?> array) {
        List<Object> varied = new ArrayList<>(random.nextInt(4) == 0 ? List.of() : array);
        if (random.nextInt(4) == 0) {
            varied.add(random.nextInt(varied.size() + 1), null);
        }
        return varied;
    }

    @Override
    public String toString() {
        return lenses.stream()
                        .map(lens -> lens.stream().map(Operation::text).toList().toString())
                        .toList()
                + (byId ? " by id" : "") + (hidden ? " hidden" : "") + " when absent " + whenAbsent;
    }
}
