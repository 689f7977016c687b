package io.slipcover.config;

import io.slipcover.config.YamlValue.Sequence;
import io.slipcover.lens.ReservedNames;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads one lens file. */
final class LensFileReader {
    private final Problems problems;
    private final Function<Collection<String>, ReservedNames> reserved;

    /** @param reserved tells the members that no lens of some types may touch */
    LensFileReader(Function<Collection<String>, ReservedNames> reserved, Problems problems) {
        this.problems = problems;
        this.reserved = reserved;
    }

    /**
     * The lens, of the operations that could be read, once for each type that the file names; empty where it is not even clear what the
     * lens leads to what.
     */
    List<ParsedLens> read(String file, byte[] content) {
        // A lens may hold expressions in which '${' means something else, so environment variables have no place here.
        YamlValue root = YamlFile.read(file, content, null, problems);
        Fields fields = root == null ? null : Fields.of("", root.place(), root, problems);
        if (fields == null) {
            return List.of();
        }
        Map<String, Place> types = types(fields, fields.required("type"));
        Integer from = fields.integer("from", fields.required("from"), 1);
        YamlValue toValue = fields.required("to");
        Integer to = fields.integer("to", toValue, 1);
        List<YamlValue> elements = fields.list("lens", fields.required("lens"));
        fields.finish();
        OperationReader operations = new OperationReader(reserved.apply(types.keySet()), problems);
        List<ParsedOperation> parsed = elements == null ? List.of() : operations.readAll(elements);
        NameFlowCheck.check(parsed, problems);
        if (toValue != null && from != null && to != null && to != from + 1) {
            fields.expected("to", "the version after 'from', " + (from + 1), toValue);
            return List.of();
        }
        if (from == null || to == null) {
            return List.of();
        }
        List<ParsedLens> lenses = new ArrayList<>();
        LensSource source = new LensSource(types.keySet(), elements == null ? List.of() : elements);
        types.forEach(
                (type, place) -> lenses.add(ParsedLens.of(type, from, place, fields.placeOf("from"), parsed, source)));
        return lenses;
    }

    /** The types that the lens is for, and where each of them stands. */
    private static Map<String, Place> types(Fields fields, @Nullable YamlValue value) {
        Map<String, Place> types = new LinkedHashMap<>();
        if (value == null) {
            return types;
        }
        List<YamlValue> elements = value instanceof Sequence sequence ? sequence.elements() : List.of(value);
        for (YamlValue element : elements) {
            String type = fields.name("type", element);
            if (type != null && types.putIfAbsent(type, element.place()) != null) {
                fields.report(element.place(), "type: '" + type + "' stands there twice");
            }
        }
        if (elements.isEmpty()) {
            fields.expected("type", "a type or a list of types", value);
        }
        return types;
    }
}
