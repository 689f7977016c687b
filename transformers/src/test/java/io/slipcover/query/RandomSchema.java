package io.slipcover.query;

import io.slipcover.catalog.Catalog;
import io.slipcover.catalog.CatalogBuilder;
import io.slipcover.catalog.Defaults;
import io.slipcover.catalog.Recognition;
import io.slipcover.catalog.Release;
import io.slipcover.catalog.VersionRange;
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
    private static final ReservedNames RESERVED = ReservedNames.ofDocument(Set.of(
            JsonName.of("kind"),
            JsonName.of("version"),
            JsonName.of("meta"),
            JsonName.of("form"),
            JsonName.of("sort")));

    private final Random random;
    private final RandomDocuments documents;
    private final List<List<Operation>> lenses = new ArrayList<>();
    private final List<Map<String, Object>> shapes = new ArrayList<>();
    private final Telling telling;
    private final boolean hidden;
    private final int whenAbsent;

    RandomSchema(Random random) {
        this.random = random;
        this.documents = new RandomDocuments(random);
        int kind = random.nextInt(4);
        this.hidden = random.nextInt(4) == 0;
        RandomOperations suitable = new RandomOperations(random, false, RESERVED);
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
        this.telling = telling(kind);
    }

    /** Draws nothing more, so that the seeds of earlier runs still make what they made. */
    private Telling telling(int kind) {
        if (kind < 2) {
            return kind == 0 ? Telling.BY_ID : Telling.BY_FIELD;
        }
        Telling[] all = Telling.values();
        return all[new Random(shapes.toString().hashCode()).nextInt(all.length)];
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
        CatalogBuilder builder =
                Catalog.builder().typeRule(telling.rule()).versionRule(telling.version(whenAbsent, hidden));
        for (int version = 1; version <= versions(); version++) {
            Release release =
                    new Release(Integer.toString(version), VersionRange.parse("*"), Map.of(telling.type(), version));
            builder.release(
                    random.nextInt(4) == 0
                            ? release.withDefaults(
                                    Map.of(telling.type(), Defaults.of(JsonObject.of("{\"f\":1,\"g\":{\"a\":null}}"))))
                            : release);
            if (version > 1) {
                List<Operation> lens = new ArrayList<>(lenses.get(version - 2));
                lens.addAll(telling.renaming(version - 1));
                builder.lens(new Lens(telling.type(), version - 1, version, lens));
            }
        }
        if (random.nextInt(4) == 0) {
            builder.recognition(new Recognition(Map.of(
                    telling.type(),
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
        stored.add(JsonName.of("_id"), JsonSlice.string(oddity == 0 ? "_design/x" : "x"));
        JsonValue number = oddity == 3
                ? JsonValue.of(List.of("\"1\"", "[1]", "9", "1.0", "null").get(random.nextInt(5)))
                : JsonSlice.number(version);
        if (isTyped) {
            telling.tell(stored, oddity == 4 ? null : number);
        } else {
            telling.tellNoType(stored, number);
        }
        if (oddity == 2) {
            stored.add(JsonName.of("_deleted"), JsonSlice.TRUE);
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
                + " " + telling + (hidden ? " hidden" : "") + " when absent " + whenAbsent;
    }
}
