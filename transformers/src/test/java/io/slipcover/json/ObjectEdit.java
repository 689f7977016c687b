package io.slipcover.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.jspecify.annotations.Nullable;

/** One thing done to an object and to its model alike. */
record ObjectEdit(Kind kind, int place, String name, String scalar, List<Integer> inside) {
    enum Kind {
        INDEX_OF,
        GET,
        RENAME,
        SET,
        PUT,
        ADD,
        INSERT,
        REMOVE,
        REMOVE_NAME,
        MOVE,
        LOOK
    }

    static Arbitrary<ObjectEdit> any() {
        return Combinators.combine(
                        Arbitraries.of(Kind.class),
                        Arbitraries.integers().between(0, 6),
                        Arbitraries.of("a", "b", "", "a.b", "é", "\n", "new"),
                        Arbitraries.of("null", "1.50", "\"x\"", "{ }", "[ 1 ]"),
                        Arbitraries.integers().between(0, 4).list().ofMaxSize(2))
                .as(ObjectEdit::new);
    }

    /** Whether it changes nothing, but for duplicates that it settles. */
    boolean isLookup() {
        return kind == Kind.INDEX_OF || kind == Kind.GET || kind == Kind.LOOK;
    }

    /** Goes into nested objects first, as far as there are some, and edits there. */
    void applyTo(JsonObject object, ModelObject model) {
        JsonObject target = object;
        ModelObject targetModel = model;
        for (int index : inside) {
            @Nullable ModelObject next = index < targetModel.size() ? targetModel.object(index) : null;
            if (next != null) {
                @Nullable JsonObject nested = target.object(index);
                assertThat(nested).isNotNull();
                target = nested;
                targetModel = next;
            }
        }
        edit(target, targetModel);
    }

    private void edit(JsonObject object, ModelObject model) {
        JsonName jsonName = JsonName.of(name);
        JsonValue value = JsonValue.of(scalar);
        boolean there = place < model.size();
        switch (kind) {
            case INDEX_OF -> assertThat(object.indexOf(jsonName)).isEqualTo(model.indexOf(name));
            case GET -> {
                int index = model.indexOf(name);
                @Nullable JsonValue found = object.get(jsonName);
                assertThat(found == null ? null : found.toString()).isEqualTo(index < 0 ? null : model.value(index));
            }
            case RENAME -> {
                if (there) {
                    object.rename(place, jsonName);
                    model.rename(place, name);
                }
            }
            case SET -> {
                if (there) {
                    object.set(place, value);
                    model.set(place, scalar);
                }
            }
            case PUT -> {
                object.put(jsonName, value);
                int index = model.indexOf(name);
                if (index < 0) {
                    model.insert(model.size(), name, scalar);
                } else {
                    model.set(index, scalar);
                }
            }
            case ADD -> {
                object.add(jsonName, value);
                model.insert(model.size(), name, scalar);
            }
            case INSERT -> {
                int index = Math.min(place, model.size());
                object.insert(index, jsonName, value);
                model.insert(index, name, scalar);
            }
            case REMOVE -> {
                if (there) {
                    String expected = model.value(place);
                    model.remove(place);
                    assertThat(object.remove(place)).hasToString(expected);
                }
            }
            case REMOVE_NAME -> {
                int index = model.indexOf(name);
                @Nullable JsonValue removed = object.remove(jsonName);
                assertThat(removed != null).isEqualTo(index >= 0);
                if (index >= 0) {
                    model.remove(index);
                }
            }
            case MOVE -> {
                if (there) {
                    JsonName moved = JsonName.of(object.name(place).text());
                    object.insert(0, moved, object.remove(place));
                    model.move(place, 0);
                }
            }
            case LOOK -> {
                if (there) {
                    object.object(place);
                    object.array(place);
                }
            }
        }
    }
}
