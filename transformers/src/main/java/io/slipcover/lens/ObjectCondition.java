package io.slipcover.lens;

import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonValue;
import io.slipcover.json.MemberPath;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A condition on the members of an object, all of which has to hold. It says for which objects a lens is, which version a document has,
 * and which type.
 *
 * @param equal members that have these values, by JSON's equality
 * @param has members that are there, whatever their values are
 * @param lacks members that are not there
 * @param inside members that hold objects for which these conditions hold
 */
public record ObjectCondition(
        Map<JsonName, JsonValue> equal,
        List<JsonName> has,
        List<JsonName> lacks,
        Map<JsonName, ObjectCondition> inside) {
    /** @throws IllegalArgumentException where there is no condition, or the conditions contradict each other */
    public ObjectCondition {
        Map<JsonName, JsonValue> constants = new LinkedHashMap<>();
        equal.forEach((name, value) -> constants.put(name, Arguments.constant(value)));
        equal = Collections.unmodifiableMap(constants);
        has = List.copyOf(has);
        lacks = List.copyOf(lacks);
        inside = Collections.unmodifiableMap(new LinkedHashMap<>(inside));
        if (equal.isEmpty() && has.isEmpty() && lacks.isEmpty() && inside.isEmpty()) {
            throw new IllegalArgumentException("expected 'equals', 'has', 'lacks' or 'in', with a member at least");
        }
        for (JsonName name : lacks) {
            if (has.contains(name) || equal.containsKey(name) || inside.containsKey(name)) {
                throw new IllegalArgumentException("no object both has and lacks '" + name.text() + "'");
            }
        }
    }

    /** A condition that looks inside of no member. */
    public ObjectCondition(Map<JsonName, JsonValue> equal, List<JsonName> has, List<JsonName> lacks) {
        this(equal, has, lacks, Map.of());
    }

    /** A condition on nothing but which members are there. */
    public static ObjectCondition onMembers(List<JsonName> has, List<JsonName> lacks) {
        return new ObjectCondition(Map.of(), has, lacks);
    }

    /** The condition that the value at a path equals a value. */
    public static ObjectCondition equal(MemberPath path, JsonValue value) {
        return path.isTop()
                ? new ObjectCondition(Map.of(path.top(), value), List.of(), List.of())
                : new ObjectCondition(Map.of(), List.of(), List.of(), Map.of(path.top(), equal(path.rest(), value)));
    }

    /** The condition that there is a value at a path. */
    public static ObjectCondition has(MemberPath path) {
        return path.isTop()
                ? onMembers(List.of(path.top()), List.of())
                : new ObjectCondition(Map.of(), List.of(), List.of(), Map.of(path.top(), has(path.rest())));
    }

    /** Whether the condition holds for an object. */
    public boolean holdsFor(JsonObject object) {
        return hasAll(object) && !hasOneOfLacks(object) && areEqual(object) && holdInside(object);
    }

    // Loops over lists and not streams: this is asked of every document.
    private boolean hasAll(JsonObject object) {
        for (int index = 0; index < has.size(); index++) {
            if (!object.has(has.get(index))) {
                return false;
            }
        }
        return true;
    }

    private boolean hasOneOfLacks(JsonObject object) {
        for (int index = 0; index < lacks.size(); index++) {
            if (object.has(lacks.get(index))) {
                return true;
            }
        }
        return false;
    }

    private boolean areEqual(JsonObject object) {
        if (equal.isEmpty()) {
            return true;
        }
        for (Map.Entry<JsonName, JsonValue> member : equal.entrySet()) {
            JsonValue value = object.get(member.getKey());
            if (value == null || !value.sameAs(member.getValue())) {
                return false;
            }
        }
        return true;
    }

    private boolean holdInside(JsonObject object) {
        if (inside.isEmpty()) {
            return true;
        }
        for (Map.Entry<JsonName, ObjectCondition> member : inside.entrySet()) {
            JsonObject inner = object.object(member.getKey());
            if (inner == null || !member.getValue().holdsFor(inner)) {
                return false;
            }
        }
        return true;
    }

    /** Whether every object for which this condition holds also meets the wider one, as far as their words show. */
    public boolean implies(ObjectCondition wider) {
        return present().containsAll(wider.has)
                && lacks.containsAll(wider.lacks)
                && wider.equal.entrySet().stream().allMatch(member -> impliesEqual(member.getKey(), member.getValue()))
                && wider.inside.entrySet().stream()
                        .allMatch(member -> impliesInside(member.getKey(), member.getValue()));
    }

    private boolean impliesEqual(JsonName name, JsonValue value) {
        JsonValue own = equal.get(name);
        return own != null && own.sameAs(value);
    }

    private boolean impliesInside(JsonName name, ObjectCondition wider) {
        ObjectCondition own = inside.get(name);
        return own != null && own.implies(wider);
    }

    /** Whether the condition may begin or cease to hold where a value is written at a path, and objects are made on the way. */
    public boolean dependsOn(MemberPath written) {
        JsonName name = written.top();
        if (equal.containsKey(name) || has.contains(name) || lacks.contains(name)) {
            return true;
        }
        ObjectCondition inner = inside.get(name);
        return inner != null && (written.isTop() || inner.present().isEmpty() || inner.dependsOn(written.rest()));
    }

    /** The members that are there in every object for which the condition holds. */
    public Set<JsonName> present() {
        Set<JsonName> present = new LinkedHashSet<>(equal.keySet());
        present.addAll(has);
        present.addAll(inside.keySet());
        return present;
    }

    /** The members that the condition looks at. */
    public Set<JsonName> names() {
        Set<JsonName> names = present();
        names.addAll(lacks);
        return names;
    }

    /** The paths to the members that the condition looks at. */
    public List<MemberPath> paths() {
        List<MemberPath> paths = new ArrayList<>();
        equal.keySet().forEach(name -> paths.add(MemberPath.of(name)));
        has.forEach(name -> paths.add(MemberPath.of(name)));
        lacks.forEach(name -> paths.add(MemberPath.of(name)));
        inside.forEach((name, condition) -> condition.paths().forEach(path -> paths.add(path.within(name))));
        return paths;
    }

    /** The condition in a few words without values: {@code tagName, group}. */
    String description() {
        return String.join(", ", names().stream().map(JsonName::text).toList());
    }

    /** The condition, spelled canonically. */
    void addTo(OperationText text) {
        if (!equal.isEmpty()) {
            OperationText members = new OperationText("");
            equal.forEach((name, value) -> members.with(name.text(), value));
            text.withText("equals", members.end());
        }
        if (!has.isEmpty()) {
            text.with("has", has);
        }
        if (!lacks.isEmpty()) {
            text.with("lacks", lacks);
        }
        if (!inside.isEmpty()) {
            OperationText members = new OperationText("");
            inside.forEach((name, condition) -> members.withText(name.text(), condition.toString()));
            text.withText("in", members.end());
        }
    }

    /** The condition, spelled canonically: {@code {"equals":{"type":"note"},"has":["text"]}}. */
    @Override
    public String toString() {
        OperationText text = new OperationText("");
        addTo(text);
        return text.end();
    }
}
