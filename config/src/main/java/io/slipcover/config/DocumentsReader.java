package io.slipcover.config;

import io.slipcover.catalog.Recognition;
import io.slipcover.catalog.TypeRule;
import io.slipcover.catalog.VersionRule;
import io.slipcover.config.Documents.TypePlaces;
import io.slipcover.config.YamlValue.Entry;
import io.slipcover.config.YamlValue.Kind;
import io.slipcover.config.YamlValue.Scalar;
import io.slipcover.json.JsonName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads {@code documents}: what tells the type and the version of a document. */
final class DocumentsReader {
    /** Stands for a member that is not known, and is none that a lens names. */
    private static final JsonName PLACEHOLDER = JsonName.of("\u0000");

    private final Fields file;
    private final Problems problems;
    private final Map<String, TypePlaces> recognitionPlaces = new LinkedHashMap<>();
    private final Map<String, Integer> oldestStored = new LinkedHashMap<>();
    private final Map<String, Place> oldestStoredPlaces = new LinkedHashMap<>();
    private @Nullable Place whenAbsentPlace;
    private Place versionPlace;

    DocumentsReader(Fields file, Problems problems) {
        this.file = file;
        this.problems = problems;
        this.versionPlace = file.place();
    }

    /** What is told; where something is wrong, which is reported, something else stands for it. */
    Documents read() {
        Fields fields = file.fields("documents", file.required("documents"));
        TypeRule type = null;
        VersionRule version = null;
        Recognition recognition = Recognition.none();
        if (fields != null) {
            type = type(fields);
            version = version(fields, type);
            recognition = recognition(fields);
            readOldestStored(fields);
            fields.finish();
        }
        return new Documents(
                type == null ? new TypeRule.ByIdPrefix(":") : type,
                version == null ? new VersionRule(PLACEHOLDER, 1, false) : version,
                versionPlace,
                whenAbsentPlace,
                recognition,
                recognitionPlaces,
                oldestStored,
                oldestStoredPlaces);
    }

    private @Nullable TypeRule type(Fields documents) {
        Fields fields = documents.fields("type", documents.required("type"));
        if (fields == null) {
            return null;
        }
        JsonName field = member(fields, "field", fields.optional("field"));
        String prefix = fields.name("id-prefix", fields.optional("id-prefix"));
        boolean both = fields.has("field") && fields.has("id-prefix");
        boolean neither = !fields.has("field") && !fields.has("id-prefix");
        int before = fields.unknownKeys();
        fields.finish();
        if (both || (neither && before == 0)) {
            fields.report(
                    fields.place(), "expected either 'field' or 'id-prefix', found " + (both ? "both" : "neither"));
            return null;
        }
        return field != null ? new TypeRule.ByField(field) : prefix != null ? new TypeRule.ByIdPrefix(prefix) : null;
    }

    private @Nullable VersionRule version(Fields documents, @Nullable TypeRule type) {
        Fields fields = documents.fields("version", documents.required("version"));
        if (fields == null) {
            return null;
        }
        JsonName field = member(fields, "field", fields.required("field"));
        versionPlace = fields.placeOf("field");
        YamlValue absent = fields.optional("when-absent");
        Integer whenAbsent = fields.integer("when-absent", absent, 1);
        whenAbsentPlace = absent == null ? null : absent.place();
        Boolean hidden = fields.flag("hidden");
        fields.finish();
        if (field != null
                && type instanceof TypeRule.ByField ofType
                && ofType.field().equals(field)) {
            fields.report(fields.place(), "field: '" + field.text() + "' holds the type already");
            return null;
        }
        return field == null
                ? null
                : new VersionRule(field, whenAbsent == null ? 1 : whenAbsent, Boolean.TRUE.equals(hidden));
    }

    private @Nullable JsonName member(Fields fields, String key, @Nullable YamlValue value) {
        String name = fields.name(key, value);
        if (value == null || name == null) {
            return null;
        }
        if (name.startsWith("_")) {
            fields.report(value.place(), key + ": '" + name + "' begins with '_', and such members are CouchDB's");
            return null;
        }
        JsonName member = JsonName.of(name);
        MemberNames.check(fields.subject() + ": " + key, member, value.place(), MemberNames.AT_THE_TOP, problems);
        return member;
    }

    private Recognition recognition(Fields documents) {
        Map<String, Map<Integer, Recognition.Rule>> rules = new LinkedHashMap<>();
        List<Entry> types = documents.entries("recognise", documents.optional("recognise"));
        if (types == null) {
            return Recognition.none();
        }
        for (Entry type : types) {
            Map<Integer, Recognition.Rule> ofType = new LinkedHashMap<>();
            Map<Integer, Place> places = new LinkedHashMap<>();
            List<Entry> versions = documents.entries("recognise: " + type.name(), type.value());
            for (Entry version : versions == null ? List.<Entry>of() : versions) {
                Scalar key = new Scalar(version.place(), kind(version.name()), version.name());
                Integer number = documents.integer("recognise: " + type.name(), key, 1);
                Recognition.Rule rule = rule(type.name(), version);
                if (number != null && rule != null) {
                    ofType.put(number, rule);
                    places.put(number, version.place());
                }
            }
            rules.put(type.name(), ofType);
            recognitionPlaces.put(type.name(), new TypePlaces(type.place(), places));
        }
        return new Recognition(rules);
    }

    private void readOldestStored(Fields documents) {
        List<Entry> types = documents.entries("oldest-stored", documents.optional("oldest-stored"));
        for (Entry type : types == null ? List.<Entry>of() : types) {
            Integer version = documents.integer("oldest-stored: " + type.name(), type.value(), 1);
            if (version != null) {
                oldestStored.put(type.name(), version);
                oldestStoredPlaces.put(type.name(), type.place());
            }
        }
    }

    private static Kind kind(String key) {
        return key.chars().allMatch(Character::isDigit) ? Kind.NUMBER : Kind.STRING;
    }

    private Recognition.@Nullable Rule rule(String type, Entry version) {
        String subject = "documents: recognise: " + type + " " + version.name();
        Fields fields = Fields.of(subject, version.place(), version.value(), problems);
        if (fields == null) {
            return null;
        }
        int before = problems.count();
        List<JsonName> has = members(fields, "has");
        List<JsonName> lacks = members(fields, "lacks");
        int unknown = fields.unknownKeys();
        fields.finish();
        if (unknown == 0 && has.isEmpty() && lacks.isEmpty() && problems.count() == before) {
            fields.report(version.place(), "expected 'has' or 'lacks', or both, with a member at least");
        }
        for (JsonName name : has) {
            if (lacks.contains(name)) {
                fields.report(version.place(), "no document both has and lacks '" + name.text() + "'");
            }
        }
        return new Recognition.Rule(has, lacks);
    }

    private List<JsonName> members(Fields fields, String key) {
        List<JsonName> names = new ArrayList<>();
        List<YamlValue> elements = fields.list(key, fields.optional(key));
        for (YamlValue element : elements == null ? List.<YamlValue>of() : elements) {
            String name = fields.name(key, element);
            if (name != null) {
                JsonName member = JsonName.of(name);
                MemberNames.check(
                        fields.subject() + ": " + key, member, element.place(), MemberNames.AT_THE_TOP, problems);
                names.add(member);
            }
        }
        return names;
    }
}
