package io.slipcover.config;

import io.slipcover.config.YamlValue.Entry;
import io.slipcover.config.YamlValue.Mapping;
import io.slipcover.json.JsonName;
import io.slipcover.lens.In;
import io.slipcover.lens.MapElements;
import io.slipcover.lens.ObjectCondition;
import io.slipcover.lens.Operation;
import io.slipcover.lens.When;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads {@code in}, {@code map} under it, and {@code when}. */
final class NestedReader {
    private final OperationReader operations;
    private final Problems problems;

    NestedReader(OperationReader operations, Problems problems) {
        this.operations = operations;
        this.problems = problems;
    }

    ParsedOperation in(OperationFields fields) {
        JsonName name = fields.member("name");
        List<YamlValue> lens = fields.keys().list("lens", fields.keys().required("lens"));
        Operation operation = null;
        if (lens != null) {
            Entry map = map(lens);
            operation = map == null ? object(fields, name, lens) : elements(fields, name, map);
        }
        return fields.parsed(operation, name == null ? NameFlow.opaqueFlow() : NameFlow.changes(name));
    }

    ParsedOperation when(OperationFields fields, ConditionReader conditions) {
        List<YamlValue> lens = fields.keys().list("lens", fields.keys().required("lens"));
        ObjectCondition condition = conditions.read(fields.keys(), fields.keys().place());
        if (lens == null) {
            return fields.parsed(null, NameFlow.opaqueFlow());
        }
        List<ParsedOperation> inner = operations.readAll(lens, fields.isNested());
        fields.contains(inner, false);
        List<Operation> working = working(inner);
        Operation operation = fields.make(
                () -> condition != null && working.size() == lens.size() ? new When(condition, working) : null);
        return fields.parsed(operation, NameFlow.opaqueFlow());
    }

    /** The {@code map} that is all there is in the list; null where there is none. */
    private static @Nullable Entry map(List<YamlValue> lens) {
        return lens.size() == 1
                        && lens.get(0) instanceof Mapping mapping
                        && mapping.entries().size() == 1
                ? mapping.entry("map")
                : null;
    }

    private @Nullable Operation object(OperationFields fields, @Nullable JsonName name, List<YamlValue> lens) {
        List<ParsedOperation> inner = operations.readAll(lens, true);
        fields.contains(inner, false);
        List<Operation> working = working(inner);
        return fields.make(() -> name == null || working.size() != lens.size() ? null : new In(name, working));
    }

    private @Nullable Operation elements(OperationFields fields, @Nullable JsonName name, Entry map) {
        Fields keys = Fields.of("map", map.place(), map.value(), problems);
        if (keys == null) {
            return null;
        }
        List<YamlValue> lens = keys.list("lens", keys.required("lens"));
        String keyText = keys.name("key", keys.optional("key"));
        boolean keyIsWrong = keys.has("key") && keyText == null;
        keys.finish();
        if (lens == null) {
            return null;
        }
        List<ParsedOperation> inner = operations.readAll(lens, true);
        fields.contains(inner, true);
        List<Operation> working = working(inner);
        JsonName key = keyText == null ? null : JsonName.of(keyText);
        if (key != null) {
            keys.checkMember("key", key, keys.placeOf("key"));
        }
        return fields.make(() -> name == null || keyIsWrong || working.size() != lens.size()
                ? null
                : new In(name, new MapElements(working, key)));
    }

    private static List<Operation> working(List<ParsedOperation> parsed) {
        return parsed.stream()
                .map(ParsedOperation::operation)
                .filter(Objects::nonNull)
                .toList();
    }
}
