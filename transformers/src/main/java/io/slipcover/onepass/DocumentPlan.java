package io.slipcover.onepass;

import io.slipcover.json.ByteSink;
import io.slipcover.json.ExpectedBytes;
import io.slipcover.json.JsonBuffer;
import io.slipcover.json.JsonName;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonSlice;
import io.slipcover.json.JsonValue;
import io.slipcover.json.ValueEnds;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of documents that have the same names in the same order, and in which the same values tell type and version. Worked out
 * once, from the first such document. Not for use by several threads, since it remembers values.
 */
public final class DocumentPlan {
    /** The number of no way: the document is its own view. */
    public static final int NO_WAY = -1;

    private static final JsonName ID = JsonName.of("_id");
    private static final int NOWHERE = -1;

    /** How many bytes the values have that tell type and version; a document where they have more has no plan. */
    private static final int LONGEST_GUARDS = 256;

    /** A member whose value has to be spelt as it was in the first document. */
    private record Guard(int place, ExpectedBytes value) {}

    /** One member's change, in the form in which it is written. */
    private static final class Edit {
        final int place;
        final boolean dropped;

        /** The new name with its colon, or null. */
        final byte @Nullable [] name;

        final @Nullable ValueMemo memo;

        Edit(MemberEdit edit) {
            place = edit.place();
            dropped = edit.dropped();
            name = edit.renamed() == null ? null : withColon(edit.renamed());
            memo = edit.lead() == null ? null : new ValueMemo(edit.lead());
        }
    }

    private final Guard[] guards;

    /** Where the id stands, and how it has to begin. */
    private final int id;

    private final ExpectedBytes idBeginning;

    private final Edit[] edits;

    /** What the values of edits become, while a document passes. */
    private final @Nullable JsonValue[] led;

    /** How many members go before the first that stays, whose comma goes with them. */
    private final int droppedFirst;

    /** The members that are added, with the comma before them unless they are the only ones. */
    private final byte[] added;

    private final int way;

    /** Whether the documents go the general way. */
    private final boolean general;

    private DocumentPlan(
            Guard[] guards, int id, ExpectedBytes idBeginning, int size, ObjectEdits edits, int way, boolean general) {
        this.guards = guards;
        this.id = id;
        this.idBeginning = idBeginning;
        this.edits = edits.members().stream().map(Edit::new).toArray(Edit[]::new);
        this.led = new JsonValue[this.edits.length];
        this.droppedFirst = droppedFirst(this.edits);
        this.added = added(edits.added(), droppedFirst == size);
        this.way = way;
        this.general = general;
    }

    /**
     * A plan for documents like this one.
     *
     * @param document one of them, which is only read
     * @param telling the members whose values have to be spelt as they are in the document, where it has them
     * @param idBeginning how the id has to begin; it does not begin with {@code _} in any case, and is not that of a design document
     * @param edits what becomes of the document; null where such documents go the general way
     * @param way the number of the way that the document takes, or {@link #NO_WAY}
     * @return null where the document's own id is none of those, or where the values are too long to be kept
     */
    public static @Nullable DocumentPlan of(
            List<JsonName> names,
            JsonObject document,
            Collection<JsonName> telling,
            String idBeginning,
            @Nullable ObjectEdits edits,
            int way) {
        List<Guard> guards = new ArrayList<>();
        int guarded = 0;
        for (int place = 0; place < names.size(); place++) {
            if (telling.contains(names.get(place))) {
                byte[] value = document.value(place).toBytes();
                guarded += value.length;
                guards.add(new Guard(place, ExpectedBytes.of(value, 0, value.length)));
            }
        }
        if (guarded > LONGEST_GUARDS) {
            return null;
        }
        byte[] beginning = JsonSlice.string(idBeginning).toBytes();
        DocumentPlan plan = new DocumentPlan(
                guards.toArray(Guard[]::new),
                names.indexOf(ID),
                ExpectedBytes.of(beginning, 0, beginning.length - 1),
                names.size(),
                edits == null ? ObjectEdits.NONE : edits,
                way,
                edits == null);
        boolean usual = plan.id == NOWHERE ? idBeginning.isEmpty() : plan.isUsualId(document.value(plan.id));
        return usual ? plan : null;
    }

