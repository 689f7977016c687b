package io.slipcover.lens;

import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import java.util.List;
import java.util.Set;

/**
 * {@code merge}: the older side has one thing under any of several names, the newer side under one. The first of the names that is there
 * counts. On the way back, the first of the names gets it.
 */
public final class Merge implements Operation {
    private final List<JsonName> names;
    private final JsonName into;

    /**
     * @param names the older side's names, the one that counts first
     * @param into the newer side's name, which may be one of the older side's
     * @throws IllegalArgumentException where there are fewer than two names, or one stands there twice
     */
    public Merge(List<JsonName> names, JsonName into) {
        this.names = Arguments.several("names", names);
        this.into = into;
    }

    @Override
    public void forward(JsonObject older) {
        if (!names.contains(into) && older.has(into)) {
            throw LensException.taken(this, into);
        }
        JsonName first = null;
        for (JsonName name : names) {
            if (first == null && older.has(name)) {
                first = name;
            } else {
                older.remove(name);
            }
        }
        if (first != null && !first.equals(into)) {
            older.rename(older.indexOf(first), into);
        }
    }

    @Override
    public void backward(JsonObject newer) {
        for (JsonName name : names) {
            if (!name.equals(into) && newer.has(name)) {
                throw LensException.taken(this, name);
            }
        }
        int index = newer.indexOf(into);
        if (index >= 0 && !into.equals(names.get(0))) {
            newer.rename(index, names.get(0));
        }
    }

    @Override
    public void put(JsonObject base, JsonObject view) {
        forward(view);
    }

    @Override
    public boolean needsBase() {
        return false;
    }

    @Override
    public Change upwards() {
        return new Change.Merged(names, into);
    }

    @Override
    public Change downwards() {
        return new Change.Parted(into, names);
    }

    @Override
    public String description() {
        return "merge into " + into.text();
    }

    @Override
    public String text() {
        return new OperationText("merge")
                .with("names", names)
                .with("into", into)
                .end();
    }

    @Override
    public Set<JsonName> olderNames() {
        return Set.copyOf(names);
    }

    @Override
    public Set<JsonName> newerNames() {
        return Set.of(into);
    }
}
