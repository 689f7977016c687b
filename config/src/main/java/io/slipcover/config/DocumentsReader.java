package io.slipcover.config;

import io.slipcover.catalog.Recognition;
import io.slipcover.catalog.TypeRule;
import io.slipcover.catalog.VersionRule;
import io.slipcover.config.Documents.TypePlaces;
import io.slipcover.config.YamlValue.Entry;
import io.slipcover.config.YamlValue.Kind;
import io.slipcover.config.YamlValue.Scalar;
import io.slipcover.json.JsonName;
import io.slipcover.json.MemberPath;
import io.slipcover.lens.ObjectCondition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads {@code documents}: what tells the type and the version of a document. */
final class DocumentsReader {
    /** Stands for a member that is not known, and is none that a lens names. */
    private static final JsonName PLACEHOLDER = JsonName.of("\u0000");

    /** Stands for a rule with a mistake in it. */
    private static final ObjectCondition UNKNOWN = ObjectCondition.onMembers(List.of(PLACEHOLDER), List.of());

    private final Fields file;
    private final Problems problems;
    private final ConditionReader conditions;
    private final Map<String, Place> toldTypes = new LinkedHashMap<>();
    private final Map<String, TypePlaces> recognitionPlaces = new LinkedHashMap<>();
    private final Map<String, Integer> oldestStored = new LinkedHashMap<>();
    private final Map<String, Place> oldestStoredPlaces = new LinkedHashMap<>();
    private @Nullable Place whenAbsentPlace;
    private Place versionPlace;

    DocumentsReader(Fields file, Problems problems) {
        this.file = file;
        this.problems = problems;
        this.conditions = new ConditionReader(new JsonFromYaml(problems), problems);
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
                toldTypes,
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
        TypeRuleReader reader = new TypeRuleReader(fields, problems);
        TypeRule rule = reader.read();
        toldTypes.putAll(reader.told());
        return rule;
    }

    private @Nullable VersionRule version(Fields documents, @Nullable TypeRule type) {
        if (type instanceof TypeRule.BySpelling spelled) {
            YamlValue beside = documents.optional("version");
            if (beside != null) {
                documents.report(
                        beside.place(),
                        "version: the pattern of 'type' tells the version already, expected nothing here");
            }
            versionPlace = documents.placeOf("type");
            return VersionRule.spelled(spelled.path(), spelled.spelling());
        }
        Fields fields = documents.fields("version", documents.required("version"));
        if (fields == null) {
            return null;
        }
        MemberReader reader = new MemberReader(fields, problems);
        MemberPath member = reader.required();
        versionPlace = reader.place();
        YamlValue absent = fields.optional("when-absent");
        Integer whenAbsent = fields.integer("when-absent", absent, 1);
        whenAbsentPlace = absent == null ? null : absent.place();
        Boolean hidden = fields.flag("hidden");
        fields.finish();
        if (member == null) {
            return null;
        }
        if (type != null && type.dependsOn(member)) {
            String holds = type instanceof TypeRule.ByField told && told.path().isTop()
                    ? "holds the type already"
                    : "is one that Slipcover writes, and what tells the type looks at it or around it; expected another one";
            fields.report(reader.place(), (member.isTop() ? "field" : "path") + ": '" + member + "' " + holds);
            return null;
        }
        if (Boolean.TRUE.equals(hidden) && !member.isTop()) {
            fields.report(
                    fields.placeOf("hidden"),
                    "hidden: expected a 'field', since a member around the number could not be hidden with it");
            return null;
        }
        return new VersionRule(member, whenAbsent == null ? 1 : whenAbsent, Boolean.TRUE.equals(hidden), null);
    }

    private Recognition recognition(Fields documents) {
        Map<String, Map<Integer, ObjectCondition>> rules = new LinkedHashMap<>();
        List<Entry> types = documents.entries("recognise", documents.optional("recognise"));
        if (types == null) {
            return Recognition.none();
        }
        for (Entry type : types) {
            Map<Integer, ObjectCondition> ofType = new LinkedHashMap<>();
            Map<Integer, Place> places = new LinkedHashMap<>();
            List<Entry> versions = documents.entries("recognise: " + type.name(), type.value());
            for (Entry version : versions == null ? List.<Entry>of() : versions) {
                Scalar key = new Scalar(version.place(), kind(version.name()), version.name());
                Integer number = documents.integer("recognise: " + type.name(), key, 1);
                ObjectCondition rule = rule(type.name(), version);
                if (number != null) {
                    ofType.put(number, rule == null ? UNKNOWN : rule);
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

    private @Nullable ObjectCondition rule(String type, Entry version) {
        String subject = "documents: recognise: " + type + " " + version.name();
        Fields fields = Fields.of(subject, version.place(), version.value(), problems);
        if (fields == null) {
            return null;
        }
        ObjectCondition condition = conditions.read(fields, version.place());
        fields.finish();
        return condition;
    }
}
