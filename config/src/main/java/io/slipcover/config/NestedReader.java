package io.slipcover.config;

import io.slipcover.config.YamlValue.Entry;
import io.slipcover.config.YamlValue.Mapping;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonValue;
import io.slipcover.lens.ElementLens;
import io.slipcover.lens.In;
import io.slipcover.lens.MapElements;
import io.slipcover.lens.MapValues;
import io.slipcover.lens.ObjectCondition;
import io.slipcover.lens.Operation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads {@code in}, {@code map} under it, and operations with a condition. */
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

    /** Makes an operation of a condition and a lens for what fulfils it. */
    interface Conditional {
        Operation of(ObjectCondition condition, List<Operation> lens);
    }

    /** Reads an operation with a condition. */
    ParsedOperation conditional(OperationFields fields, JsonFromYaml json, Conditional conditional) {
        Map<JsonName, JsonValue> equal = new LinkedHashMap<>();
        List<Entry> entries = fields.keys().entries("equals", fields.keys().optional("equals"));
        boolean wrong = false;
        for (Entry entry : entries == null ? List.<Entry>of() : entries) {
            JsonValue value = json.value(entry.value());
            wrong |= value == null;
            if (value != null) {
                equal.put(JsonName.of(entry.name()), value);
            }
        }
        List<JsonName> has = names(fields, "has");
        List<JsonName> lacks = names(fields, "lacks");
        List<YamlValue> lens = fields.keys().list("lens", fields.keys().required("lens"));
        if (lens == null
                || has == null
                || lacks == null
                || wrong
                || (fields.keys().has("equals") && entries == null)) {
            return fields.parsed(null, NameFlow.opaqueFlow());
        }
        List<ParsedOperation> inner = operations.readAll(lens, fields.isNested());
        fields.contains(inner, Surroundings.UNKNOWN);
        List<Operation> working = working(inner);
        Operation operation = fields.make(() -> {
            ObjectCondition condition = new ObjectCondition(equal, has, lacks);
            return working.size() == lens.size() ? conditional.of(condition, working) : null;
        });
        return fields.parsed(operation, NameFlow.opaqueFlow());
    }

    /** The names of a list that may be left out; null where something is wrong with one of them. */
    private static @Nullable List<JsonName> names(OperationFields fields, String key) {
        YamlValue value = fields.keys().optional(key);
        if (value == null) {
            return List.of();
        }
        List<YamlValue> elements = fields.keys().list(key, value);
        if (elements == null) {
            return null;
        }
        List<JsonName> names = new ArrayList<>();
        for (YamlValue element : elements) {
            String name = fields.keys().name(key, element);
            if (name != null) {
                names.add(JsonName.of(name));
            }
        }
        return names.size() == elements.size() ? names : null;
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
        fields.contains(inner, Surroundings.MEMBER);
        List<Operation> working = working(inner);
        return fields.make(() -> name == null || working.size() != lens.size() ? null : new In(name, working));
    }

    private @Nullable Operation elements(OperationFields fields, @Nullable JsonName name, Entry map) {
        Fields keys = Fields.of("map", map.place(), map.value(), problems);
        if (keys == null) {
            return null;
        }
        List<YamlValue> lens = keys.list("lens", keys.required("lens"));
        JsonName key = member(keys, "key");
        JsonName as = member(keys, "as");
        boolean values = Boolean.TRUE.equals(keys.flag("values"));
        boolean wrong = (keys.has("key") && key == null) || (keys.has("as") && as == null);
        keys.finish();
        if (values && keys.has("key")) {
            keys.report(keys.placeOf("key"), "key: with 'values', the names of the members tell the values apart");
            wrong = true;
        }
        if (lens == null) {
            return null;
        }
        List<ParsedOperation> inner = operations.readAll(lens, true);
        Surroundings one = values ? Surroundings.VALUES : Surroundings.ELEMENTS;
        fields.contains(inner, as == null ? one : Surroundings.UNKNOWN);
        List<Operation> working = working(inner);
        if (name == null || wrong || working.size() != lens.size()) {
            return null;
        }
        return OperationFields.make(keys, map.place(), () -> {
            ElementLens element = new ElementLens(working, as);
            return values ? new In(name, new MapValues(element)) : new In(name, new MapElements(element, key));
        });
    }

    /** A member of elements that may be left out. */
    private static @Nullable JsonName member(Fields keys, String key) {
        String text = keys.name(key, keys.optional(key));
        if (text == null) {
            return null;
        }
        JsonName member = JsonName.of(text);
        keys.checkMember(key, member, keys.placeOf(key));
        return member;
    }

    private static List<Operation> working(List<ParsedOperation> parsed) {
        return parsed.stream()
                .map(ParsedOperation::operation)
                .filter(Objects::nonNull)
                .toList();
    }
}
