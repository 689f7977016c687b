package io.slipcover.envelope;

import io.slipcover.json.ByteSink;
import io.slipcover.json.JsonMembers;
import io.slipcover.json.JsonObject;
import io.slipcover.json.JsonValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One element of a body that is about a document: a row, a change, a revision, an id that is asked for. It has an id, revisions, and
 * perhaps a document.
 *
 * <p>An entry is read when a handler asks for something, and no earlier: what nobody asks for costs nothing. One object serves all entries
 * of a body, one after the other.
 */
public final class Entry {
    private EntryForm form = EntryForm.DOCUMENT;
    private byte[] bytes = {};
    private int from;
    private int to;

    /** Where the document stands in the bytes; both are 0 where there is none. */
    private int documentFrom;

    private int documentTo;

    private @Nullable ExceededLimit exceeded;

    /** Where the document's members stand, if that was noted. */
    private @Nullable JsonMembers noted;

    private @Nullable JsonObject document;
    private @Nullable EntryHead head;
    private @Nullable DocumentHead documentHead;

    Entry() {}

    /** Becomes the entry at [from, to), without a document. */
    Entry become(EntryForm newForm, byte[] newBytes, int newFrom, int newTo) {
        return become(newForm, newBytes, newFrom, newTo, 0, 0, null);
    }

    /** Becomes the entry at [from, to), with the document that stands in it. */
    Entry become(
            EntryForm newForm,
            byte[] newBytes,
            int newFrom,
            int newTo,
            int newDocumentFrom,
            int newDocumentTo,
            @Nullable JsonMembers members) {
        from = newFrom;
        to = newTo;
        documentFrom = newDocumentFrom;
        documentTo = newDocumentTo;
        // What stays from one entry to the next is not written: each reference that is written to an old object is work
        // for the collector.
        if (form != newForm) {
            form = newForm;
        }
        if (bytes != newBytes) {
            bytes = newBytes;
        }
        if (noted != members) {
            noted = members;
        }
        forget();
        return this;
    }

    /** Notes the limit that the entry's document exceeds; null: none. */
    Entry exceeding(@Nullable ExceededLimit limit) {
        exceeded = limit;
        return this;
    }

    private void forget() {
        if (document != null) {
            document = null;
        }
        if (head != null) {
            head = null;
        }
        if (documentHead != null) {
            documentHead = null;
        }
        if (exceeded != null) {
            exceeded = null;
        }
    }

    /** Whether a document is in the entry. */
    public boolean hasDocument() {
        return documentTo > 0;
    }

    /**
     * The document as an object that may be changed, and may be what replaces it. It has been read already, while the body was
     * checked: this is how to get at it without reading it again.
     *
     * <p>It is valid until what was decided about the entry has been written, at the end of the call: then the next entry is in its place,
     * and after the last one a document of another body.
     *
     * @throws IllegalStateException where there is none
     */
    public JsonObject document() {
        JsonObject made = document;
        if (made == null) {
            requireDocument();
            JsonMembers members = noted;
            made = members == null
                    ? JsonObject.ofValidated(bytes, documentFrom, documentTo)
                    : members.object(bytes, documentFrom, documentTo);
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

    /**
     * Bytes that hold the document, one complete and validated JSON object, from {@link #documentFrom} to {@link #documentTo}. They are
     * valid as long as the document is, and not to be changed.
     *
     * @throws IllegalStateException where there is none
     */
    public byte[] bytes() {
        requireDocument();
        return bytes;
    }

    /** Where the document begins in the {@link #bytes}. */
    public int documentFrom() {
        return documentFrom;
    }

    /** Where the document ends in the {@link #bytes}. */
    public int documentTo() {
        return documentTo;
    }

    private void requireDocument() {
        if (!hasDocument()) {
            throw new IllegalStateException("the entry has no document");
        }
    }

    /**
     * The id of the document that the entry is about, or null where it has none. It is what the entry says beside the document, or the
     * document's {@code _id} where the entry says none. A view's row may show another document than the one it is about.
     */
    public @Nullable String id() {
        String id = head().id();
        return id == null ? documentId() : id;
    }

    /**
     * The revisions that the entry is about: those of a change or of a {@code _revs_diff}, elsewhere one. Where the entry says none beside
     * the document, it is the document's {@code _rev}; where there is none either, the list is empty.
     */
    public List<String> revisions() {
        List<String> revisions = head().revisions();
        DocumentHead own = revisions.isEmpty() ? documentHead() : null;
        return own == null ? revisions : own.revisions();
    }

    /** Whether the entry says that its document is deleted, or the document says so. */
    public boolean isDeleted() {
        if (head().isDeleted()) {
            return true;
        }
        DocumentHead own = documentHead();
        return own != null && own.isDeleted();
    }

    /** A change's sequence, or null. */
    public @Nullable JsonValue sequence() {
        return head().sequence();
    }

    /** The document's {@code _id}, or null where it has none. */
    public @Nullable String documentId() {
        DocumentHead own = documentHead();
        return own == null ? null : own.id();
    }

    /** The document's {@code _rev}, or null where it has none. */
    public @Nullable String documentRevision() {
        DocumentHead own = documentHead();
        return own == null ? null : EntryHead.first(own.revisions());
    }

    /** Whether the entry names anything, so that there is something to decide about it without a document. */
    boolean isNamed() {
        return head().id() != null || !head().revisions().isEmpty();
    }

    /** The entry's head, to be written with other words. */
    EntryHead newHead() {
        return form.read(bytes, from, to);
    }

    void writeTo(ByteSink out) {
        out.write(bytes, from, to - from);
    }

    private EntryHead head() {
        EntryHead read = head;
        if (read == null) {
            read = newHead();
            head = read;
        }
        return read;
    }

    private @Nullable DocumentHead documentHead() {
        if (documentHead == null && hasDocument()) {
            documentHead = new DocumentHead(JsonObject.ofValidated(bytes, documentFrom, documentTo));
        }
        return documentHead;
    }
}
