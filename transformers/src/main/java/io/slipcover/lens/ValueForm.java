package io.slipcover.lens;

import io.slipcover.json.JsonArray;
import io.slipcover.json.JsonKind;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonValue;
import java.util.Set;

/** An operation that gives one member's value another form: an array becomes an object, or an object an array. {@code null} passes. */
abstract sealed class ValueForm implements AligningOperation permits FromEntries, ToEntries, FromFlags, ToFlags {
    private final String word;
    private final JsonName name;

    /** @param word what the operation is called */
    ValueForm(String word, JsonName name) {
        this.word = word;
        this.name = name;
    }

    /** The newer side's value for one that is not {@code null}, which may be used up, or a {@link LensException}. */
    abstract JsonValue toNewer(JsonValue older);

    /** The older side's value for one that is not {@code null}, which may be used up, or a {@link LensException}. */
    abstract JsonValue toOlder(JsonValue newer);

    /** The newer side's value for an edit, where neither the base nor what was written is {@code null}. The base is not changed. */
    abstract JsonValue put(JsonValue base, JsonValue written, AlignedArrays aligned);

    /** Adds the arguments besides the member's name. */
    OperationText addTo(OperationText text) {
        return text;
    }

    /** The value as an array, or a {@link LensException}. */
    final JsonArray array(JsonValue value) {
        if (value.kind() != JsonKind.ARRAY) {
            throw LensException.unexpected(this, name, "an array or null", value);
        }
        return value.asArray();
    }

    /** The value as an object, or a {@link LensException}. */
    final JsonObject object(JsonValue value) {
        if (value.kind() != JsonKind.OBJECT) {
            throw LensException.unexpected(this, name, "an object or null", value);
        }
        return value.asObject();
    }

    @Override
    public final void forward(JsonObject older) {
        int index = older.indexOf(name);
        if (index >= 0 && !older.value(index).isNull()) {
            older.set(index, toNewer(older.value(index)));
        }
    }

    @Override
    public final void backward(JsonObject newer) {
        int index = newer.indexOf(name);
        if (index >= 0 && !newer.value(index).isNull()) {
            newer.set(index, toOlder(newer.value(index)));
        }
    }

    @Override
    public final void put(JsonObject base, JsonObject view, AlignedArrays aligned) {
        int index = view.indexOf(name);
        if (index < 0 || view.value(index).isNull()) {
            return;
        }
        JsonValue stored = base.get(name);
        if (stored == null || stored.isNull()) {
            forward(view);
            return;
        }
        JsonValue written = view.value(index);
        boolean isShown = aligned.areSame(toOlder(stored.copy()), written);
        view.set(index, isShown ? stored.copy() : put(stored, written, aligned));
    }

    @Override
    public final boolean takesFromBase() {
        return true;
    }

    @Override
    public final Change upwards() {
        return new Change.Reformed(name, description());
    }

    @Override
    public final Change downwards() {
        return new Change.Reformed(name, description());
    }

    @Override
    public final String description() {
        return word + " " + name.text();
    }

    @Override
    public final String text() {
        return addTo(new OperationText(word).with("name", name)).end();
    }

    @Override
    public final Set<JsonName> olderNames() {
        return Set.of(name);
    }

    @Override
    public final Set<JsonName> newerNames() {
        return Set.of(name);
    }
}
