package io.slipcover.query;

import io.slipcover.json.JsonKind;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonSlice;
import io.slipcover.json.JsonValue;
import io.slipcover.json.MemberPath;
import io.slipcover.lens.Change;
import io.slipcover.lens.ObjectCondition;
import io.slipcover.mango.FieldPath;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is known of a document without looking at it, because its type and version are known. */
final class Known {
    private Known() {}

    /** The path as selectors name it. */
    static FieldPath fieldPath(MemberPath path) {
        return new FieldPath(path.names().stream().map(JsonName::text).toList());
    }

    /** Changes that put a value at a path inside of objects. They change nothing where the value is there. */
    static List<Change> at(MemberPath path, JsonValue value) {
        return path.isTop()
                ? List.of(new Change.Dropped(path.top()), new Change.Filled(path.top(), value))
                : List.of(new Change.Inside(path.top(), at(path.rest(), value)));
    }

    /** The strings that every document has for which the condition holds. */
    static Map<MemberPath, String> strings(ObjectCondition condition) {
        Map<MemberPath, String> strings = new LinkedHashMap<>();
        condition.equal().forEach((name, value) -> {
            if (value.kind() == JsonKind.STRING) {
                strings.put(MemberPath.of(name), ((JsonSlice) value).asString());
            }
        });
        condition
                .inside()
                .forEach((name, inner) ->
                        strings(inner).forEach((path, string) -> strings.put(path.within(name), string)));
        return strings;
    }
}
