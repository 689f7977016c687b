package io.slipcover.check;

import io.slipcover.catalog.Catalog;
import io.slipcover.check.Fault.Kind;
import io.slipcover.document.Obstacle;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonSlice;
import io.slipcover.json.JsonValue;
import io.slipcover.lens.ObjectCondition;
import java.util.List;

/** The trial whether a stored document can be shown to a reader at all, and whether its version can be told. */
record Telling(Viewer reader) implements Trial {
    @Override
    public List<Fault> faults(JsonObject stored) {
        Attempt shown = Attempt.of(() -> reader.shown(stored));
        Obstacle obstacle = shown.obstacle();
        if (obstacle == null) {
            return unruled(stored);
        }
        Kind kind = obstacle.kind() == Obstacle.Kind.VERSION ? ofVersion(stored) : Kind.UNSHOWABLE;
        return List.of(new Fault(kind, reader.type(), 0, 0, "", obstacle.toString()));
    }

    private Kind ofVersion(JsonObject stored) {
        Catalog catalog = reader.catalog();
        JsonValue number = catalog.versionRule().path().get(stored);
        if (number == null) {
            boolean several =
                    catalog.recognition().matching(reader.type(), stored).size() > 1;
            return several ? Kind.AMBIGUOUS : Kind.UNKNOWN_VERSION;
        }
        boolean contradicted = number instanceof JsonSlice slice
                && catalog.recognition().contradicts(reader.type(), slice.asSmallInteger(), stored);
        return contradicted ? Kind.CONTRADICTED : Kind.UNKNOWN_VERSION;
    }

    private List<Fault> unruled(JsonObject stored) {
        int version = reader.view().versionOf(reader.type(), stored);
        ObjectCondition rule = reader.catalog().recognition().rule(reader.type(), version);
        boolean holds = rule == null
                || reader.catalog()
                        .recognition()
                        .matching(reader.type(), stored)
                        .contains(version);
        return holds
                ? List.of()
                : List.of(new Fault(
                        Kind.UNRULED,
                        reader.type(),
                        version,
                        0,
                        "",
                        "without a number it would not be told; its members are not those that recognise asks for"));
    }
}
