package io.slipcover.envelope;

import io.slipcover.json.JsonMembers;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonSlice;
import org.jspecify.annotations.Nullable;

/**
 * One element of an answer with a document in it: a row, a change, a revision.
 *
 * <p>Id and revision are those the document itself tells. What stands beside it may come later in the stream, and a view's row may show
 * a document other than the one it is about.
 */
public final class Entry {
    private static final JsonName ID = JsonName.of("_id");
    private static final JsonName REVISION = JsonName.of("_rev");

    private final byte[] bytes;
    private final int from;
    private final int to;

    private final @Nullable ExceededLimit exceeded;

    /** Where the document's members stand, if that was noted. */
    private final @Nullable JsonMembers noted;

    private @Nullable JsonObject document;
    private @Nullable JsonObject members;

    Entry(byte[] bytes, int from, int to, @Nullable ExceededLimit exceeded) {
        this(bytes, from, to, null, exceeded);
    }

    Entry(byte[] bytes, int from, int to, @Nullable JsonMembers noted, @Nullable ExceededLimit exceeded) {
        this.exceeded = exceeded;
        this.bytes = bytes;
        this.from = from;
        this.to = to;
        this.noted = noted;
    }

    /**
     * The document as an object that may be changed, and may be what replaces it. It has been read already, while the answer was
     * checked: this is how to get at it without reading it again.
     *
     * <p>It is valid until what was decided about the entry has been written, at the end of the call: then the next entry is in its place,
     * and after the last one a document of another answer.
     */
    public JsonObject document() {
        JsonObject made = document;
        if (made == null) {
            made = noted == null ? JsonObject.ofValidated(bytes, from, to) : noted.object(bytes, from, to);
            document = made;
        }
        return made;
    }

    /**
     * The limit that the document exceeds, or null. Where the document is not there as a whole, {@link #document} has its small members
     * alone, and must not leave in the document's place.
     */
    public @Nullable ExceededLimit exceeded() {
        return exceeded;
    }

    /** The document's {@code _id}, or null where it has none. Costs a look through the document when asked for the first time. */
    public @Nullable String id() {
        return string(ID);
    }

    /** The document's {@code _rev}, or null where it has none. */
    public @Nullable String rev() {
        return string(REVISION);
    }

    /** {@code {"id","rev","error","reason"}}, which {@code _bulk_get} has where a revision cannot be had. */
    JsonObject error(EntryOutcome.Failed failed) {
        JsonObject error = JsonObject.empty();
        addString(error, "id", id());
        addString(error, "rev", rev());
        addString(error, "error", failed.error());
        addString(error, "reason", failed.reason());
        return error;
    }

    private static void addString(JsonObject object, String name, @Nullable String value) {
        if (value != null) {
            object.add(JsonName.of(name), JsonSlice.string(value));
        }
    }

    private @Nullable String string(JsonName name) {
        if (members == null) {
            members = JsonObject.ofValidated(bytes, from, to);
        }
        return members.string(name);
    }
}
