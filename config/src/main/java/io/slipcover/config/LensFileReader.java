package io.slipcover.config;

import io.slipcover.lens.ReservedNames;
import java.util.Collection;
import java.util.List;
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

    /** The lens, of the operations that could be read; null where it is not even clear what it leads to what. */
    @Nullable
    ParsedLens read(String file, byte[] content) {
        // A lens may hold expressions in which '${' means something else, so environment variables have no place here.
        YamlValue root = YamlFile.read(file, content, null, problems);
        Fields fields = root == null ? null : Fields.of("", root.place(), root, problems);
        if (fields == null) {
            return null;
        }
        String type = fields.name("type", fields.required("type"));
        Integer from = fields.integer("from", fields.required("from"), 1);
        YamlValue toValue = fields.required("to");
        Integer to = fields.integer("to", toValue, 1);
        List<YamlValue> elements = fields.list("lens", fields.required("lens"));
        fields.finish();
        OperationReader operations =
                new OperationReader(reserved.apply(type == null ? List.of() : List.of(type)), problems);
        List<ParsedOperation> parsed = elements == null ? List.of() : operations.readAll(elements);
        NameFlowCheck.check(parsed, problems);
        if (toValue != null && from != null && to != null && to != from + 1) {
            fields.expected("to", "the version after 'from', " + (from + 1), toValue);
            return null;
        }
        return type == null || from == null || to == null
                ? null
                : ParsedLens.of(type, from, fields.placeOf("type"), fields.placeOf("from"), parsed);
    }
}
