package io.slipcover.lens;

import io.slipcover.json.JsonArray;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonValue;
import org.jspecify.annotations.Nullable;

/** The elements of a list, or the values of an object that is used as a map, by their places. */
sealed interface Elements {
    int size();

    JsonValue get(int index);

    /** The element as an object whose changes stick, or null where it is none. */
    @Nullable
    JsonObject object(int index);

    /** The element as a list whose changes stick, or null where it is none. */
    @Nullable
    JsonArray array(int index);

    void set(int index, JsonValue value);

    /** The failure of an element, with the element's place. */
    LensException failed(int index, LensException failure);

    /** The elements of a list. */
    record OfList(JsonArray list) implements Elements {
        @Override
        public int size() {
            return list.size();
        }

        @Override
        public JsonValue get(int index) {
            return list.get(index);
        }

        @Override
        public @Nullable JsonObject object(int index) {
            return list.object(index);
        }

        @Override
        public @Nullable JsonArray array(int index) {
            return list.array(index);
        }

        @Override
        public void set(int index, JsonValue value) {
            list.set(index, value);
        }

        @Override
        public LensException failed(int index, LensException failure) {
            return failure.at(index);
        }
    }

    /** The values of an object's members. */
    record OfObject(JsonObject object) implements Elements {
        @Override
        public int size() {
            return object.size();
        }

        @Override
        public JsonValue get(int index) {
            return object.value(index);
        }

        @Override
        public @Nullable JsonObject object(int index) {
            return object.object(index);
        }

        @Override
        public @Nullable JsonArray array(int index) {
            return object.array(index);
        }

        @Override
        public void set(int index, JsonValue value) {
            object.set(index, value);
        }

        @Override
        public LensException failed(int index, LensException failure) {
            return failure.atName(object.name(index));
        }
    }
}