    private static byte[] withColon(JsonName name) {
        JsonBuffer buffer = new JsonBuffer();
        name.writeTo(buffer);
        buffer.write(':');
        return buffer.toByteArray();
    }

    private static int droppedFirst(Edit[] edits) {
        int count = 0;
        while (count < edits.length && edits[count].dropped && edits[count].place == count) {
            count++;
        }
        return count;
    }

    private static byte[] added(List<ObjectEdits.Addition> additions, boolean alone) {
        JsonBuffer buffer = new JsonBuffer();
        for (ObjectEdits.Addition addition : additions) {
            if (!alone || buffer.length() > 0) {
                buffer.write(',');
            }
            buffer.write(withColon(addition.name()));
            addition.value().writeTo(buffer);
        }
        return buffer.toByteArray();
    }

    /** The number of the way that the documents take, or {@link #NO_WAY}. */
    int way() {
        return way;
    }

    /** Whether the documents go the general way, so that there is nothing to learn from them. */
    boolean isGeneral() {
        return general;
    }

    /** Whether the plan is for the document, as far as its values tell. */
    boolean isFor(byte[] bytes, MemberSpans spans) {
        if (id != NOWHERE && !isUsualId(bytes, spans.valueFrom(id), spans.valueTo(id))) {
            return false;
        }
        for (Guard guard : guards) {
            if (!guard.value.are(bytes, spans.valueFrom(guard.place), spans.valueTo(guard.place))) {
                return false;
            }
        }
        return true;
    }

    private boolean isUsualId(JsonValue value) {
        byte[] bytes = value.toBytes();
        return bytes.length > 1 && isUsualId(bytes, 0, bytes.length);
    }

    /** Whether the id begins as it has to, and neither with {@code _} nor with an escape, which may stand for it. */
    private boolean isUsualId(byte[] bytes, int from, int to) {
        byte first = bytes[from + 1];
        return first != '_' && first != '\\' && idBeginning.standAt(bytes, from, to);
    }

    /**
     * Leads the document's values, to be {@linkplain #write written}; false where one has to be looked at in another way.
     *
     * @param unchecked checks values that nobody has checked; null where they are checked
     */
    boolean lead(byte[] bytes, MemberSpans spans, @Nullable ValueEnds unchecked) {
        for (int index = 0; index < edits.length; index++) {
            Edit edit = edits[index];
            if (edit.memo != null) {
                JsonValue value =
                        edit.memo.lead(bytes, spans.valueFrom(edit.place), spans.valueTo(edit.place), unchecked);
                if (value == null) {
                    return false;
                }
                led[index] = value;
            }
        }
        return true;
    }

    /**
     * Writes the text from an index up to the last place in the document where something changes.
     *
     * @return the index of the text that is still to be written
     */
    int write(byte[] bytes, int textFrom, MemberSpans spans, ByteSink out) {
        int text = textFrom;
        if (droppedFirst > 0) {
            int brace = spans.from() + 1;
            out.write(bytes, text, brace - text);
            int comma = spans.comma(droppedFirst);
            text = comma < spans.to() - 1 ? comma + 1 : comma;
        }
        for (int index = droppedFirst; index < edits.length; index++) {
            Edit edit = edits[index];
            if (edit.dropped) {
                int comma = spans.comma(edit.place);
                out.write(bytes, text, comma - text);
                text = spans.valueTo(edit.place);
                continue;
            }
            if (edit.name != null) {
                int name = spans.comma(edit.place) + 1;
                out.write(bytes, text, name - text);
                out.write(edit.name);
                text = spans.valueFrom(edit.place);
            }
            JsonValue value = led[index];
            if (value != null) {
                int begin = spans.valueFrom(edit.place);
                if (text < begin) {
                    out.write(bytes, text, begin - text);
                }
                value.writeTo(out);
                text = spans.valueTo(edit.place);
            }
        }
        if (added.length > 0) {
            int brace = spans.to() - 1;
            out.write(bytes, text, brace - text);
            out.write(added);
            text = brace;
        }
        return text;
    }
}
