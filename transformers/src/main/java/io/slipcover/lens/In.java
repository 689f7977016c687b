package io.slipcover.lens;

import io.slipcover.json.JsonArray;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonValue;
import io.slipcover.json.MemberPath;
import java.util.List;
import java.util.Set;

/** {@code in}: a lens inside a member, which is an object or, under {@code map}, an array. {@code null} passes. */
public final class In implements Operation {
    private final JsonName name;
    private final Content content;

    /** Operations inside an object member. */
    public In(JsonName name, List<Operation> lens) {
        this.name = name;
        this.content = new OfObject(new OperationSequence(lens));
    }

    /** Operations inside the elements of an array member. */
    public In(JsonName name, MapElements map) {
        this.name = name;
        this.content = new OfArray(map);
    }

    private In(JsonName name, Content content) {
        this.name = name;
        this.content = content;
    }

    @Override
    public void forward(JsonObject older) {
        boolean done;
        try {
            done = content.forward(name, older);
        } catch (LensException failure) {
            throw failure.within(description());
        }
        if (!done) {
            refuseUnlessNull(older);
        }
    }

    @Override
    public void backward(JsonObject newer) {
        boolean done;
        try {
            done = content.backward(name, newer);
        } catch (LensException failure) {
            throw failure.within(description());
        }
        if (!done) {
            refuseUnlessNull(newer);
        }
    }

    @Override
    public void put(JsonObject base, JsonObject view) {
        put(base, view, new AlignedArrays());
    }

    void put(JsonObject base, JsonObject view, AlignedArrays aligned) {
        boolean done;
        try {
            done = content.put(name, base, view, aligned);
        } catch (LensException failure) {
            throw failure.within(description());
        }
        if (!done) {
            refuseUnlessNull(view);
        }
    }

    private void refuseUnlessNull(JsonObject object) {
        JsonValue value = object.get(name);
        if (value != null && !value.isNull()) {
            throw LensException.unexpected(this, name, content.expected(), value);
        }
    }

    @Override
    public boolean needsBase() {
        return content.needsBase();
    }

    @Override
    public boolean takesFromBase() {
        return content.takesFromBase();
    }

    @Override
    public Operation withoutStandIns() {
        Content strict = content.withoutStandIns();
        return strict == content ? this : new In(name, strict);
    }

    @Override
    public Change upwards() {
        return content.upwards(name);
    }

    @Override
    public Change downwards() {
        return content.downwards(name);
    }

    @Override
    public String description() {
        return "in " + name.text();
    }

    @Override
    public String text() {
        return new OperationText("in")
                .with("name", name)
                .withText("lens", content.text())
                .end();
    }

    @Override
    public Set<JsonName> olderNames() {
        return Set.of(name);
    }

    @Override
    public Set<JsonName> newerNames() {
        return Set.of(name);
    }

    @Override
    public List<MemberPath> touches(ReservedNames reserved) {
        ReservedNames inner = reserved.inside(name);
        return inner != null && content instanceof OfObject object
                ? object.lens().touches(inner).stream()
                        .map(path -> path.within(name))
                        .toList()
                : reserved.touchedWith(name);
    }

    /** What the member is expected to hold. Its functions say false where it holds something else, or is missing. */
    private sealed interface Content {
        boolean forward(JsonName name, JsonObject older);

        boolean backward(JsonName name, JsonObject newer);

        boolean put(JsonName name, JsonObject base, JsonObject view, AlignedArrays aligned);

        boolean needsBase();

        boolean takesFromBase();

        /** The same content where nothing in it has a stand-in. */
        Content withoutStandIns();

        Change upwards(JsonName name);

        Change downwards(JsonName name);

        String expected();

        String text();
    }

    private record OfObject(OperationSequence lens) implements Content {
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
        public Content withoutStandIns() {
            OperationSequence strict = lens.withoutStandIns();
            return strict == lens ? this : new OfObject(strict);
        }

        @Override
        public Change upwards(JsonName name) {
            return new Change.Inside(name, lens.upwards());
        }

        @Override
        public Change downwards(JsonName name) {
            return new Change.Inside(name, lens.downwards());
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

    private record OfArray(MapElements map) implements Content {
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
            return map.needsBase();
        }

        @Override
        public boolean takesFromBase() {
            return true;
        }

        @Override
        public Content withoutStandIns() {
            MapElements strict = map.withoutStandIns();
            return strict == map ? this : new OfArray(strict);
        }

        @Override
        public Change upwards(JsonName name) {
            return new Change.Each(name, map.upwards());
        }

        @Override
        public Change downwards(JsonName name) {
            return new Change.Each(name, map.downwards());
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
