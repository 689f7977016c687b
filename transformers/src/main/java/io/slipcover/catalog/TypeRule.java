package io.slipcover.catalog;

import static java.util.Objects.requireNonNull;

import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonSlice;
import io.slipcover.json.JsonValue;
import io.slipcover.json.MemberPath;
import io.slipcover.lens.ObjectCondition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The rule that tells the type of a document. */
public sealed interface TypeRule {

    /**
     * The type's name; null where the document has no type.
     *
     * @param id the document's id where a request's path or another place tells it; null: the document's {@code _id}
     *     counts
     */
    @Nullable
    String typeOf(@Nullable String id, JsonObject document);

    /**
     * The members that the rule looks at, where a document of the type has been told by them. A lens or a default that changed one of them
     * could make another type of the document.
     */
    List<MemberPath> looksAt(String type);

    /**
     * The conditions of which each document of the type meets one; a document that meets one may still be of another type. None: a
     * document of the type may be anything.
     */
    List<ObjectCondition> conditions(String type);

    /** The member whose string is the type, and nothing but the type; null where there is none. */
    default @Nullable MemberPath member() {
        return null;
    }

    /** The beginning of the ids of all documents of the type; the empty string where ids tell nothing. */
    default String idPrefix(String type) {
        return "";
    }

    /**
     * Whether documents of the type may be told in several ways, so that lenses of the type may change what tells it, from one of the ways
     * to another.
     */
    default boolean isToldInSeveralWays(String type) {
        return false;
    }

    /** The members that no lens of the type may change. */
    default List<MemberPath> reserved(String type) {
        return isToldInSeveralWays(type) ? List.of() : looksAt(type);
    }

    /** Whether a document of this type can exist. */
    default boolean canTell(String type) {
        return true;
    }

    /** Whether a document may get another type where Slipcover writes a value at a path. */
    default boolean dependsOn(MemberPath written) {
        return looksAt("").stream().anyMatch(path -> path.isBeginningOf(written) || written.isBeginningOf(path));
    }

    /** Whether the rule is another one in another database. */
    default boolean asksForDatabase() {
        return false;
    }

    /** The rule as it is in a database, where it does not ask for the database any more. */
    default TypeRule in(String database) {
        return this;
    }

    /** The type is the string in a member, at the top of the document or inside of other members. */
    record ByField(MemberPath path) implements TypeRule {
        public ByField {
            requireNonNull(path, "path");
        }

        /** The member stands at the top of the document. */
        public ByField(JsonName field) {
            this(MemberPath.of(field));
        }

        @Override
        public @Nullable String typeOf(@Nullable String id, JsonObject document) {
            return path.string(document);
        }

        @Override
        public List<MemberPath> looksAt(String type) {
            return List.of(path);
        }

        @Override
        public List<ObjectCondition> conditions(String type) {
            return List.of(ObjectCondition.equal(path, JsonSlice.string(type)));
        }

        @Override
        public MemberPath member() {
            return path;
        }

        // As a record says it anyway, but without code that is made at run time: the start needs it, for the digests of
        // views. So do the other rules.
        @Override
        public String toString() {
            return "ByField[path=" + path.names() + "]";
        }
    }

    /** The type is the part of {@code _id} before the first separator; an id without one has no type. */
    record ByIdPrefix(String separator) implements TypeRule {
        private static final JsonName ID = JsonName.of("_id");

        public ByIdPrefix {
            if (separator.isEmpty()) {
                throw new IllegalArgumentException("an id's prefix needs a separator that is not empty");
            }
        }

        @Override
        public @Nullable String typeOf(@Nullable String id, JsonObject document) {
            String known = id != null ? id : document.string(ID);
            int end = known == null ? -1 : known.indexOf(separator);
            return known == null || end < 0 ? null : known.substring(0, end);
        }

        @Override
        public List<MemberPath> looksAt(String type) {
            return List.of();
        }

        @Override
        public List<ObjectCondition> conditions(String type) {
            return List.of();
        }

        @Override
        public String idPrefix(String type) {
            return type + separator;
        }

        @Override
        public boolean canTell(String type) {
            return !type.contains(separator);
        }

        @Override
        public String toString() {
            return "ByIdPrefix[separator=" + separator + "]";
        }
    }

    /**
     * The type is the strings in several members with {@code /} between them: {@code contact/person}. The first member has to be there. What
     * is missing of the others, is no string, or is empty is left out. A document with a {@code /} in one of the strings has no type.
     */
    record ByMembers(List<JsonName> members) implements TypeRule {
        /** What stands between the strings. */
        public static final String SEPARATOR = "/";

        public ByMembers {
            members = List.copyOf(members);
            if (members.size() < 2) {
                throw new IllegalArgumentException("several members are two or more");
            }
        }

