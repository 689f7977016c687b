package io.slipcover.config;

import io.slipcover.config.YamlValue.Entry;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonValue;
import io.slipcover.lens.ObjectCondition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a condition on the members of an object: {@code equals}, {@code has}, {@code lacks} and {@code in}, which stand beside other keys. */
final class ConditionReader {
    private static final List<String> KEYS = List.of("equals", "has", "lacks", "in");

    private final JsonFromYaml json;
    private final Problems problems;

    ConditionReader(JsonFromYaml json, Problems problems) {
        this.json = json;
        this.problems = problems;
    }

    /** Whether one of the condition's keys is there. */
    static boolean isThere(Fields fields) {
        return KEYS.stream().anyMatch(fields::has);
    }

    /**
     * The condition; null where something is wrong, which is reported. The caller has asked for the keys that stand beside the condition.
     *
     * @param place where to tell of a condition that cannot be one
     */
    @Nullable
    ObjectCondition read(Fields fields, Place place) {
        int before = problems.count();
        Map<JsonName, JsonValue> equal = equal(fields);
        List<JsonName> has = names(fields, "has");
        List<JsonName> lacks = names(fields, "lacks");
        Map<JsonName, ObjectCondition> inside = inside(fields);
        boolean isMisspelt = !isThere(fields) && fields.unknownKeys() > 0;
        if (isMisspelt || problems.count() > before) {
            return null;
        }
        try {
            return new ObjectCondition(equal, has, lacks, inside);
        } catch (IllegalArgumentException contradiction) {
            fields.report(place, String.valueOf(contradiction.getMessage()));
            return null;
        }
    }

    private Map<JsonName, JsonValue> equal(Fields fields) {
        Map<JsonName, JsonValue> equal = new LinkedHashMap<>();
        List<Entry> entries = fields.entries("equals", fields.optional("equals"));
        for (Entry entry : entries == null ? List.<Entry>of() : entries) {
            JsonValue value = json.value(entry.value());
            if (value != null) {
                equal.put(name(fields, "equals", entry.name(), entry.place()), value);
            }
        }
        return equal;
    }

    private List<JsonName> names(Fields fields, String key) {
        List<JsonName> names = new ArrayList<>();
        List<YamlValue> elements = fields.list(key, fields.optional(key));
        for (YamlValue element : elements == null ? List.<YamlValue>of() : elements) {
            String name = fields.name(key, element);
            if (name != null) {
                names.add(name(fields, key, name, element.place()));
            }
        }
        return names;
    }

    private Map<JsonName, ObjectCondition> inside(Fields fields) {
        Map<JsonName, ObjectCondition> inside = new LinkedHashMap<>();
        List<Entry> entries = fields.entries("in", fields.optional("in"));
        for (Entry entry : entries == null ? List.<Entry>of() : entries) {
            Fields inner = Fields.of(fields.subject() + ": in " + entry.name(), entry.place(), entry.value(), problems);
            ObjectCondition condition = inner == null ? null : read(inner, entry.place());
            if (inner != null) {
                inner.finish();
            }
            if (condition != null) {
                inside.put(name(fields, "in", entry.name(), entry.place()), condition);
            }
        }
        return inside;
    }

    private JsonName name(Fields fields, String key, String text, Place place) {
        JsonName name = JsonName.of(text);
        MemberNames.check(fields.subject() + ": " + key, name, place, MemberNames.IN_CONDITION, problems);
        return name;
    }
}
