package io.slipcover.envelope;

import io.slipcover.json.ByteSink;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonSlice;
import io.slipcover.json.JsonValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an entry says beside its document: id, revisions, sequence. A head is read from an entry's bytes when a handler asks, and made
 * again when an entry leaves with other words than it came with.
 */
abstract class EntryHead {
    /** The head of a value that is no entry, such as a number among rows. */
    static final EntryHead NOTHING = new EntryHead() {
        @Override
        void writeTo(ByteSink out) {
            throw new IllegalStateException("nothing was read");
        }
    };

    /** The id of the document that the entry is about, or null where the entry does not say. */
    @Nullable
    String id() {
        return null;
    }

    /** The revisions that the entry names. */
    List<String> revisions() {
        return List.of();
    }

    boolean isDeleted() {
        return false;
    }

    /** The sequence of a change, or null. */
    @Nullable
    JsonValue sequence() {
        return null;
    }

    /** Says what is not null, as far as this kind of entry has a place for it. */
    void say(EntryOutcome.Rewritten words) {}

    /** Puts a document in place of the entry's own, or where the entry has none. */
    void replaceDocument(JsonValue document) {
        throw new IllegalStateException("an entry of this kind has no document");
    }

    /** Leaves out the document. */
    void removeDocument() {}

    /** Says why there is no document, beside the place that the document would have. */
    void failDocument(EntryOutcome.Failed failed) {
        throw new IllegalStateException("an entry of this kind has no document: " + failed.error());
    }

    /** Writes the entry with what it says now. */
    abstract void writeTo(ByteSink out);

    /** A member that is a string, as a list of one; otherwise none. */
    static List<String> strings(@Nullable JsonObject object, JsonName name) {
        String found = object == null ? null : object.string(name);
        return found == null ? List.of() : List.of(found);
    }

    /** Puts a string, where there is one to put and the object has the member. */
    static void replaceString(@Nullable JsonObject object, JsonName name, @Nullable String text) {
        if (object != null && text != null && object.has(name)) {
            object.put(name, JsonSlice.string(text));
        }
    }

    /** The first of them, or null. */
    static @Nullable String first(@Nullable List<String> revisions) {
        return revisions == null || revisions.isEmpty() ? null : revisions.get(0);
    }

    /** Sets a flag that is there only where it is true, before a member where that is there. */
    static void flag(JsonObject object, JsonName name, @Nullable Boolean value, JsonName before) {
        if (value == null) {
            return;
        }
        if (!value) {
            object.remove(name);
        } else if (object.has(name)) {
            object.put(name, JsonSlice.TRUE);
        } else {
            int place = object.indexOf(before);
            object.insert(place < 0 ? object.size() : place, name, JsonSlice.TRUE);
        }
    }
}
