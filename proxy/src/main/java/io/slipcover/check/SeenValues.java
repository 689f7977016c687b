package io.slipcover.check;

import io.slipcover.json.JsonKind;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonValue;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values that members were seen with in one version of one type: a few of each kind, so that there is something to change a member to. */
final class SeenValues {
    private static final int OF_A_KIND = 4;
    private static final int LARGEST = 4_096;
    private static final int MEMBERS = 1_000;

    private final Map<JsonName, Map<JsonKind, List<JsonValue>>> values = new HashMap<>();

    /** Notes the values of a document. */
    void note(JsonObject document) {
        for (int index = 0; index < document.size(); index++) {
            JsonValue value = document.value(index);
            if (value.length() > LARGEST) {
                continue;
            }
            Map<JsonKind, List<JsonValue>> ofMember = values.get(document.name(index));
            if (ofMember == null) {
                if (values.size() >= MEMBERS) {
                    continue;
                }
                ofMember = new EnumMap<>(JsonKind.class);
                values.put(document.name(index), ofMember);
            }
            note(ofMember.computeIfAbsent(value.kind(), kind -> new ArrayList<>(1)), value);
        }
    }

    private static void note(List<JsonValue> seen, JsonValue value) {
        if (seen.size() < OF_A_KIND && seen.stream().noneMatch(value::sameAs)) {
            byte[] bytes = value.toBytes(); // Of its own: the document's bytes are not to be held.
            seen.add(JsonValue.parse(bytes, 0, bytes.length));
        }
    }

    /**
     * Another value of the same kind that the member was seen with; null where none was.
     *
     * @param turn which of several
     */
    @Nullable
    JsonValue other(JsonName member, JsonValue value, int turn) {
        List<JsonValue> seen = values.getOrDefault(member, Map.of()).getOrDefault(value.kind(), List.of());
        for (int index = 0; index < seen.size(); index++) {
            JsonValue candidate = seen.get(Math.floorMod(index + turn, seen.size()));
            if (!candidate.sameAs(value)) {
                return candidate;
            }
        }
        return null;
    }
}