        @Override
        public @Nullable String typeOf(@Nullable String id, JsonObject document) {
            StringBuilder type = new StringBuilder();
            for (int i = 0; i < members.size(); i++) {
                String part = document.string(members.get(i));
                if (part != null && part.contains(SEPARATOR)) {
                    return null;
                }
                if (part != null && !part.isEmpty()) {
                    type.append(i == 0 ? "" : SEPARATOR).append(part);
                } else if (i == 0) {
                    return null;
                }
            }
            return type.toString();
        }

        @Override
        public List<MemberPath> looksAt(String type) {
            return members.stream().map(MemberPath::of).toList();
        }

        @Override
        public List<ObjectCondition> conditions(String type) {
            List<ObjectCondition> conditions = new ArrayList<>();
            List<String> parts = List.of(type.split(SEPARATOR, -1));
            Map<JsonName, JsonValue> told = new LinkedHashMap<>();
            told.put(members.get(0), JsonSlice.string(parts.get(0)));
            addConditions(parts.subList(1, parts.size()), 1, told, conditions);
            return conditions;
        }

        /** Adds a condition for each way to take the parts from the members, in order. */
        private void addConditions(
                List<String> parts, int from, Map<JsonName, JsonValue> told, List<ObjectCondition> conditions) {
            if (parts.isEmpty()) {
                conditions.add(new ObjectCondition(told, List.of(), List.of()));
                return;
            }
            for (int member = from; member + parts.size() <= members.size(); member++) {
                told.put(members.get(member), JsonSlice.string(parts.get(0)));
                addConditions(parts.subList(1, parts.size()), member + 1, told, conditions);
                told.remove(members.get(member));
            }
        }

        @Override
        public boolean canTell(String type) {
            List<String> parts = List.of(type.split(SEPARATOR, -1));
            return parts.size() <= members.size() && !parts.contains("");
        }

        @Override
        public String toString() {
            return "ByMembers[members=" + members + "]";
        }
    }

    /** The type stands in a member together with the version: {@code booking/v1}. */
    record BySpelling(MemberPath path, TypeSpelling spelling) implements TypeRule {
        public BySpelling {
            requireNonNull(path, "path");
            requireNonNull(spelling, "spelling");
        }

        @Override
        public @Nullable String typeOf(@Nullable String id, JsonObject document) {
            String text = path.string(document);
            TypeSpelling.Told told = text == null ? null : spelling.told(text);
            return told == null ? null : told.type();
        }

        @Override
        public List<MemberPath> looksAt(String type) {
            return List.of(path);
        }

        @Override
        public List<ObjectCondition> conditions(String type) {
            return List.of(ObjectCondition.has(path));
        }

        @Override
        public String toString() {
            return "BySpelling[path=" + path.names() + ", spelling=" + spelling + "]";
        }
    }

    /** The type is that of the first case that is the document's. */
    record ByCases(List<Case> cases, Set<String> severalWays) implements TypeRule {
        /** @param severalWays the types that several cases tell, perhaps cases of other databases than these */
        public ByCases {
            cases = List.copyOf(cases);
            severalWays = Set.copyOf(severalWays);
        }

        public ByCases(List<Case> cases) {
            this(cases, toldTwice(cases));
        }

        private static Set<String> toldTwice(List<Case> cases) {
            Set<String> once = new HashSet<>();
            Set<String> twice = new HashSet<>();
            for (Case one : cases) {
                if (!once.add(one.type)) {
                    twice.add(one.type);
                }
            }
            return twice;
        }

        /**
         * A type, and which documents have it.
         *
         * @param databases the databases of the documents; null: any
         * @param condition what the documents have in common; null: nothing
         */
        public record Case(
                String type,
                @Nullable Databases databases,
                @Nullable ObjectCondition condition) {
            public Case {
                requireNonNull(type, "type");
            }

            boolean isOf(JsonObject document) {
                return condition == null || condition.holdsFor(document);
            }

            /** Whether no document is in a database of this case and in one of the other case. */
            boolean isApartFrom(Case other) {
                return databases != null && other.databases != null && databases.areApartFrom(other.databases);
            }

            /** Whether every document of this case is one of the other case. */
            public boolean isWithin(Case other) {
                boolean databasesAre =
                        other.databases == null || (databases != null && databases.areWithin(other.databases));
                boolean conditionIs =
                        other.condition == null || (condition != null && condition.implies(other.condition));
                return databasesAre && conditionIs;
            }

            @Override
            public String toString() {
                return "Case[type=" + type + ", databases=" + databases + ", condition=" + condition + "]";
            }
        }

