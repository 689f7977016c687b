package io.slipcover.cli;

import io.slipcover.json.JsonArray;
import io.slipcover.json.JsonKind;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Random edits of documents, by names and values that other documents have. */
final class RandomEdits {
    private final Random random;
    private final List<JsonName> names = new ArrayList<>();
    private final List<JsonValue> values = new ArrayList<>();

    RandomEdits(Random random) {
        this.random = random;
    }

    /** Takes the names and values of a document for later edits. */
    void learn(JsonValue value) {
        values.add(value.copy());
        if (value.kind() == JsonKind.OBJECT) {
            JsonObject object = value.asObject();
            for (int i = 0; i < object.size(); i++) {
                if (!object.name(i).text().startsWith("_")) {
                    names.add(object.name(i));
                    learn(object.value(i));
                }
            }
        } else if (value.kind() == JsonKind.ARRAY) {
            JsonArray array = value.asArray();
            for (int i = 0; i < array.size(); i++) {
                learn(array.get(i));
            }
        }
    }

    /** The document after a few edits, or none. */
    JsonObject edited(JsonObject document) {
        JsonObject edited = JsonObject.of(document.toString());
        for (int count = random.nextInt(4); count > 0; count--) {
            edit(edited);
        }
        return edited;
    }

    private void edit(JsonObject object) {
        int index = object.isEmpty() ? -1 : random.nextInt(object.size());
        if (index < 0 || random.nextInt(5) == 0) {
            object.put(names.get(random.nextInt(names.size())), value());
            return;
        }
        if (object.name(index).text().startsWith("_")) {
            return;
        }
        JsonObject inner = object.object(index);
        JsonArray array = object.array(index);
        if (inner != null && random.nextInt(4) > 0) {
            edit(inner);
        } else if (array != null && random.nextInt(4) > 0) {
            edit(array);
        } else if (random.nextInt(3) == 0) {
            object.remove(index);
        } else {
            object.set(index, value());
        }
    }

    private void edit(JsonArray array) {
        int index = array.size() == 0 ? -1 : random.nextInt(array.size());
        JsonObject inner = index < 0 ? null : array.object(index);
        if (inner != null && random.nextInt(3) > 0) {
            edit(inner);
        } else if (index >= 0 && random.nextBoolean()) {
            array.remove(index);
        } else {
            array.insert(index + 1, value());
        }
    }

    private JsonValue value() {
        return values.get(random.nextInt(values.size())).copy();
    }
}
