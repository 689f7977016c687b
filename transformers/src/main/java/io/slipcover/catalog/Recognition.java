package io.slipcover.catalog;

import io.slipcover.json.JsonObject;
import io.slipcover.lens.ObjectCondition;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The rules that tell the versions of a type apart by their members, where a document's number is missing or wrong. */
public final class Recognition {

    private static final Recognition NONE = new Recognition(Map.of());

    /** By type, in order. */
    private final Map<String, OfType> rules = new LinkedHashMap<>();

    /** The rules of one type, by version. */
    private static final class OfType {
        private static final OfType NONE = new OfType(Map.of());

        private final TreeMap<Integer, ObjectCondition> rules;

        OfType(Map<Integer, ObjectCondition> rules) {
            this.rules = new TreeMap<>(rules);
            if (!rules.isEmpty() && this.rules.firstKey() < 1) {
                throw new IllegalArgumentException("versions begin with 1, found " + this.rules.firstKey());
            }
        }

        List<Integer> matching(JsonObject document) {
            return rules.entrySet().stream()
                    .filter(entry -> entry.getValue().holdsFor(document))
                    .map(Map.Entry::getKey)
                    .toList();
        }

        @Override
        public String toString() {
            return rules.toString();
        }
    }

    /**
     * Rules by type and version.
     *
     * @throws IllegalArgumentException where a version is below 1
     */
    public Recognition(Map<String, ? extends Map<Integer, ObjectCondition>> rules) {
        new TreeMap<>(rules).forEach((type, ofType) -> this.rules.put(type, new OfType(ofType)));
    }

    /** No rules at all. */
    public static Recognition none() {
        return NONE;
    }

    /** The types that have rules. */
    public Set<String> types() {
        return Collections.unmodifiableSet(rules.keySet());
    }

    /** The versions of a type that have rules, in order. */
    public List<Integer> versions(String type) {
        return List.copyOf(ofType(type).rules.keySet());
    }

    /** The rule of a version; null where the version has none. */
    public @Nullable ObjectCondition rule(String type, int version) {
        return ofType(type).rules.get(version);
    }

    /** The versions of the type whose rules match the document, in order. */
    public List<Integer> matching(String type, JsonObject document) {
        return ofType(type).matching(document);
    }

    /**
     * Whether the members of a document contradict the version: that version's rule does not match, and the rule of
     * another version does.
     */
    public boolean contradicts(String type, int version, JsonObject document) {
        OfType ofType = ofType(type);
        ObjectCondition own = ofType.rules.get(version);
        return own != null
                && !own.holdsFor(document)
                && !ofType.matching(document).isEmpty();
    }

    private OfType ofType(String type) {
        OfType ofType = rules.get(type);
        return ofType == null ? OfType.NONE : ofType;
    }

    /** All rules, in the order of types and versions. */
    @Override
    public String toString() {
        return rules.toString();
    }
}
