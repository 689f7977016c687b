package io.slipcover.changelog;

import io.slipcover.catalog.Defaults;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A default that the two releases do not have alike.
 *
 * @param before what the older release reads where the member is missing; null: no member
 * @param after what the newer release reads then; null: no member
 */
public record DefaultChange(
        JsonName member,
        @Nullable JsonValue before,
        @Nullable JsonValue after) {

    static List<DefaultChange> between(Defaults before, Defaults after) {
        Set<JsonName> names = new LinkedHashSet<>(before.names());
        names.addAll(after.names());
        List<DefaultChange> changes = new ArrayList<>();
        for (JsonName name : names) {
            if (!JsonValue.areSame(before.get(name), after.get(name))) {
                changes.add(new DefaultChange(name, before.get(name), after.get(name)));
            }
        }
        return changes;
    }
}
