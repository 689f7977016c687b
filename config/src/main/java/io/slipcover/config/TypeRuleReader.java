package io.slipcover.config;

import io.slipcover.catalog.Databases;
import io.slipcover.catalog.TypeRule;
import io.slipcover.catalog.TypeRule.ByCases.Case;
import io.slipcover.catalog.TypeSpelling;
import io.slipcover.config.YamlValue.Entry;
import io.slipcover.config.YamlValue.Sequence;
import io.slipcover.json.JsonName;
import io.slipcover.json.MemberPath;
import io.slipcover.lens.ObjectCondition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code documents: type}: what tells the type of a document. */
final class TypeRuleReader {
    private static final List<String> FORMS = List.of("field", "path", "fields", "id-prefix", "rules", "database");

    private final Fields fields;
    private final Problems problems;
    private final ConditionReader conditions;
    private final Map<String, Place> told = new LinkedHashMap<>();

    TypeRuleReader(Fields fields, Problems problems) {
        this.fields = fields;
        this.problems = problems;
        this.conditions = new ConditionReader(new JsonFromYaml(problems), problems);
    }

    /** The rule; null where something is wrong with it, which is reported. */
    @Nullable
    TypeRule read() {
        List<String> found = FORMS.stream().filter(fields::has).toList();
        MemberPath member = new MemberReader(fields, problems).optional();
        YamlValue pattern = fields.optional("pattern");
        TypeSpelling spelling = fields.parsed("pattern", pattern, fields.name("pattern", pattern), TypeSpelling::parse);
        TypeRule rule = byMember(member, pattern, spelling);
        TypeRule byMembers = byMembers(fields.optional("fields"));
        String prefix = fields.name("id-prefix", fields.optional("id-prefix"));
        TypeRule byRules = byRules(fields.optional("rules"));
        TypeRule byDatabase = byDatabase(fields.optional("database"));
        YamlValue names = fields.optional("names");
        int unknown = fields.unknownKeys();
        fields.finish();
        if (found.size() > 1 || (found.isEmpty() && unknown == 0)) {
            fields.report(
                    fields.place(),
                    "expected one of " + String.join(", ", FORMS) + ", found "
                            + (found.isEmpty() ? "none" : String.join(" and ", found)));
            return null;
        }
        if (pattern != null && !fields.has("field") && !fields.has("path")) {
            fields.report(
                    pattern.place(),
                    "pattern: expected 'field' or 'path' beside it, which name the member that is spelled so");
            return null;
        }
        TypeRule told = rule != null ? rule : byMembers != null ? byMembers : byRules != null ? byRules : byDatabase;
        if (prefix != null) {
            told = new TypeRule.ByIdPrefix(prefix);
        }
        return names == null || told == null ? told : byNames(told, names);
    }

    /** The rule, where types have several names. */
    private TypeRule byNames(TypeRule rule, YamlValue names) {
        if (!(rule instanceof TypeRule.ByField || rule instanceof TypeRule.ByMembers)) {
            fields.report(
                    names.place(),
                    "names: expected 'field', 'path' without a pattern, or 'fields' beside it. Several 'rules' may tell one type;"
                            + " ids and databases do not change");
            return rule;
        }
        List<Entry> entries = fields.entries("names", names);
        if (entries != null && entries.isEmpty()) {
            fields.report(names.place(), "names: expected a type at least, such as { contact: [person, clinic] }");
        }
        Map<String, String> types = new LinkedHashMap<>();
        for (Entry entry : entries == null ? List.<Entry>of() : entries) {
            told.putIfAbsent(entry.name(), entry.place());
            if (entry.value() instanceof Sequence sequence
                    && sequence.elements().isEmpty()) {
                fields.expected("names: " + entry.name(), "a name or a list of names", entry.value());
            }
            for (YamlValue element : listed(entry.value())) {
                String name = fields.name("names: " + entry.name(), element);
                String other = name == null ? null : types.putIfAbsent(name, entry.name());
                if (name != null && other != null) {
                    fields.report(
                            element.place(),
                            "names: '%s' is a name of '%s' already, and a name can have one type"
                                    .formatted(name, other));
                }
            }
        }
        checkNames(names, types);
        return new TypeRule.ByNames(rule, types);
    }

    private static List<YamlValue> listed(YamlValue value) {
        return value instanceof Sequence sequence ? sequence.elements() : List.of(value);
    }

    /** A type whose own name is a name of another type could not be told. */
    private void checkNames(YamlValue place, Map<String, String> types) {
        for (String type : Set.copyOf(types.values())) {
            String other = types.get(type);
            if (other != null && !other.equals(type)) {
                fields.report(
                        place.place(),
                        "names: '%s' has names of its own and is a name of '%s'; expected all these names under one type"
                                .formatted(type, other));
            }
        }
    }

