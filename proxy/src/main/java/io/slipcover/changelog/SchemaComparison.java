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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The comparison of two schemas by their members: those that came and went, those that are required, types, values and formats. References
 * within a schema are followed.
 */
final class SchemaComparison {
    /** In how many places a pair of references is compared again that was compared before. */
    private static final int MOST_PLACES = 200;

    private static final JsonName REQUIRED = JsonName.of("required");
    private static final JsonName TYPE = JsonName.of("type");
    private static final JsonName ENUM = JsonName.of("enum");
    private static final JsonName CONST = JsonName.of("const");
    private static final JsonName FORMAT = JsonName.of("format");

    private final SchemaParts older;
    private final SchemaParts newer;
    private final Set<String> compared = new TreeSet<>();
    private final Set<String> open = new TreeSet<>();
    private final Set<String> moved;
    private int places;
    private final List<SchemaChange> changes = new ArrayList<>();

    private SchemaComparison(JsonObject older, JsonObject newer, Set<String> moved) {
        this.moved = moved;
        this.older = new SchemaParts(older);
        this.newer = new SchemaParts(newer);
    }

    /**
     * The differences; none where one of the versions has no schema.
     *
     * @param moved members of the older version that have other names or places in the newer version, so that they are not gone
     */
    static List<SchemaChange> of(@Nullable JsonObject older, @Nullable JsonObject newer, Set<String> moved) {
        if (older == null || newer == null) {
            return List.of();
        }
        SchemaComparison comparison = new SchemaComparison(older, newer, moved);
        comparison.members(older, newer, "");
        return List.copyOf(comparison.changes);
    }

    /** @param outer where the members stand: {@code address.}, or nothing for the top of the document */
    private void members(JsonObject before, JsonObject after, String outer) {
        Set<JsonName> names = new LinkedHashSet<>(older.members(before));
        names.addAll(newer.members(after));
        Set<String> requiredBefore = required(older, before);
        Set<String> requiredAfter = required(newer, after);
        Stream.concat(requiredBefore.stream(), requiredAfter.stream())
                .map(JsonName::of)
                .forEach(names::add);
        for (JsonName name : names) {
            member(
                    outer + name.text(),
                    new Told(older.member(before, name), requiredBefore.contains(name.text())),
                    new Told(newer.member(after, name), requiredAfter.contains(name.text())));
        }
    }

    /**
     * What a schema says of a member.
     *
     * @param schema null where the schema has no property of this name. It may be required all the same
     */
    private record Told(@Nullable JsonObject schema, boolean required) {
        JsonObject schemaOrAny() {
            return schema == null ? JsonObject.empty() : schema;
        }
    }

    private void member(String member, Told before, Told after) {
        if (before.schema() == null && !before.required()) {
            changes.add(new SchemaChange(
                    member,
                    after.required() ? Kind.ADDED_AND_REQUIRED : Kind.ADDED,
                    "",
                    type(newer.resolved(after.schemaOrAny()))));
        } else if (before.schema() != null && after.schema() == null && !after.required()) {
            if (!moved.contains(member)) {
                changes.add(new SchemaChange(member, Kind.REMOVED, "", ""));
            }
        } else {
            if (after.required() != before.required()) {
                changes.add(new SchemaChange(member, after.required() ? Kind.REQUIRED : Kind.OPTIONAL, "", ""));
            }
            values(before.schemaOrAny(), after.schemaOrAny(), member);
        }
    }

    private void values(JsonObject unresolvedBefore, JsonObject unresolvedAfter, String member) {
        String references = SchemaParts.reference(unresolvedBefore) + " " + SchemaParts.reference(unresolvedAfter);
        if (references.equals(" ")) {
            different(unresolvedBefore, unresolvedAfter, member);
            return;
        }
        places++;
        boolean isNew = compared.add(references);
        // A schema may refer to itself, and what it refers to may be told in many places.
        if ((isNew || places <= MOST_PLACES) && open.add(references)) {
            different(unresolvedBefore, unresolvedAfter, member);
            open.remove(references);
        }
    }

    private void different(JsonObject unresolvedBefore, JsonObject unresolvedAfter, String member) {
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