        @Override
        public @Nullable String typeOf(@Nullable String id, JsonObject document) {
            for (int i = 0; i < cases.size(); i++) {
                if (cases.get(i).databases == null && cases.get(i).isOf(document)) {
                    return cases.get(i).type;
                }
            }
            return null;
        }

        /** The members that cases look at, up to the last case of the type. What later cases look at changes nothing. */
        @Override
        public List<MemberPath> looksAt(String type) {
            Set<MemberPath> paths = new LinkedHashSet<>();
            for (int own = 0; own < cases.size(); own++) {
                if (cases.get(own).type.equals(type)) {
                    for (int earlier = 0; earlier <= own; earlier++) {
                        ObjectCondition condition = cases.get(earlier).condition;
                        if (condition != null && !cases.get(earlier).isApartFrom(cases.get(own))) {
                            paths.addAll(condition.paths());
                        }
                    }
                }
            }
            return List.copyOf(paths);
        }

        @Override
        public List<ObjectCondition> conditions(String type) {
            List<ObjectCondition> conditions = new ArrayList<>();
            for (Case one : cases) {
                if (one.type.equals(type)) {
                    if (one.condition == null) {
                        return List.of();
                    }
                    conditions.add(one.condition);
                }
            }
            return conditions;
        }

        @Override
        public boolean isToldInSeveralWays(String type) {
            return severalWays.contains(type);
        }

        @Override
        public boolean canTell(String type) {
            return cases.stream().anyMatch(one -> one.type.equals(type));
        }

        @Override
        public boolean dependsOn(MemberPath written) {
            return cases.stream()
                    .map(Case::condition)
                    .anyMatch(condition -> condition != null && condition.dependsOn(written));
        }

        @Override
        public boolean asksForDatabase() {
            return cases.stream().anyMatch(one -> one.databases != null);
        }

        @Override
        public TypeRule in(String database) {
            List<Case> ofDatabase = new ArrayList<>();
            for (Case one : cases) {
                if (one.databases == null || one.databases.contains(database)) {
                    ofDatabase.add(new Case(one.type, null, one.condition));
                }
            }
            // A lens may change what tells these types, whatever the database is.
            return new ByCases(ofDatabase, severalWays);
        }

        @Override
        public String toString() {
            return "ByCases" + cases + new TreeSet<>(severalWays);
        }
    }

    /**
     * Another rule tells a name, and types have several names: the names that documents of the type have, or had, in some version.
     *
     * @param types by name, the type; a name that is missing here is the type itself
     */
    record ByNames(TypeRule rule, Map<String, String> types) implements TypeRule {
        public ByNames {
            requireNonNull(rule, "rule");
            types = Map.copyOf(types);
        }

        @Override
        public @Nullable String typeOf(@Nullable String id, JsonObject document) {
            String name = rule.typeOf(id, document);
            return name == null ? null : types.getOrDefault(name, name);
        }

        /** The names of a type, its own first. */
        private List<String> names(String type) {
            List<String> names = new ArrayList<>();
            if (type.equals(types.getOrDefault(type, type))) {
                names.add(type);
            }
            types.entrySet().stream()
                    .filter(entry ->
                            entry.getValue().equals(type) && !entry.getKey().equals(type))
                    .map(Map.Entry::getKey)
                    .sorted()
                    .forEach(names::add);
            return names;
        }

        @Override
        public List<MemberPath> looksAt(String type) {
            Set<MemberPath> paths = new LinkedHashSet<>();
            names(type).forEach(name -> paths.addAll(rule.looksAt(name)));
            return List.copyOf(paths);
        }

        @Override
        public List<ObjectCondition> conditions(String type) {
            List<ObjectCondition> conditions = new ArrayList<>();
            for (String name : names(type)) {
                List<ObjectCondition> ofName = rule.conditions(name);
                if (ofName.isEmpty()) {
                    return List.of();
                }
                conditions.addAll(ofName);
            }
            return conditions;
        }

        @Override
        public boolean isToldInSeveralWays(String type) {
            return names(type).size() > 1 || rule.isToldInSeveralWays(type);
        }

        @Override
        public boolean canTell(String type) {
            return names(type).stream().anyMatch(rule::canTell);
        }

        @Override
        public boolean dependsOn(MemberPath written) {
            return rule.dependsOn(written);
        }

        @Override
        public boolean asksForDatabase() {
            return rule.asksForDatabase();
        }

        @Override
        public TypeRule in(String database) {
            return new ByNames(rule.in(database), types);
        }

        /** The names in their order, so that digests of one configuration are the same in every process. */
        @Override
        public String toString() {
            return "ByNames[rule=" + rule + ", types=" + new TreeMap<>(types) + "]";
        }
    }
}
