package io.slipcover.lens;

import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import java.util.HashMap;
import java.util.Map;

/** Where an object has its members, for looking them up without settling duplicates, which would change the object. */
final class Places {
    private Places() {}

    /** The place of each member; of several with one name, the last one's, which is the one that counts. */
    static Map<JsonName, Integer> of(JsonObject object) {
        Map<JsonName, Integer> places = new HashMap<>();
        for (int i = 0; i < object.size(); i++) {
            places.put(object.name(i), i);
        }
        return places;
    }
}
