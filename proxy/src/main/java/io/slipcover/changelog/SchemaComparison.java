package io.slipcover.changelog;

import io.slipcover.changelog.SchemaChange.Kind;
import io.slipcover.json.JsonArray;
import io.slipcover.json.JsonKind;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonSlice;
import io.slipcover.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The comparison of two schemas by their members: those that came and went, those that are required, types, values and formats. References
 * within a schema are followed.
 */
final class SchemaComparison {
    private static final JsonName REQUIRED = JsonName.of("required");
    private static final JsonName TYPE = JsonName.of("type");
    private static final JsonName ENUM = JsonName.of("enum");
    private static final JsonName CONST = JsonName.of("const");
    private static final JsonName FORMAT = JsonName.of("format");

    private final SchemaParts older;
    private final SchemaParts newer;
    private final Set<String> compared = new TreeSet<>();
    private final List<SchemaChange> changes = new ArrayList<>();

    private SchemaComparison(JsonObject older, JsonObject newer) {
        this.older = new SchemaParts(older);
        this.newer = new SchemaParts(newer);
    }

    /** The differences; none where one of the versions has no schema. */
    static List<SchemaChange> of(@Nullable JsonObject older, @Nullable JsonObject newer) {
        if (older == null || newer == null) {
            return List.of();
        }
        SchemaComparison comparison = new SchemaComparison(older, newer);
        comparison.members(older, newer, "");
        return List.copyOf(comparison.changes);
    }

    /** @param outer where the members stand: {@code address.}, or nothing for the top of the document */
    private void members(JsonObject before, JsonObject after, String outer) {
        Set<JsonName> names = new LinkedHashSet<>(older.members(before));
        names.addAll(newer.members(after));
        Set<String> requiredBefore = required(older, before);
        Set<String> requiredAfter = required(newer, after);
        for (JsonName name : names) {
            JsonObject one = older.member(before, name);
            JsonObject other = newer.member(after, name);
            boolean required = requiredAfter.contains(name.text());
            String member = outer + name.text();
            if (one == null) {
                add(member, required ? Kind.ADDED_AND_REQUIRED : Kind.ADDED, "", newer.resolved(other));
            } else if (other == null) {
                changes.add(new SchemaChange(member, Kind.REMOVED, "", ""));
            } else {
                if (required != requiredBefore.contains(name.text())) {
                    changes.add(new SchemaChange(member, required ? Kind.REQUIRED : Kind.OPTIONAL, "", ""));
                }
                values(one, other, member);
            }
        }
    }

    private void add(String member, Kind kind, String before, JsonObject after) {
        changes.add(new SchemaChange(member, kind, before, type(after)));
    }

    private void values(JsonObject unresolvedBefore, JsonObject unresolvedAfter, String member) {
        // A schema may refer to itself: a pair of references is compared once.
        String references = SchemaParts.reference(unresolvedBefore) + " " + SchemaParts.reference(unresolvedAfter);
        if (!references.equals(" ") && !compared.add(references)) {
            return;
        }
        JsonObject before = older.resolved(unresolvedBefore);
        JsonObject after = newer.resolved(unresolvedAfter);
        differ(member, Kind.TYPE, type(before), type(after));
        differ(member, Kind.VALUES, allowed(before), allowed(after));
        differ(member, Kind.FORMAT, text(before.get(FORMAT)), text(after.get(FORMAT)));
        members(before, after, member + ".");
        JsonObject itemsBefore = SchemaParts.items(before);
        JsonObject itemsAfter = SchemaParts.items(after);
        if (itemsBefore != null && itemsAfter != null) {
            values(itemsBefore, itemsAfter, member + "[]");
        }
    }

    private void differ(String member, Kind kind, String before, String after) {
        if (!before.equals(after)) {
            changes.add(new SchemaChange(member, kind, before, after));
        }
    }

    private static Set<String> required(SchemaParts parts, JsonObject schema) {
        Set<String> required = new TreeSet<>();
        for (JsonObject part : parts.all(schema)) {
            strings(part.array(REQUIRED)).forEach(required::add);
        }
        return required;
    }

    /** {@code string or null}; empty where the schema does not tell. */
    private static String type(JsonObject schema) {
        JsonArray several = schema.array(TYPE);
        return several == null ? text(schema.get(TYPE)) : String.join(" or ", new TreeSet<>(strings(several)));
    }

    private static List<String> strings(@Nullable JsonArray array) {
        List<String> strings = new ArrayList<>();
        for (int index = 0; array != null && index < array.size(); index++) {
            strings.add(text(array.get(index)));
        }
        return strings;
    }

    /** The values that are allowed, as JSON; empty where there is no such list. */
    private static String allowed(JsonObject schema) {
        JsonValue only = schema.get(CONST);
        if (only != null) {
            return only.toString();
        }
        JsonArray several = schema.array(ENUM);
        List<String> values = new ArrayList<>();
        for (int index = 0; several != null && index < several.size(); index++) {
            values.add(several.get(index).toString());
        }
        return String.join(", ", new TreeSet<>(values));
    }

    private static String text(@Nullable JsonValue value) {
        return value == null ? "" : value.kind() == JsonKind.STRING ? ((JsonSlice) value).asString() : value.toString();
    }
}
