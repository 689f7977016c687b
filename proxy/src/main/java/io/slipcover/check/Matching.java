package io.slipcover.check;

import io.slipcover.check.Fault.Kind;
import io.slipcover.json.JsonObject;
import io.slipcover.schema.DocumentSchema;
import java.util.List;

/** The trial whether what a reader is shown matches the JSON Schema of the reader's version. */
record Matching(Viewer reader, DocumentSchema schema) implements Trial {
    @Override
    public List<Fault> faults(JsonObject stored) {
        JsonObject shown = Attempt.of(() -> reader.shown(stored)).document();
        if (shown == null) {
            return List.of(); // Told by another trial.
        }
        boolean own = reader.view().versionOf(reader.type(), stored) == reader.version();
        return schema.faults(shown).stream()
                .map(fault -> new Fault(
                        Kind.UNMATCHED,
                        reader.type(),
                        own ? reader.version() : 0,
                        own ? 0 : reader.version(),
                        "",
                        fault.toString()))
                .toList();
    }
}
