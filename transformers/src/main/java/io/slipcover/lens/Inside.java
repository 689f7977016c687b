package io.slipcover.lens;

import io.slipcover.json.JsonArray;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;

/**
 * What {@link In} expects a member to hold, and what it does with it. The functions that lead say false where the member holds something
 * else, or is missing.
 */
sealed interface Inside {
    boolean forward(JsonName name, JsonObject older);

    boolean backward(JsonName name, JsonObject newer);

    boolean put(JsonName name, JsonObject base, JsonObject view, AlignedArrays aligned);

    boolean needsBase();

    boolean takesFromBase();

    /** The same where nothing in it has a stand-in. */
    Inside withoutStandIns();

    Change upwards(JsonName name);

    Change downwards(JsonName name);

    String expected();

    String text();

    /** A lens on the object. */
    record OfObject(ObjectLens lens) implements Inside {
        @Override
        public boolean forward(JsonName name, JsonObject older) {
            JsonObject inner = older.object(name);
            if (inner == null) {
                return false;
            }
            lens.forward(inner);
            return true;
        }

        @Override
        public boolean backward(JsonName name, JsonObject newer) {
            JsonObject inner = newer.object(name);
            if (inner == null) {
                return false;
            }
            lens.backward(inner);
            return true;
        }

        @Override
        public boolean put(JsonName name, JsonObject base, JsonObject view, AlignedArrays aligned) {
            JsonObject inner = view.object(name);
            if (inner == null) {
                return false;
            }
            JsonObject innerBase = base.object(name);
            if (innerBase == null) {
                lens.forward(inner);
            } else {
                lens.put(innerBase, inner, aligned);
            }
            return true;
        }

        @Override
        public boolean needsBase() {
            return lens.needsBase();
        }

        @Override
        public boolean takesFromBase() {
            return lens.takesFromBase();
        }

        @Override
        public Inside withoutStandIns() {
            ObjectLens strict = lens.withoutStandIns();
            return strict == lens ? this : new OfObject(strict);
        }

        @Override
        public Change upwards(JsonName name) {
            return lens.upwardsIn(name);
        }

        @Override
        public Change downwards(JsonName name) {
            return lens.downwardsIn(name);
        }

        @Override
        public String expected() {
            return "an object or null";
        }

        @Override
        public String text() {
            return lens.text();
        }
    }

    /** A lens on each element of the array. */
    record OfArray(MapElements map) implements Inside {
        @Override
        public boolean forward(JsonName name, JsonObject older) {
            JsonArray inner = older.array(name);
            if (inner == null) {
                return false;
            }
            map.forward(inner);
            return true;
        }

        @Override
        public boolean backward(JsonName name, JsonObject newer) {
            JsonArray inner = newer.array(name);
            if (inner == null) {
                return false;
            }
            map.backward(inner);
            return true;
        }

        @Override
        public boolean put(JsonName name, JsonObject base, JsonObject view, AlignedArrays aligned) {
            JsonArray inner = view.array(name);
            if (inner == null) {
                return false;
            }
            JsonArray innerBase = base.array(name);
            if (innerBase == null) {
                map.forward(inner);
            } else {
                map.put(innerBase, inner, aligned);
            }
            return true;
        }

        @Override
        public boolean needsBase() {
            return map.lens().needsBase();
        }

        @Override
        public boolean takesFromBase() {
            return true;
        }

        @Override
        public Inside withoutStandIns() {
            MapElements strict = map.withoutStandIns();
            return strict == map ? this : new OfArray(strict);
        }

        @Override
        public Change upwards(JsonName name) {
            return new Change.Each(name, map.lens().upwards(), map.lens().as());
        }

        @Override
        public Change downwards(JsonName name) {
            return new Change.Each(name, map.lens().downwards(), map.lens().as());
        }

        @Override
        public String expected() {
            return "an array or null";
        }

        @Override
        public String text() {
            return map.text();
        }
    }
}
