package io.slipcover.changelog;

import io.slipcover.json.JsonArray;
import io.slipcover.json.JsonKind;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonSlice;
import io.slipcover.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A document that a schema gives as an example, or that is made of what the schema says of members. */
final class SchemaDocument {
    private static final int DEEPEST = 6;

    /** A schema may refer to itself in many members, each of which has as many members again. */
    private static final int MOST_MEMBERS = 500;

    private static final JsonName EXAMPLES = JsonName.of("examples");
    private static final JsonName DEFAULT = JsonName.of("default");
    private static final JsonName CONST = JsonName.of("const");
    private static final JsonName ENUM = JsonName.of("enum");
    private static final JsonName TYPE = JsonName.of("type");
    private static final JsonName FORMAT = JsonName.of("format");

    private final SchemaParts parts;
    private int members;

    private SchemaDocument(JsonObject schema) {
        this.parts = new SchemaParts(schema);
    }

    /** The documents that the schema gives. */
    static List<JsonObject> examples(JsonObject schema) {
        List<JsonObject> documents = new ArrayList<>();
        JsonArray examples = schema.array(EXAMPLES);
        for (int index = 0; examples != null && index < examples.size(); index++) {
            JsonObject document = examples.object(index);
            if (document != null) {
                documents.add(document.copy());
            }
        }
        return documents;
    }

    /** A document with a value for each member that the schema names and tells enough of. */
    static JsonObject made(JsonObject schema) {
        return new SchemaDocument(schema).object(schema, DEEPEST);
    }

    private JsonObject object(JsonObject schema, int depth) {
        JsonObject object = JsonObject.empty();
        for (JsonName name : parts.members(schema)) {
            members++;
            if (members > MOST_MEMBERS) {
                return object;
            }
            JsonObject member = parts.member(schema, name);
            JsonValue value = member == null ? null : value(parts.resolved(member), name.text(), depth - 1);
            if (value != null) {
                object.add(name, value.copy());
            }
        }
        return object;
    }

    private @Nullable JsonValue value(JsonObject schema, String name, int depth) {
        JsonArray examples = schema.array(EXAMPLES);
        if (examples != null && examples.size() > 0) {
            return examples.get(0);
        }
        for (JsonName key : List.of(DEFAULT, CONST)) {
            JsonValue value = schema.get(key);
            if (value != null) {
                return value;
            }
        }
        JsonArray values = schema.array(ENUM);
        if (values != null && values.size() > 0) {
            return values.get(0);
        }
        return depth < 0 ? null : ofType(type(schema), schema, name, depth);
    }

    private @Nullable JsonValue ofType(String type, JsonObject schema, String name, int depth) {
        return switch (type) {
            case "string" -> text(schema, name);
            case "integer" -> JsonSlice.number(1);
            case "number" -> JsonValue.of("1.5");
            case "boolean" -> JsonSlice.TRUE;
            case "null" -> JsonSlice.NULL;
            case "object" -> object(schema, depth);
            case "array" -> {
                JsonArray array = JsonArray.empty();
                JsonObject items = SchemaParts.items(schema);
                JsonValue element = items == null ? null : value(parts.resolved(items), name, depth - 1);
                if (element != null) {
                    array.add(element.copy());
                }
                yield array;
            }
            default -> null;
        };
    }

    private static JsonValue text(JsonObject schema, String name) {
        String format = schema.string(FORMAT);
        return JsonSlice.string(
                switch (format == null ? "" : format) {
                    case "date-time" -> "2026-11-22T15:30:00.000Z";
                    case "date" -> "2026-11-22";
                    default -> "some " + name;
                });
    }

    /** The type, the first of several. */
    private static String type(JsonObject schema) {
        JsonArray several = schema.array(TYPE);
        JsonValue type = several == null ? schema.get(TYPE) : several.size() == 0 ? null : several.get(0);
        return type != null && type.kind() == JsonKind.STRING ? ((JsonSlice) type).asString() : "";
    }
}
