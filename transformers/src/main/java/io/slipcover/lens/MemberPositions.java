package io.slipcover.lens;

import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Where an object has its members. To ask the object itself would settle duplicates, and so change the object. */
final class MemberPositions {
    private MemberPositions() {}

    /** The position of each member. Where several have one name, the last one counts. */
    static Map<JsonName, Integer> of(JsonObject object) {
        Map<JsonName, Integer> positions = new HashMap<>();
        for (int i = 0; i < object.size(); i++) {
            positions.put(object.name(i), i);
        }
        return positions;
    }

    /** Removes members behind which another one has the same name: they do not count. */
    static void settle(JsonObject object) {
        Map<JsonName, Integer> last = of(object);
        if (last.size() == object.size()) {
            return;
        }
        int[] earlier = new int[object.size() - last.size()];
        int count = 0;
        for (int i = 0; i < object.size(); i++) {
            if (!Objects.equals(last.get(object.name(i)), i)) {
                earlier[count++] = i;
            }
        }
        object.removeAll(earlier, count);
    }
}