    /** The types that rules name, and where the first of them does. Empty where other things tell the type. */
    Map<String, Place> told() {
        return told;
    }

    private static @Nullable TypeRule byMember(
            @Nullable MemberPath member, @Nullable YamlValue pattern, @Nullable TypeSpelling spelling) {
        if (member == null || (pattern != null && spelling == null)) {
            return null;
        }
        if (spelling != null) {
            return new TypeRule.BySpelling(member, spelling);
        }
        return new TypeRule.ByField(member);
    }

    private @Nullable TypeRule byMembers(@Nullable YamlValue value) {
        List<YamlValue> elements = fields.list("fields", value);
        if (value == null || elements == null) {
            return null;
        }
        List<JsonName> members = new ArrayList<>();
        Set<JsonName> seen = new HashSet<>();
        for (YamlValue element : elements) {
            JsonName member = new MemberReader(fields, problems).member("fields", element);
            if (member != null && !seen.add(member)) {
                fields.report(element.place(), "fields: '" + member.text() + "' stands there twice");
            } else if (member != null) {
                members.add(member);
            }
        }
        if (elements.size() < 2) {
            fields.report(value.place(), "fields: expected two members or more; one alone is a 'field'");
        }
        return members.size() < 2 ? null : new TypeRule.ByMembers(members);
    }

    private @Nullable TypeRule byDatabase(@Nullable YamlValue value) {
        List<Entry> entries = fields.entries("database", value);
        if (value == null || entries == null) {
            return null;
        }
        List<Case> cases = new ArrayList<>();
        for (Entry entry : entries) {
            String type = fields.name("database: " + entry.name(), entry.value());
            if (type != null) {
                add(
                        new Case(type, Databases.matching(List.of(entry.name())), null),
                        entry.value().place(),
                        entry.place(),
                        cases);
            }
        }
        if (entries.isEmpty()) {
            fields.report(value.place(), "database: expected a database at least, such as { \"notes-*\": note }");
        }
        return cases.isEmpty() ? null : new TypeRule.ByCases(cases);
    }

    private @Nullable TypeRule byRules(@Nullable YamlValue value) {
        List<YamlValue> elements = fields.list("rules", value);
        if (value == null || elements == null) {
            return null;
        }
        List<Case> cases = new ArrayList<>();
        for (YamlValue element : elements) {
            Fields rule = Fields.of(fields.subject() + ": rules", element.place(), element, problems);
            if (rule != null) {
                addRule(rule, cases);
            }
        }
        if (elements.isEmpty()) {
            fields.report(
                    value.place(), "rules: expected a rule at least, such as { type: note, equals: { kind: note } }");
        }
        return cases.isEmpty() ? null : new TypeRule.ByCases(cases);
    }

    private void addRule(Fields rule, List<Case> cases) {
        String type = rule.name("type", rule.required("type"));
        Databases databases = databases(rule);
        boolean needsCondition = !rule.has("database") || ConditionReader.isThere(rule);
        ObjectCondition condition = needsCondition ? conditions.read(rule, rule.place()) : null;
        rule.finish();
        boolean isWhole = needsCondition ? condition != null : databases != null;
        if (type != null && isWhole && (databases != null || !rule.has("database"))) {
            checkMembers(rule, condition);
            add(new Case(type, databases, condition), rule.placeOf("type"), rule.place(), cases);
        }
    }

    private void checkMembers(Fields rule, @Nullable ObjectCondition condition) {
        for (MemberPath path : condition == null ? List.<MemberPath>of() : condition.paths()) {
            if (path.top().text().startsWith("_")) {
                rule.report(
                        rule.place(),
                        "'" + path.top().text()
                                + "' begins with '_', and such members are CouchDB's; expected a member of the app's");
            }
        }
    }

    private @Nullable Databases databases(Fields rule) {
        YamlValue value = rule.optional("database");
        if (value == null) {
            return null;
        }
        List<YamlValue> elements = value instanceof Sequence sequence ? sequence.elements() : List.of(value);
        List<String> globs = new ArrayList<>();
        for (YamlValue element : elements) {
            String glob = rule.name("database", element);
            if (glob != null) {
                globs.add(glob);
            }
        }
        if (elements.isEmpty()) {
            rule.expected("database", "a database or a list of databases", value);
        }
        return globs.isEmpty() || globs.size() < elements.size() ? null : Databases.matching(globs);
    }

    private void add(Case added, Place typePlace, Place place, List<Case> cases) {
        for (int i = 0; i < cases.size(); i++) {
            if (added.isWithin(cases.get(i))) {
                fields.warn(
                        place,
                        "the rule of '%s' tells no document, since rule %d, of '%s', comes first and matches whatever it matches"
                                .formatted(added.type(), i + 1, cases.get(i).type()));
                break;
            }
        }
        told.putIfAbsent(added.type(), typePlace);
        cases.add(added);
    }
}
