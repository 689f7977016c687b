package io.slipcover.config;

import static java.util.Objects.requireNonNull;

import io.slipcover.json.JsonArray;
import io.slipcover.lens.OperationTables;
import java.util.List;

/** Operations of a lens file that was read without mistakes, in JSON. */
final class OperationsJson {
    private OperationsJson() {}

    static JsonArray of(List<YamlValue> elements) {
        JsonFromYaml json = new JsonFromYaml(new Problems(""));
        JsonArray operations = JsonArray.empty();
        for (YamlValue element : elements) {
            operations.add(requireNonNull(json.value(element), "an operation that was read without mistakes"));
        }
        OperationTables.addTo(operations);
        return operations;
    }
}
