package io.slipcover.lens;

import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonSlice;
import io.slipcover.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A condition on the members of an object, all of which has to hold.
 *
 * @param equal members that have these values, by JSON's equality
 * @param has members that are there, whatever their values are
 * @param lacks members that are not there
 */
public record ObjectCondition(Map<JsonName, JsonValue> equal, List<JsonName> has, List<JsonName> lacks) {
    /** @throws IllegalArgumentException where there is no condition, or the conditions contradict each other */
    public ObjectCondition {
        Map<JsonName, JsonValue> constants = new LinkedHashMap<>();
        equal.forEach((name, value) -> constants.put(name, Arguments.constant(value)));
        equal = constants;
        has = List.copyOf(has);
        lacks = List.copyOf(lacks);
        if (equal.isEmpty() && has.isEmpty() && lacks.isEmpty()) {
            throw new IllegalArgumentException("expected 'equals', 'has' or 'lacks', with a member at least");
        }
        for (JsonName name : lacks) {
            if (has.contains(name) || equal.containsKey(name)) {
                throw new IllegalArgumentException("no object both has and lacks '" + name.text() + "'");
            }
        }
    }

    boolean holdsFor(JsonObject object) {
        for (Map.Entry<JsonName, JsonValue> member : equal.entrySet()) {
            JsonValue value = object.get(member.getKey());
            if (value == null || !value.sameAs(member.getValue())) {
                return false;
            }
        }
        for (JsonName name : has) {
            if (!object.has(name)) {
                return false;
            }
        }
        for (JsonName name : lacks) {
            if (object.has(name)) {
                return false;
            }
        }
        return true;
    }

    /** The members that the condition looks at. */
    Set<JsonName> names() {
        Set<JsonName> names = new LinkedHashSet<>(equal.keySet());
        names.addAll(has);
        names.addAll(lacks);
        return names;
    }

    /** The condition in a few words without values: {@code tagName, group}. */
    String description() {
        return String.join(", ", names().stream().map(JsonName::text).toList());
    }

    /** The condition, spelled canonically. */
    void addTo(OperationText text) {
        if (!equal.isEmpty()) {
            StringBuilder members = new StringBuilder("{");
            equal.forEach((name, value) -> members.append(members.length() == 1 ? "" : ",")
                    .append(JsonSlice.string(name.text()))
                    .append(':')
                    .append(value));
            text.withText("equals", members.append('}').toString());
        }
        if (!has.isEmpty()) {
            text.with("has", has);
        }
        if (!lacks.isEmpty()) {
            text.with("lacks", lacks);
        }
    }
}
