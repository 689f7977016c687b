package io.slipcover.guess;

import io.slipcover.json.JsonKind;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The ways in which a list may have become an object by keys, or an object a list: lists of objects, and lists of strings. */
final class EntriesGuess {
    private static final int MOST_KEYS = 12;

    private EntriesGuess() {}

    static void add(JsonName name, Column older, Column newer, Possibilities<Step> steps) {
        if (older.isAll(JsonKind.ARRAY) && newer.isAll(JsonKind.OBJECT)) {
            steps.add(() -> Step.toFlags(name));
            for (Entry entry : entries(older)) {
                steps.add(() -> Step.fromEntries(name, entry.key(), entry.value()));
            }
        } else if (older.isAll(JsonKind.OBJECT) && newer.isAll(JsonKind.ARRAY)) {
            steps.add(() -> Step.fromFlags(name));
            for (Entry entry : entries(newer)) {
                steps.add(() -> Step.toEntries(name, entry.key(), entry.value()));
            }
        }
    }

    /**
     * A way to tell the elements of a list apart.
     *
     * @param value the member that is the value in the object; null: all but the key
     */
    private record Entry(JsonName key, @Nullable JsonName value) {}

    private static List<Entry> entries(Column lists) {
        List<Entry> entries = new ArrayList<>();
        JsonObject first = firstElement(lists);
        if (first == null || first.size() > MOST_KEYS) {
            return entries;
        }
        for (int key = 0; key < first.size(); key++) {
            if (first.value(key).kind() == JsonKind.STRING) {
                if (first.size() == 2) {
                    entries.add(new Entry(first.name(key), first.name(1 - key)));
                }
                entries.add(new Entry(first.name(key), null));
            }
        }
        return entries;
    }

    private static @Nullable JsonObject firstElement(Column lists) {
        for (JsonValue list : lists.values()) {
            if (list != null && list.asArray().size() > 0) {
                JsonValue first = list.asArray().get(0);
                return first.kind() == JsonKind.OBJECT ? first.asObject() : null;
            }
        }
        return null;
    }
}
