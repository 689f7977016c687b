package io.slipcover.find;

import io.slipcover.json.JsonArray;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonSlice;
import io.slipcover.json.JsonValue;
import io.slipcover.mango.FieldPath;
import io.slipcover.mango.MangoException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An index of a database, as {@code GET _index} lists it.
 *
 * @param design the design document that the index is in
 * @param name the index's name
 * @param fields the stored fields, in order
 * @param filter which documents the index holds; null: all
 */
record ListedIndex(
        String design,
        String name,
        List<FieldPath> fields,
        @Nullable JsonObject filter) {
    private static final JsonName INDEXES = JsonName.of("indexes");
    private static final JsonName DESIGN = JsonName.of("ddoc");
    private static final JsonName NAME = JsonName.of("name");
    private static final JsonName TYPE = JsonName.of("type");
    private static final JsonName DEFINITION = JsonName.of("def");
    private static final JsonName FIELDS = JsonName.of("fields");
    private static final JsonName FILTER = JsonName.of("partial_filter_selector");
    private static final String PREFIX = "_design/";

    /** The indexes over fields in CouchDB's answer. Indexes for text, and the database itself, are left out. */
    static List<ListedIndex> all(JsonObject answer) {
        List<ListedIndex> indexes = new ArrayList<>();
        JsonArray listed = answer.array(INDEXES);
        for (int index = 0; listed != null && index < listed.size(); index++) {
            JsonObject one = listed.object(index);
            ListedIndex read = one == null ? null : read(one);
            if (read != null) {
                indexes.add(read);
            }
        }
        return indexes;
    }

    private static @Nullable ListedIndex read(JsonObject listed) {
        String design = listed.string(DESIGN);
        String name = listed.string(NAME);
        JsonObject definition = listed.object(DEFINITION);
        JsonArray written = definition == null ? null : definition.array(FIELDS);
        if (design == null
                || name == null
                || definition == null
                || written == null
                || !"json".equals(listed.string(TYPE))) {
            return null;
        }
        List<FieldPath> fields = new ArrayList<>();
        for (int index = 0; index < written.size(); index++) {
            FieldPath field = field(written.get(index));
            if (field == null) {
                return null;
            }
            fields.add(field);
        }
        JsonObject filter = definition.object(FILTER);
        return new ListedIndex(design, name, fields, filter == null || filter.isEmpty() ? null : filter);
    }

    private static @Nullable FieldPath field(JsonValue written) {
        try {
            return switch (written.kind()) {
                case STRING -> FieldPath.parse(((JsonSlice) written).asString());
                case OBJECT ->
                    written.asObject().size() == 1
                            ? FieldPath.parse(written.asObject().name(0).text())
                            : null;
                case NULL, BOOLEAN, NUMBER, ARRAY -> null;
            };
        } catch (MangoException exception) {
            return null;
        }
    }

    /** Whether {@code use_index} names the index. */
    boolean isNamed(List<String> useIndex) {
        String named = useIndex.get(0);
        String designNamed = named.startsWith(PREFIX) ? named : PREFIX + named;
        return design.equals(designNamed)
                && (useIndex.size() == 1 || useIndex.get(1).equals(name));
    }

    /** Whether the other index holds the same documents as this one. */
    boolean isFilteredAs(ListedIndex other) {
        JsonObject filtered = filter;
        JsonObject otherwise = other.filter;
        return filtered == null ? otherwise == null : otherwise != null && filtered.sameAs(otherwise);
    }

    /** The value of {@code use_index} that makes CouchDB use the index. */
    JsonValue toUse() {
        JsonArray named = JsonArray.empty();
        named.add(JsonSlice.string(design.substring(PREFIX.length())));
        named.add(JsonSlice.string(name));
        return named;
    }
}
