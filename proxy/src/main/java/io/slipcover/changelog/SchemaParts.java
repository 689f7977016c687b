package io.slipcover.changelog;

import io.slipcover.json.JsonArray;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A schema and what it is put together of: the parts of {@code allOf}, and the definitions that it refers to.
 *
 * @param root the whole schema
 */
record SchemaParts(JsonObject root) {
    private static final JsonName PROPERTIES = JsonName.of("properties");
    private static final JsonName ITEMS = JsonName.of("items");
    private static final JsonName ALL_OF = JsonName.of("allOf");
    private static final JsonName REFERENCE = JsonName.of("$ref");
    private static final int MOST_REFERENCES = 20;

    /** What a schema refers to; empty where it refers to nothing. */
    static String reference(JsonObject schema) {
        String reference = schema.string(REFERENCE);
        return reference == null ? "" : reference;
    }

    /** The schema of the elements of a list; null where it tells nothing of them. */
    static @Nullable JsonObject items(JsonObject schema) {
        return schema.object(ITEMS);
    }

    /** The schema that is meant, where this one refers to another one in the same file. */
    JsonObject resolved(@Nullable JsonObject schema) {
        JsonObject meant = schema == null ? JsonObject.empty() : schema;
        for (int step = 0; step < MOST_REFERENCES && reference(meant).startsWith("#"); step++) {
            JsonObject found = definition(reference(meant));
            if (found == null) {
                return meant;
            }
            meant = found;
        }
        return meant;
    }

    private @Nullable JsonObject definition(String reference) {
        JsonObject found = root;
        String pointer = reference.substring(1);
        for (String name :
                pointer.isEmpty() ? new String[0] : pointer.substring(1).split("/", -1)) {
            JsonName member = JsonName.of(name.replace("~1", "/").replace("~0", "~"));
            found = found == null ? null : found.object(member);
        }
        return found;
    }

    /** The schema and the parts of its {@code allOf}. */
    List<JsonObject> all(JsonObject schema) {
        List<JsonObject> parts = new ArrayList<>();
        JsonObject meant = resolved(schema);
        parts.add(meant);
        JsonArray more = meant.array(ALL_OF);
        for (int index = 0; more != null && index < more.size(); index++) {
            parts.add(resolved(more.object(index)));
        }
        return parts;
    }

    /** The members that a schema of an object names. */
    Set<JsonName> members(JsonObject schema) {
        Set<JsonName> names = new LinkedHashSet<>();
        for (JsonObject part : all(schema)) {
            JsonObject properties = part.object(PROPERTIES);
            for (int index = 0; properties != null && index < properties.size(); index++) {
                names.add(properties.name(index));
            }
        }
        return names;
    }

    /** What a schema says of a member; null where it does not name the member. */
    @Nullable
    JsonObject member(JsonObject schema, JsonName name) {
        for (JsonObject part : all(schema)) {
            JsonObject properties = part.object(PROPERTIES);
            if (properties != null && properties.has(name)) {
                JsonObject member = properties.object(name);
                return member == null ? JsonObject.empty() : member; // true: anything
            }
        }
        return null;
    }
}
